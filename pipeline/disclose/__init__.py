"""What may be shown to whom: names, places and people brought to the level a reader is entitled to."""
