"""The form that asks for the vault's passphrase; it keeps nothing of it once it is sent."""

from __future__ import annotations

import streamlit as st

from app import wording_review

SHORTEST = 12  # characters: what the vault's key derivation makes costly to guess


def ask(*, exists: bool) -> str | None:
    """
    Draw the form; the passphrase when it has just been sent and can be used.

    Args:
        exists: the vault is there; otherwise the passphrase makes it, and is asked twice.
    """
    if not exists:
        st.warning(wording_review.VAULT_NEW)
    with st.form("vault", clear_on_submit=True, width=460):
        passphrase = st.text_input(wording_review.PASSPHRASE, type="password", key="passphrase", autocomplete="off")
        again = passphrase
        if not exists:
            again = st.text_input(
                wording_review.PASSPHRASE_AGAIN, type="password", key="passphrase again", autocomplete="off"
            )
        sent = st.form_submit_button(wording_review.OPEN_VAULT if exists else wording_review.MAKE_VAULT, type="primary")
    if not sent:
        return None
    if not exists and passphrase != again:
        st.error(wording_review.VAULT_WORDS_DIFFER)
        return None
    if not passphrase or (not exists and len(passphrase) < SHORTEST):
        st.error(wording_review.passphrase_short(SHORTEST))
        return None
    return passphrase
