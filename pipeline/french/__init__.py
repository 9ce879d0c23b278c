"""French words, patterns and lists: everything in the pipeline that belongs to the language stands here."""
