"""The command line: thin verbs named like the stages, in the same order."""
