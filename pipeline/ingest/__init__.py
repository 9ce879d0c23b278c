"""File -> Transcript: one small reader per family of formats, one registry, one speaker-layout parser."""
