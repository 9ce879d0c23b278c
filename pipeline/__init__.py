"""From files to findings: ingest, anonymise, segment, encode, themes, propose, validate, ground, report."""
