"""
What this browser session is: who acts, in which role, on which study, and what it has just done.

The study is opened once per process, because one process owns its file; each session acts on its own shallow copy, under
its own name, and a vault opened in one session stays closed in the others. This file alone touches Streamlit's session
state, caches and address; no passphrase is kept anywhere.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeVar, cast

import streamlit as st

from app.work import Work
from models.report import GroupLook, group_looks
from pipeline.errors import NotAStudy, PolyphonieError
from pipeline.flow.opening import open_study
from pipeline.flow.steps import load_ahead
from pipeline.flow.study import VAULT, OpenStudy, Role
from pipeline.store import journal, people

STUDY_VARIABLE = "POLYPHONIE_STUDY"
UNKNOWN_GROUP = "non renseigné"
ACKNOWLEDGED_KEPT = 500

Value = TypeVar("Value")


class Notice(NamedTuple):
    """What the last act gave: a sentence, and whether it was refused."""

    sentence: str
    refused: bool


@st.cache_resource(show_spinner=False)
def _shared(folder: str) -> OpenStudy:
    shared = open_study(Path(folder), purpose="application")
    # the encoder takes seconds to load: it does so while the first page is read, not at the first finding
    threading.Thread(target=load_ahead, args=(shared,), kwargs={"themes": False}, daemon=True).start()
    return shared


@st.cache_resource(show_spinner=False)
def work(folder: str) -> Work:
    """The analysis of this study that this process runs, or ran last."""
    del folder
    return Work()


def study() -> OpenStudy:
    """
    The study, in the name and role of this session.

    Raises:
        NotAStudy, SettingsRefused, StudyBusy, StudyDamaged: it cannot be opened; the message says why.
    """
    folder = os.environ.get(STUDY_VARIABLE)
    if not folder:
        raise NotAStudy("Aucune étude n'est indiquée : lancez l'application par « polyphonie app DOSSIER ».")
    shared = _shared(folder)
    own = st.session_state.get("study")
    if own is None or own.file is not shared.file:
        own = replace(shared, actor=default_actor(), role=Role.RESEARCHER)
        st.session_state["study"] = own
    return cast(OpenStudy, own)


def default_actor() -> str:
    """The name that a session starts with: the one of the account, until the person writes theirs."""
    return os.environ.get("USER", "").strip() or "chercheur·e"


def be(name: str, role: Role) -> None:
    """Act under this name and role from now on; leaving the custodian's role closes the vault."""
    own = study()
    own.actor = name.strip() or default_actor()
    if role is not Role.CUSTODIAN:
        own.lock()
    own.role = role


def has_vault() -> bool:
    """Whether the study's vault was ever made."""
    return (study().folder / VAULT).is_dir()


def unlock(passphrase: str) -> None:
    """
    Open the vault for this session only, as its custodian.

    Raises:
        WrongPassphrase: it does not open the vault.
    """
    own = study()
    own.unlock(passphrase)
    own.role = Role.CUSTODIAN


def current_work() -> Work:
    """The analysis running, or run last, on this session's study."""
    return work(str(study().folder))


def attempt(
    action: Callable[..., object], *args: Any, said: str = "", then: Callable[[], None] | None = None, **options: Any
) -> NoReturn:
    """
    Act through one flow call, remember what to tell, and draw the page again.

    Args:
        said: told when it goes well.
        then: done when it goes well, before the page is drawn again.
    """
    if try_to(action, *args, said=said, **options) and then is not None:
        then()
    st.rerun()


def try_to(action: Callable[..., object], *args: Any, said: str = "", **options: Any) -> bool:
    """`attempt` without drawing the page again: for callbacks. Returns whether it went well."""
    try:
        action(*args, **options)
    except PolyphonieError as fault:
        tell(str(fault), refused=True)
        return False
    if said:
        tell(said)
    return True


def tell(sentence: str, *, refused: bool = False) -> None:
    """Keep a sentence for the top of the next page."""
    st.session_state["notice"] = Notice(sentence, refused)


def notice() -> Notice | None:
    """What the last act gave, told once."""
    return cast("Notice | None", st.session_state.pop("notice", None))


