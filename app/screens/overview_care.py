"""The custodian's part of the overview: a withdrawal with its receipt, transcripts due for a new version, stranded work."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording_care
from app.components import tables
from pipeline.flow import care, reanonymising, upkeep
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import people


def show(study: OpenStudy) -> None:
    """Draw what concerns a custodian; stranded work is shown to whoever codes."""
    _receipt()
    if study.role is not Role.READER:
        _stranded(study)
    everyone = sorted(people.participants(study.file))
    if study.role is not Role.CUSTODIAN or not everyone:
        return
    st.header(wording_care.CARE_TITLE, anchor=False)
    asked = session.computed("upkeep", None, lambda: upkeep.upkeep(study))
    for line in upkeep.told(asked):
        st.html(f"<p>{escape(line)}</p>")
    if not study.is_unlocked:
        st.html(f'<p class="pl-quiet">{wording_care.CARE_LOCKED}</p>')
        return
    if asked.again.source_ids and st.button(wording_care.AGAIN, key="reanonymise"):
        session.attempt(_again, study, asked.again.source_ids)
    if asked.to_seal and study.settings.anonymisation.originals == "vault" and st.button(wording_care.SEAL, key="seal"):
        session.attempt(_seal, study)
    with st.expander(wording_care.WITHDRAW_TITLE):
        _withdrawal(study, everyone)


def _again(study: OpenStudy, source_ids: tuple[str, ...]) -> None:
    with st.spinner(wording_care.AGAIN_RUNNING):
        done = reanonymising.reanonymise(study, source_ids)
    session.tell(wording_care.carried(done.transcripts, done.carried, len(done.stranded)))


def _seal(study: OpenStudy) -> None:
    session.tell(wording_care.sealed(care.seal(study).sealed))


def _withdrawal(study: OpenStudy, everyone: list[str]) -> None:
    st.html(f"<p>{wording_care.WITHDRAW_SAID}</p>")
    with st.form("withdrawal", border=False, clear_on_submit=True):
        who = st.selectbox(wording_care.WHO, everyone, index=None, help=wording_care.WHO_HELP, key="withdrawal who")
        written = st.text_input(wording_care.WRITE_TO_CONFIRM, key="withdrawal written", autocomplete="off")
        sent = st.form_submit_button(wording_care.WITHDRAW)
    if sent and who is not None:
        if written.strip() != who:
            st.error(wording_care.NOT_CONFIRMED)
            return
        session.attempt(_withdraw, study, who)


def _withdraw(study: OpenStudy, participant_id: str) -> None:
    with st.spinner(wording_care.WITHDRAWING):
        session.keep("receipt", care.withdraw(study, participant_id))


def _receipt() -> None:
    """The receipt stays until it was read: it is nowhere else, because it names the person."""
    found: care.Receipt | None = session.kept("receipt", None)
    if found is None:
        return
    st.header(wording_care.RECEIPT_TITLE, anchor=False)
    lines = wording_care.receipt(
        sources=found.sources,
        rows=found.rows,
        findings=len(found.findings),
        lost=found.lost,
        shared=found.shared,
        unnamed=found.unnamed,
        outputs=found.outputs,
        texts=found.texts,
        backups=found.backups,
        remains=found.remains,
        number=found.receipt,
    )
    st.html("".join(f"<p>{escape(line)}</p>" for line in lines))
    if st.button(wording_care.RECEIPT_SEEN, key="receipt seen"):
        session.keep("receipt", None)
        st.rerun()


def _stranded(study: OpenStudy) -> None:
    found = session.computed("stranded work", None, lambda: reanonymising.stranded(study))
    if not found:
        return
    st.header(wording_care.STRANDED_TITLE, anchor=False)
    st.html(f'<p class="pl-quiet">{wording_care.STRANDED_SAID}</p>')
    tables.rows(
        [
            (
                wording_care.STRANDED_KINDS[one.about],
                escape(one.code_path or ""),
                escape(one.coder),
                f"{one.decided_at:%d/%m/%Y}",
                escape(one.source_name or one.source_id),
                str(one.turn_no),
            )
            for one in found
        ],
        wording_care.STRANDED_HEADER,
        numbers={5},
    )
    with st.form("stranded", border=False, clear_on_submit=True):
        reason = st.text_input(wording_care.DISMISS_REASON, key="stranded reason")
        if st.form_submit_button(wording_care.DISMISS_ALL):
            session.attempt(reanonymising.dismiss, study, reason=reason, said=wording_care.DISMISSED)
