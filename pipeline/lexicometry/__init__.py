"""The lexicometric eye beside the themes: what words do, counted as French textual statistics has counted them since 1973."""
