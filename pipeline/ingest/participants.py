"""
`participants.csv` -> who takes part, and which voice of which source is theirs.

The file holds ids, never names. A person who speaks in several sources has one line per source, or lists them in
`source` separated by `;`. `consent_uses` lists what the person agreed to (analyse; citation; archivage; enseignement), each
use with its own days if it has some. Columns beyond the known ones are the study's own attributes.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date
from typing import NamedTuple

from models.participant import Participant, Voice
from pipeline.errors import SettingsRefused
from pipeline.french.attributes import REACHES
from pipeline.ingest.attributes import is_person, naming_columns

PARTICIPANTS_FILE = "participants.csv"
ID_COLUMN = "participant_id"
KNOWN_COLUMNS = (
    ID_COLUMN,
    "stakeholder_group",
    "territory",
    "wave",
    "source",
    "speaker",
    "consent_date",
    "consent_uses",
    "withdrawn_on",
)
LIST_SEPARATOR = ";"

_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")


class Registered(NamedTuple):
    """The people of `participants.csv`, their voices, and what to check of the file."""

    participants: tuple[Participant, ...]
    voices: tuple[Voice, ...]
    warnings: tuple[str, ...] = ()


def read_participants(content: bytes) -> Registered:
    """
    Read `participants.csv` (comma, semicolon or tab; UTF-8, with or without BOM).

    Raises:
        SettingsRefused: not UTF-8, no `participant_id` column, an id that is a name or an address, or a line that says two
            different things of one person.
    """
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise SettingsRefused(f"{PARTICIPANTS_FILE} n'est pas en UTF-8 : enregistrez-le en « CSV UTF-8 ».") from fault
    first_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=first_line.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    columns = [column.strip() for column in rows.fieldnames or ()]
    if not columns:
        return Registered((), ())
    if ID_COLUMN not in columns:
        raise SettingsRefused(
            f"{PARTICIPANTS_FILE} : la colonne « {ID_COLUMN} » manque ; la première ligne doit nommer les colonnes."
        )
    rows.fieldnames = columns
    people: dict[str, Participant] = {}
    voices: list[Voice] = []
    for line, row in enumerate(rows, start=2):
        cells = {name: (value or "").strip() for name, value in row.items() if name}
        if not any(cells.values()):
            continue
        person = _person(cells, line)
        earlier = people.setdefault(person.participant_id, person)
        if earlier != person:
            raise SettingsRefused(
                f"{PARTICIPANTS_FILE}, ligne {line} : cette personne a déjà une ligne qui dit autre chose ; "
                "seules « source » et « speaker » peuvent différer."
            )
        voices += [
            Voice(participant_id=person.participant_id, source_name=name, speaker=cells.get("speaker") or None)
            for name in _listed(cells.get("source", ""))
        ]
    return _without_names(people, voices)


def _without_names(people: dict[str, Participant], voices: list[Voice]) -> Registered:
    """The people without the attributes that name or reach them, which is told by the columns' headings."""
    columns: dict[str, list[str]] = {}
    for person in people.values():
        for name, value in person.attributes:
            columns.setdefault(name, []).append(value)
    naming = naming_columns(columns)
    if not naming:
        return Registered(tuple(people.values()), tuple(voices))
    kept = (
        person.model_copy(update={"attributes": tuple((n, v) for n, v in person.attributes if n not in naming)})
        for person in people.values()
    )
    told = ", ".join(f"« {column} »" for column in naming)
    warning = (
        f"Colonne(s) de {PARTICIPANTS_FILE} non reprises, parce qu'elles nomment des personnes ou permettent de les joindre : {told}. "
        "Déclarez les noms par « polyphonie identities », qui les garde au coffre."
    )
    return Registered(tuple(kept), tuple(voices), (warning,))


def _person(cells: dict[str, str], line: int) -> Participant:
    if not cells[ID_COLUMN]:
        raise SettingsRefused(f"{PARTICIPANTS_FILE}, ligne {line} : « {ID_COLUMN} » est vide.")
    if is_person(cells[ID_COLUMN]) or REACHES.search(cells[ID_COLUMN]):
        raise SettingsRefused(
            f"{PARTICIPANTS_FILE}, ligne {line} : « {ID_COLUMN} » ressemble à un nom ou à une adresse ; l'étude garderait ce nom en "
            "clair. Donnez à cette personne un identifiant qui ne la nomme pas (par exemple PA-01)."
        )
    return Participant(
        participant_id=cells[ID_COLUMN],
        stakeholder_group=cells.get("stakeholder_group") or None,
        territory=cells.get("territory") or None,
        wave=cells.get("wave") or None,
        attributes=tuple((name, value) for name, value in cells.items() if name not in KNOWN_COLUMNS and value),
        consent_date=_day(cells.get("consent_date", ""), line),
        consent_uses=_uses(cells.get("consent_uses", ""), line),
        withdrawn_on=_day(cells.get("withdrawn_on", ""), line),
    )


def _day(cell: str, line: int) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError as fault:
        raise SettingsRefused(
            f"{PARTICIPANTS_FILE}, ligne {line} : une date s'écrit AAAA-MM-JJ (par exemple 2026-03-31)."
        ) from fault


def _uses(cell: str, line: int) -> tuple[str, ...]:
    """Uses as they are written, each with its own days where it has some: "citation (2025-04-08 / 2027-12-31)"."""
    uses = _listed(cell)
    for day in _DAYS.findall(cell):
        _day(day, line)
    return uses


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip())
