"""
Rows of open answers -> turns: one row is one person, each answer one turn under its question.

What the columns mean is the researcher's to say (`[[survey]]` in `study.toml`); without it the table is refused with the names of
its columns and lines ready to paste. « Ne sait pas » is counted, not coded. A column of people that holds names or addresses
instead of ids gives automatic ids, and an attribute that names or reaches people is not taken in: a study never knows a person
by a name. Where rows of one person disagree, neither value is kept, and an answer repeated from row to row (one row per code, as in
exports of coded answers) counts once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import NamedTuple

from models.base import content_id
from models.participant import Participant
from models.survey import SurveyMapping
from models.transcript import SpeakerRole, Turn
from pipeline.errors import TableNotMapped
from pipeline.french.nonresponses import BETWEEN_INITIALS, NON_RESPONSES
from pipeline.french.speakers import fold
from pipeline.ingest.attributes import identifies, naming_columns
from pipeline.ingest.paragraphs import clean, told
from pipeline.ingest.tables import Row, Table
from pipeline.ingest.unmapped import listed, not_mapped

AUTOMATIC_ID_DIGITS = 6
LOOKS_LIKE_A_PERSON = re.compile(r".*@.*|(?:[^\W\d_]+[.'’-]?\s+)+[^\W\d_]+|(?:\+?\d[\s.-]?){9,}")
MAX_NON_RESPONSE_CHARS = 60
MAX_QUESTIONS_TOLD = 8
OWN_FIELDS = ("group", "territory", "wave")
FIELDS_OF = ("stakeholder_group", "territory", "wave")
HEADINGS = {"stakeholder_group": "groupe", "territory": "territoire", "wave": "vague"}


class Answers(NamedTuple):
    """Turns and people of a table, and what could not be made out."""

    turns: tuple[Turn, ...]
    participants: tuple[Participant, ...]
    warnings: tuple[str, ...]


class Sheet(NamedTuple):
    """
    A table that the mapping describes, and the mapping under its own spelling of the columns.

    `hides`: its ids are people's names. `left_out`: columns the mapping asked for, taken out of it because they name people.
    """

    table: Table
    mapping: SurveyMapping
    hides: bool
    left_out: tuple[str, ...]


def mapping_for(name: str, surveys: Sequence[SurveyMapping]) -> SurveyMapping | None:
    """The first mapping whose `file` pattern holds for this name, with its folders or without (case does not count)."""
    wanted = clean(name).casefold()
    own = wanted.rsplit("/", 1)[-1]
    patterns = ((survey, clean(survey.file).casefold()) for survey in surveys)
    return next((survey for survey, one in patterns if fnmatchcase(wanted, one) or fnmatchcase(own, one)), None)


def read_survey(table: Table, source_id: str, name: str, mapping: SurveyMapping | None) -> Answers:
    """
    Turns of a table of open answers; of every sheet that the mapping describes.

    Raises:
        TableNotMapped: no mapping, or one that names a column the table does not have.
    """
    if mapping is None:
        raise TableNotMapped(not_mapped(table, name))
    sheets = sheets_read(table, mapping)
    notes = _Notes(n_left=1 + len(table.others) - len(sheets), left_out=[c for sheet in sheets for c in sheet.left_out])
    turns: list[Turn] = []
    people: dict[str, Participant] = {}
    given: set[tuple[str, str, str]] = set()
    for sheet in sheets:
        for row in sheet.table.rows:
            person = person_of(row, sheet.mapping, source_id, hides=sheet.hides)
            identity = person.participant_id
            if identity != row.cells.get(sheet.mapping.participant, ""):
                notes.renamed.append(row.number)
            people[identity] = notes.agreed(people.get(identity), person, row.number)
            n_before = len(turns)
            for question, answer in answers_of(row, sheet.mapping):
                if is_non_response(answer):
                    notes.silences[question] += 1
                elif (identity, question, answer) in given:
                    notes.repeated.append(row.number)
                else:
                    given.add((identity, question, answer))
                    turns.append(_turn(len(turns) + 1, person, question, answer))
            if len(turns) == n_before:
                notes.wordless[identity] = row.number
    warnings = (*table.warnings, *notes.told({turn.speaker for turn in turns}))
    return Answers(tuple(turns), tuple(people.values()), warnings)


def sheets_read(table: Table, mapping: SurveyMapping) -> tuple[Sheet, ...]:
    """
    The sheets that have the mapping's columns, in order.

    Raises:
        TableNotMapped: none has; the message is about the first.
    """
    found = []
    for one in (table, *table.others):
        try:
            own = resolved(mapping, one.columns)
        except TableNotMapped:
            continue
        found.append(_sheet(one, own))
    if not found:
        resolved(mapping, table.columns)
    return tuple(found)


def _sheet(table: Table, mapping: SurveyMapping) -> Sheet:
    """The mapping without the columns that name or reach people."""
    fields = {field: column for field in OWN_FIELDS if (column := getattr(mapping, field))}
    asked = dict.fromkeys((*mapping.attributes, *fields.values()))
    naming = naming_columns({column: [row.cells.get(column, "") for row in table.rows] for column in asked})
    kept = mapping.model_copy(
        update={
            "attributes": tuple(column for column in mapping.attributes if column not in naming),
            **{field: None for field, column in fields.items() if column in naming},
        }
    )
    ids = [cell for row in table.rows if (cell := row.cells.get(mapping.participant, ""))]
    return Sheet(table, kept, identifies(ids), naming)


def is_non_response(answer: str) -> bool:
    """Whether an answer says that nobody answered: nothing, a dash, « NSP », « R.A.S. »."""
    if len(answer) > MAX_NON_RESPONSE_CHARS:
        return False
    bare = fold(BETWEEN_INITIALS.sub("", answer)).strip(" .,;:!?…/\\()[]\"'«»-–—_*")
    return not re.search(r"[\w]", bare) or bare in NON_RESPONSES


def answers_of(row: Row, found: SurveyMapping) -> Iterator[tuple[str, str]]:
    """(question, answer) of a row; a cell that joins several answers gives each of them."""
    for column in found.answers:
        cell = row.cells.get(column, "")
        question = (row.cells.get(found.question or "") if found.question else None) or column
        pieces = [piece.strip() for piece in cell.split(found.joined)] if found.joined else [cell]
        yield from ((question, piece) for piece in ([piece for piece in pieces if piece] or [""]))


def _turn(number: int, person: Participant, question: str, answer: str) -> Turn:
    return Turn(
        turn_no=number,
        speaker=person.participant_id,
        role=SpeakerRole.PARTICIPANT,
        text=answer,
        participant_id=person.participant_id,
        question=question,
    )


def person_of(row: Row, found: SurveyMapping, source_id: str, *, hides: bool = False) -> Participant:
    """
    Who a row speaks for, under the table's own spelling of the columns; an automatic id where the cell is no id.

    Args:
        hides: the whole column names people, however one of its cells looks.
    """
    cell = row.cells.get(found.participant, "")
    if not cell or hides or LOOKS_LIKE_A_PERSON.fullmatch(cell):
        place = (row.number,) if row.sheet == 0 else (row.sheet, row.number)
        cell = f"p-{content_id(source_id, *((cell,) if cell else place))[:AUTOMATIC_ID_DIGITS]}"
    return Participant(
        participant_id=cell,
        stakeholder_group=row.cells.get(found.group or "") or None,
        territory=row.cells.get(found.territory or "") or None,
        wave=row.cells.get(found.wave or "") or None,
        attributes=tuple((name, row.cells[name]) for name in found.attributes if row.cells.get(name)),
    )


class _Notes:
    """Rows to tell the researcher about, by what was met there."""

    def __init__(self, *, n_left: int, left_out: Sequence[str]) -> None:
        self.n_left, self.left_out = n_left, dict.fromkeys(left_out)
        self.renamed: list[int] = []
        self.repeated: list[int] = []
        self.wordless: dict[str, int] = {}
        self.silences: Counter[str] = Counter()
        self.differing: dict[str, list[int]] = {}
        self._torn: set[tuple[str, str]] = set()

    def agreed(self, known: Participant | None, person: Participant, row: int) -> Participant:
        """What two rows say of one person, without what they say differently."""
        if known is None or known == person:
            return person
        said: dict[str, str | None] = {}
        for name, values in _both(known, person).items():
            if len(set(values)) > 1:
                self._torn.add((person.participant_id, name))
                self.differing.setdefault(name, []).append(row)
            said[name] = None if (person.participant_id, name) in self._torn else values[0]
        own = {field: said.pop(field, None) for field in FIELDS_OF}
        attributes = tuple((name, value) for name, value in said.items() if value)
        return Participant(participant_id=person.participant_id, attributes=attributes, **own)

    def told(self, speaking: Set[str]) -> Iterator[str]:
        """Sentences with row numbers and headings, never with a cell."""
        silent = [row for identity, row in self.wordless.items() if identity not in speaking]
        if self.silences:
            yield (
                f"{self.silences.total()} réponse(s) vides ou sans contenu (« NSP », « RAS »…) ne sont pas des tours de parole"
                + (f" ; {len(silent)} personne(s) n'ont rien répondu ({told(silent)})." if silent else ".")
                + _by_question(self.silences)
            )
        if self.repeated:
            yield (
                f"{len(self.repeated)} ligne(s) répètent une réponse que la même personne a déjà à la même question "
                f"({told(self.repeated)}) : elle n'est comptée qu'une fois."
            )
        if self.renamed:
            yield (
                f"{len(self.renamed)} personne(s) sans identifiant, ou dont l'identifiant ressemble à un nom ou à une adresse "
                f"({told(self.renamed)}), ont reçu un identifiant automatique."
            )
        if self.left_out:
            yield (
                f"Colonne(s) non reprises, parce qu'elles nomment des personnes ou permettent de les joindre : {listed(tuple(self.left_out))}."
            )
        for name, rows in self.differing.items():
            yield (
                f"Des lignes d'une même personne disent autre chose de « {HEADINGS.get(name, name)} » ({told(rows)}) : rien n'en est "
                "repris pour elle ; écrivez-le dans participants.csv si c'est une erreur."
            )
        if self.n_left:
            yield f"{self.n_left} autre(s) feuille(s) remplie(s) n'ont pas ces colonnes : elles ne sont pas lues."


def _both(known: Participant, person: Participant) -> dict[str, list[str]]:
    """Name -> values that either description gives."""
    said: dict[str, list[str]] = {}
    for one in (known, person):
        fields = ((field, getattr(one, field)) for field in FIELDS_OF)
        for name, value in (*((name, value) for name, value in fields if value), *one.attributes):
            said.setdefault(name, []).append(value)
    return said


def _by_question(silences: Counter[str]) -> str:
    if len(silences) < 2:
        return ""
    shown = ", ".join(f"« {question} » {n}" for question, n in silences.most_common(MAX_QUESTIONS_TOLD))
    return f" Par question : {shown}."


def resolved(mapping: SurveyMapping, columns: Sequence[str]) -> SurveyMapping:
    """
    The mapping with the table's own spelling of each column.

    Raises:
        TableNotMapped: a column that the table does not have.
    """
    one_each = (*OWN_FIELDS, "question")
    return mapping.model_copy(
        update={
            "participant": _column(mapping.participant, columns),
            "answers": tuple(_column(name, columns) for name in mapping.answers),
            "attributes": tuple(_column(name, columns) for name in mapping.attributes),
            **{field: _column(name, columns) for field in one_each if (name := getattr(mapping, field)) is not None},
        }
    )


def _column(wanted: str, columns: Sequence[str]) -> str:
    spelled = {" ".join(clean(column).split()).casefold(): column for column in reversed(columns)}
    key = " ".join(clean(wanted).split()).casefold()
    if key in spelled:
        return spelled[key]
    near = get_close_matches(key, spelled, n=1, cutoff=0.6)
    hint = f" ; la plus proche est « {spelled[near[0]]} »" if near else ""
    raise TableNotMapped(
        f"la colonne « {wanted} » de [[survey]] n'existe pas dans ce tableau{hint}. "
        f"Ses colonnes : {listed(columns)}. Corrigez study.toml."
    )
