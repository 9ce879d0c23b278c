"""What a screen says when it has nothing to show: what this is for, and what to do next."""

from __future__ import annotations

from html import escape

import streamlit as st


def show(words: tuple[str, str], *, link: tuple[str, str] | None = None) -> None:
    """
    Draw an empty screen.

    Args:
        words: a title, then what to do next.
        link: the screen where it is done, and the link's words.
    """
    title, body = (text.replace("« ", "«\u00a0").replace(" »", "\u00a0»") for text in words)
    st.html(f'<div class="pl-empty"><h2>{escape(title)}</h2><p>{escape(body)}</p></div>')
    if link is not None:
        st.page_link(link[0], label=link[1])
