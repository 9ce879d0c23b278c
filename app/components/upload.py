"""A field for files, in French: Streamlit says its own in English and offers no words of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

_FRENCH = """<style>
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
[data-testid="stFileUploaderDropzone"] > span button > *, [data-testid="stFileUploaderDropzone"] > button > * {{ display: none; }}
[data-testid="stFileUploaderDropzone"] > span button::after, [data-testid="stFileUploaderDropzone"] > button::after {{ content: "{0}"; }}
[data-testid="stFileUploaderDropzone"]::after {{ content: "{1}"; font-size: 0.84rem; opacity: 0.75; align-self: center; }}
</style>"""


def files(label: str, *, choose: str, hint: str, kinds: Sequence[str], key: str) -> list[Any]:
    """
    Draw the field; gives the files chosen, none while there is none.

    Args:
        choose: the words of its button; `hint`: what is said beside it. Neither may hold quotation marks.
        kinds: endings offered first by the system's own window.
    """
    st.html(_FRENCH.format(choose, hint))
    return st.file_uploader(label, type=list(kinds), accept_multiple_files=True, key=key) or []
