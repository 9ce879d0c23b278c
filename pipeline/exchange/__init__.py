"""The study in other tools' formats: pure converters between nouns or rows and bytes."""
