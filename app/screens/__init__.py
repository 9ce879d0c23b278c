"""One file per screen, in the order of a researcher's day: read from the store, draw, act through one flow call."""
