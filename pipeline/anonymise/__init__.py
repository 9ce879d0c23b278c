"""Find who can be recognised in a transcript, put a pseudonym in their place, and lock away who they are."""
