"""From vectors to themes that hold: their number, their words, their people, their map and what a researcher makes of them."""
