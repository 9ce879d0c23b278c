"""
The residual search: every original form that the vault knows, through everything that has left it.

The study file (every text of every table: words, memos, statements, codes, journal), the settings, and the files of
`outputs/`, opened whatever their format, properties and zipped parts included. A hit is named by its place, never by its
words. `participants.csv` and `sources/` are not looked through: they hold names by their nature.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from models.anonymisation import MentionKind
from models.provenance import Broken
from models.transcript import SourceState
from pipeline.anonymise.known import SHORTEST_FORM, exposes
from pipeline.flow.anonymising import held, read_entities, read_review
from pipeline.flow.study import OUTPUTS, OpenStudy
from pipeline.readable import readings
from pipeline.residue import Sought, holds, seek
from pipeline.settings import SETTINGS_FILE
from pipeline.store import sources, texts
from pipeline.store.texts import NAMES_OF_PEOPLE, Text

CONTACTS = frozenset({MentionKind.EMAIL, MentionKind.PHONE, MentionKind.ID_NUMBER})
PLACES = {
    "source_names": "source {row}",
    "sightings": "fichier vu {row}",
    "participants": "participant, ligne {row}",
    "voices": "voix de la source {row}",
    "memos": "mémo {row}",
    "findings": "constat {row}",
    "evidence": "pièce {row}",
    "decisions": "décision {row}",
    "codes": "code {row}",
    "segments": "extrait {row}",
    "themes": "thème {row}",
    "theme_names": "thème {row}",
    "journal": "journal, événement dont le type est {row}",
}


class Residue(NamedTuple):
    """What the search found, and the files of `outputs/` that it could not read through (by their place)."""

    broken: tuple[Broken, ...]
    unread: tuple[str, ...]


def search(study: OpenStudy) -> Residue:
    """Look for every identifying form in what has left the vault; needs the vault."""
    people, contacts = _forms(study)
    if not people and not contacts:
        return Residue((), ())
    whole = seek(people, contacts)
    in_a_name = seek(people | {word for form in people for word in form.split() if exposes(word)}, contacts)
    unread: list[str] = []
    broken = [
        *_in_the_study_file(study, whole, in_a_name),
        *_in_the_settings(study, whole),
        *_in_outputs(study, whole, in_a_name, unread),
    ]
    return Residue(tuple(broken), tuple(unread))


def identifying_forms(study: OpenStudy) -> frozenset[str]:
    """
    Original forms whose presence would expose somebody: people's names, written as they were, and contact details.

    A name in lower case, or one that is also an ordinary word, is not searched for alone: it would accuse every use of
    that word. Nor is a form that a custodian left as it is, or a doubt that nobody masked.
    """
    people, contacts = _forms(study)
    return people | contacts


def _forms(study: OpenStudy) -> tuple[frozenset[str], frozenset[str]]:
    """People's names and contact details, apart: the former are looked for as they are written, the latter in any case."""
    entities = read_entities(study)
    pseudonyms = {word for entity in entities for word in (*entity.pseudonym.split(), entity.pseudonym)}
    left = {*read_review(study).kept, *(form.casefold() for form in _doubts_left(study))}
    people, contacts = set(), set()
    for entity in entities:
        for form in entity.forms:
            if len(form) < SHORTEST_FORM or form in pseudonyms or form.casefold() in left:
                continue
            if entity.kind in CONTACTS:
                contacts.add(form)
            elif entity.kind is MentionKind.PERSON and exposes(form):
                people.add(form)
    return frozenset(people), frozenset(contacts)


def _doubts_left(study: OpenStudy) -> Iterator[str]:
    for source in sources.all_sources(study.file):
        if source.state is SourceState.RELEASED and study.vault.has(f"held/{source.source_id}"):
            yield from (doubt.form for doubt in held(study, source.source_id).doubts)


def _in_the_study_file(study: OpenStudy, whole: Sought, in_a_name: Sought) -> Iterator[Broken]:
    """Turns first; what is anchored in a turn already named, or repeats one of its transcript, is not named again."""
    exposed: dict[str, None] = {}
    others: list[Text] = []
    for text in texts.every_text(study.file):
        if not holds(text.text, in_a_name if text.column in NAMES_OF_PEOPLE else whole):
            continue
        if text.table == "turns" and text.column in {"text", "speaker"}:
            exposed[text.row] = None
        else:
            others.append(text)
    places = texts.turn_places(study.file)
    for turn_id in exposed:
        source_id, turn_no = places.get(turn_id, ("?", 0))
        yield Broken(what="Un identifiant connu du coffre se lit encore", where=f"source {source_id}, tour {turn_no}")
    named = {places[turn_id][0] for turn_id in exposed if turn_id in places}
    told: set[Broken] = set()
    for text in others:
        mine = text.turn_id in exposed
        repeats = text.column == "question" and places.get(text.turn_id or "", ("", 0))[0] in named
        if mine or repeats:
            continue
        where = _where(text, holds(text.row, in_a_name))
        if text.table == "source_names":
            one = Broken(what="Un nom de source contient un identifiant", where=where)
        else:
            one = Broken(what="Un identifiant connu du coffre se lit dans ce qui a été écrit", where=where)
        if one not in told:
            told.add(one)
            yield one


def _where(text: Text, is_row_exposing: bool) -> str:
    row = "(identifiant tu)" if is_row_exposing else text.row
    return PLACES.get(text.table, text.table + " {row}").format(row=row) + f" ({text.column})"


def _in_the_settings(study: OpenStudy, whole: Sought) -> Iterator[Broken]:
    path = study.folder / SETTINGS_FILE
    if path.exists() and holds(path.read_text(encoding="utf-8-sig", errors="replace"), whole):
        yield Broken(what="Les réglages contiennent un identifiant", where=SETTINGS_FILE)


def _in_outputs(study: OpenStudy, whole: Sought, in_a_name: Sought, unread: list[str]) -> Iterator[Broken]:
    folder = study.folder / OUTPUTS
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []
    for number, path in enumerate(found, start=1):
        name = path.relative_to(folder).as_posix()
        shown = f"{OUTPUTS}/{name}"
        if holds(name.replace("_", " "), in_a_name):
            shown = f"{OUTPUTS}, fichier n° {number} dans l'ordre des noms"
            yield Broken(what="Le nom d'un fichier de sortie contient un identifiant", where=shown)
        yield from _in_file(path, shown, whole, unread)


def _in_file(path: Path, shown: str, whole: Sought, unread: list[str]) -> Iterator[Broken]:
    for part in readings(path.read_bytes()):
        if not part.texts:
            unread.append(shown)
        elif any(holds(text, whole) for text in part.texts):
            where = f"{shown} ({part.place})" if part.place and not holds(part.place, whole) else shown
            yield Broken(what="Un fichier de sortie contient un identifiant", where=where)
