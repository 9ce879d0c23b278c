"""Giving findings back: booklets in plain French as plain data, their renderings, and the replies that come back as tables."""
