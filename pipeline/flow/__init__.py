"""The steps in order, and what people do between them: read from the store, call the stage, write, return counts."""
