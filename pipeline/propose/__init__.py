"""Codes proposed for passages nobody has read: from definitions at first, from decisions afterwards, each with its reason."""
