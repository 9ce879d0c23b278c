"""The overview's custodian part: a withdrawal asks for the id twice and leaves a receipt; others do not see it."""

from __future__ import annotations

from pathlib import Path

from app_fixtures import empty_folder, filled_folder
from test_app_screens import PASSPHRASE, opened, study_of, text_of

from app import wording_care
from pipeline.flow.study import Role
from pipeline.store import people

__all__ = ["empty_folder", "filled_folder"]


def test_only_a_custodian_is_offered_a_withdrawal(filled_folder: Path) -> None:
    assert wording_care.CARE_TITLE not in text_of(opened("overview"))
    at = opened("overview")
    at.session_state["study"].role = Role.CUSTODIAN
    assert wording_care.CARE_LOCKED in text_of(at.run())


def test_a_withdrawal_wants_the_id_written_and_leaves_a_receipt(filled_folder: Path) -> None:
    at = opened("overview")
    at.session_state["study"].unlock(PASSPHRASE)
    at.session_state["study"].role = Role.CUSTODIAN
    at.run()
    for written, gone in (("p-Autre", False), ("p-Karima", True)):
        at.selectbox(key="withdrawal who").select("p-Karima")
        at.text_input(key="withdrawal written").input(written)
        next(b for b in at.button if b.label == wording_care.WITHDRAW).click()
        at.run()
        assert not at.exception
        assert ("p-Karima" not in people.participants(study_of(filled_folder).file)) == gone
    assert wording_care.RECEIPT_TITLE in text_of(at)
    at.button(key="receipt seen").click().run()
    assert wording_care.RECEIPT_TITLE not in text_of(at)
