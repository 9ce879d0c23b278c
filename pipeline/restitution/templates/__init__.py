"""Templates of booklets: HTML, and what typst compiles."""
