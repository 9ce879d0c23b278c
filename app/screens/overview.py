"""Vue d'ensemble: what is in the study, what is due and why, and the analysis itself, which goes on when one leaves."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import session, wording, wording_review
from app.components import empty, passphrase, progress, tables
from app.screens import overview_care, overview_people
from models.provenance import Step
from pipeline.flow import consenting, steps
from pipeline.flow.findings import unheard_groups
from pipeline.flow.steps import Status
from pipeline.flow.study import SOURCES, OpenStudy, Role
from pipeline.store import people, sources

LOOK_AGAIN_S = 1.0
PARTICIPANTS = "participants.csv"


def show() -> None:
    """Draw the screen."""
    study = session.study()
    work = session.current_work()
    if work.is_running:
        _running()
        return
    with st.spinner(wording.LOOKING):
        status = session.computed("status", _seen(study), lambda: steps.status(study))
    _outcome()
    _next(study, status)
    if sources.all_sources(study.file):
        _sources(study)
    _troubles(status)
    _voices(study)
    st.header(wording.STEPS_TITLE, anchor=False)
    progress.steps(status.steps)
    overview_care.show(study)


def _seen(study: OpenStudy) -> tuple[tuple[str, int], ...]:
    """The files of the study's folder that one may change by hand, with when they changed."""
    files = [study.folder / PARTICIPANTS, *(study.folder / SOURCES).rglob("*")]
    return tuple((path.name, path.stat().st_mtime_ns) for path in files if path.is_file())


@st.fragment(run_every=LOOK_AGAIN_S)
def _running() -> None:
    work = session.current_work()
    if not work.is_running:
        st.rerun()
    st.header(wording.RUNNING, anchor=False)
    st.html(f'<p class="pl-quiet">{wording.RUNNING_HINT}</p>')
    progress.bars(work.steps)


def _outcome() -> None:
    work = session.current_work()
    if work.has_failed:
        st.error(work.fault or wording.RUN_BROKEN)
    elif work.outcome is not None:
        st.success(wording.run_done(work.steps))


def _next(study: OpenStudy, status: Status) -> None:
    due = {state.step for state in status.steps if state.due}
    held, new = status.sources["held"], status.sources["new"]
    if not sources.all_sources(study.file) and not new:
        empty.show(wording.overview_empty(study.folder.name))
        st.button(wording.LOOK_AGAIN, key="look again")
        return
    st.html(f"<p>{wording.next_step(due, held=held, new=new)}</p>")
    if not due:
        if held:
            st.page_link("screens/anonymisation.py", label=wording.GO_ANONYMISATION)
        return
    if due & {Step.INGEST, Step.ANONYMISE} and not study.is_unlocked:
        _unlock()
        return
    if st.button(wording.RUN, type="primary", disabled=study.role is Role.READER, key="run"):
        session.current_work().start(lambda told: steps.run(study, progress=told))
        st.rerun()


def _unlock() -> None:
    st.html(f'<p class="pl-quiet">{wording.RUN_NEEDS_VAULT}</p>')
    given = passphrase.ask(exists=session.has_vault())
    if given is not None:
        session.attempt(session.unlock, given, said=wording_review.VAULT_NOW_OPEN)


def _sources(study: OpenStudy) -> None:
    found = sources.all_sources(study.file)
    st.header(wording.SOURCES_TITLE, anchor=False)
    tables.sources(found)


def _troubles(status: Status) -> None:
    refused = [one for one in status.troubles if one.problem]
    warned = [one for one in status.troubles if one.warnings]
    if refused:
        st.header(wording.REFUSED_TITLE, anchor=False)
        tables.pairs([(one.name, one.problem or "") for one in refused], wording.REFUSED_HEADER)
    if warned:
        with st.expander(wording.warned(len(warned))):
            tables.pairs([(one.name, " ".join(one.warnings)) for one in warned], wording.WARNED_HEADER)


def _voices(study: OpenStudy) -> None:
    everyone = people.participant_rows(study.file)
    if not everyone:
        return
    st.header(wording.VOICES_TITLE, anchor=False)
    tables.voices(everyone, session.looks(), settled=study.settings.study.groups)
    for line in consenting.told(study):
        st.html(f"<p>{escape(line)}</p>")
    silent = unheard_groups(study)
    if silent:
        st.html(f"<p>{wording.never_heard(silent)}</p>")
    overview_people.show(study)


if __name__ == "__main__":
    show()
