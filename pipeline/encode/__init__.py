"""Texts to vectors, with encoders built from installed packages or the one a study names; nothing is fetched."""