def kept(name: str, start: Value) -> Value:
    """What this session remembers under a name, or `start`."""
    return cast(Value, st.session_state.get(f"kept {name}", start))


def keep(name: str, value: object) -> None:
    """Remember something for this session."""
    st.session_state[f"kept {name}"] = value


def take(name: str, start: Value) -> Value:
    """What this session remembered under a name, once, or `start`."""
    return cast(Value, st.session_state.pop(f"kept {name}", start))


def set_field(key: str, value: object) -> None:
    """Give the widget of this key a value, before it is drawn."""
    st.session_state[key] = value


def field(key: str) -> Any:
    """The present value of the widget of this key, or None."""
    return st.session_state.get(key)


def computed(name: str, depends_on: Hashable, compute: Callable[[], Value]) -> Value:
    """What `compute` gave when the journal and `depends_on` were as they are now; computed again when they changed."""
    latest = journal.events(study().file, limit=1)
    version = (latest[0].hash if latest else "", depends_on)
    known = st.session_state.get(f"computed {name}")
    if known is None or known[0] != version:
        known = (version, compute())
        st.session_state[f"computed {name}"] = known
    return cast(Value, known[1])


def remembered(name: str, version: Hashable, compute: Callable[[], Value]) -> Value:
    """What `compute` gave at this version, whatever the journal says since: for what is long to read and changes seldom."""
    known = st.session_state.get(f"remembered {name}")
    if known is None or known[0] != version:
        known = (version, compute())
        st.session_state[f"remembered {name}"] = known
    return cast(Value, known[1])


def looks() -> dict[str, GroupLook]:
    """Colour and shape of each stakeholder group: the study's groups first, in their settled order, then any other met."""
    return computed("looks", None, _looks)


def _looks() -> dict[str, GroupLook]:
    own = study()
    settled = own.settings.study.groups
    met = {p.stakeholder_group for p in people.participants(own.file).values() if p.stakeholder_group}
    return {look.group: look for look in group_looks([*settled, *sorted(met - set(settled))])}


def address(name: str) -> str | None:
    """One part of the deep link that the address bar holds."""
    return st.query_params.get(name)


def set_address(**parts: str | None) -> None:
    """Make the address bar a link to what is on screen; None takes a part away."""
    wanted = {name: value for name, value in parts.items() if value}
    for name, value in parts.items():
        st.session_state[f"address {name}"] = value
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)


def choice_from_address(name: str, key: str, choices: Sequence[str]) -> None:
    """Set the widget of this key to what the address names, when the address has just changed and names a choice."""
    wanted = address(name)
    if wanted != st.session_state.get(f"address {name}") and wanted in choices:
        st.session_state[key] = wanted
    elif st.session_state.get(key) not in choices:
        st.session_state.pop(key, None)
    st.session_state[f"address {name}"] = wanted


def go(**parts: str | None) -> NoReturn:
    """Show another part of this screen, under its own address: a link of the page to itself would not change the address."""
    set_address(**parts)
    st.rerun()


def acknowledged() -> Mapping[str, str]:
    """Key presses already answered: their id, and the sentence that refused them ("" when they went in)."""
    return cast("dict[str, str]", st.session_state.setdefault("acknowledged", {}))


def answer_events(key: str, act: Callable[[Mapping[str, Any]], None]) -> None:
    """
    Answer, once each and in order, the presses that the component of this key holds.

    A press stays in the browser until its id comes back in `acknowledged`; one sent twice is answered once.
    """
    known = cast("dict[str, str]", st.session_state.setdefault("acknowledged", {}))
    state = st.session_state.get(key)
    events: Sequence[Mapping[str, Any]] = (state or {}).get("events") or ()
    for event in events:
        if event["uuid"] in known:
            continue
        try:
            act(event)
            known[event["uuid"]] = ""
        except PolyphonieError as fault:
            known[event["uuid"]] = str(fault)
    for old in list(known)[:-ACKNOWLEDGED_KEPT]:
        del known[old]


def shared_study(folder: Path) -> OpenStudy:
    """The study as this process holds it; for tests, which close it."""
    return _shared(str(folder))
