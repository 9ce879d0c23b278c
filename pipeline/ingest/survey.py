"""
Rows of open answers -> turns: one row is one person, each answer one turn under its question.

What the columns mean is the researcher's to say (`[[survey]]` in `study.toml`); without it the table is refused with the
names of its columns and lines ready to paste. « Ne sait pas » is counted, not coded. A column of people that holds
names or addresses instead of ids gives automatic ids: a study never knows a person by a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
from pipeline.ingest.paragraphs import clean, told
from pipeline.ingest.tables import Row, Table

AUTOMATIC_ID_DIGITS = 6
LOOKS_LIKE_A_PERSON = re.compile(r".*@.*|(?:[^\W\d_]+[.'’-]?\s+)+[^\W\d_]+|(?:\+?\d[\s.-]?){9,}")
LONG_ANSWER_CHARS = 25
MAX_NON_RESPONSE_CHARS = 60
MAX_COLUMNS_TOLD = 60


class Answers(NamedTuple):
    """Turns and people of a table, and what could not be made out."""

    turns: tuple[Turn, ...]
    participants: tuple[Participant, ...]
    warnings: tuple[str, ...]


def mapping_for(name: str, surveys: Sequence[SurveyMapping]) -> SurveyMapping | None:
    """The first mapping whose `file` pattern holds for this name (case does not count)."""
    wanted = clean(name).casefold()
    return next((survey for survey in surveys if fnmatchcase(wanted, clean(survey.file).casefold())), None)


def read_survey(table: Table, source_id: str, name: str, mapping: SurveyMapping | None) -> Answers:
    """
    Turns of a table of open answers.

    Raises:
        TableNotMapped: no mapping, or one that names a column the table does not have.
    """
    if mapping is None:
        raise TableNotMapped(_not_mapped(table, name))
    found = resolved(mapping, table.columns)
    turns: list[Turn] = []
    people: dict[str, Participant] = {}
    silent: list[int] = []
    renamed: list[int] = []
    differing: list[int] = []
    n_silent_answers = 0
    for row in table.rows:
        person = person_of(row, found, source_id)
        if person.participant_id != row.cells.get(found.participant, ""):
            renamed.append(row.number)
        if people.setdefault(person.participant_id, person) != person:
            differing.append(row.number)
        answers = [(question, row.cells.get(question, "")) for question in found.answers]
        given = [(question, answer) for question, answer in answers if not is_non_response(answer)]
        n_silent_answers += len(answers) - len(given)
        silent += [] if given else [row.number]
        for question, answer in given:
            turns.append(_turn(len(turns) + 1, person, question, answer))
    warnings = [*table.warnings, *_warnings(n_silent_answers, silent, renamed, differing)]
    return Answers(tuple(turns), tuple(people.values()), tuple(warnings))


def is_non_response(answer: str) -> bool:
    """Whether an answer says that nobody answered: nothing, a dash, « NSP », « R.A.S. »."""
    if len(answer) > MAX_NON_RESPONSE_CHARS:
        return False
    bare = fold(BETWEEN_INITIALS.sub("", answer)).strip(" .,;:!?…/\\()[]\"'«»-–—_*")
    return not re.search(r"[\w]", bare) or bare in NON_RESPONSES


def _turn(number: int, person: Participant, question: str, answer: str) -> Turn:
    return Turn(
        turn_no=number,
        speaker=person.participant_id,
        role=SpeakerRole.PARTICIPANT,
        text=answer,
        participant_id=person.participant_id,
        question=question,
    )


def person_of(row: Row, found: SurveyMapping, source_id: str) -> Participant:
    """Who a row speaks for, under the table's own spelling of the columns; an automatic id where the cell is no id."""
    cell = row.cells.get(found.participant, "")
    if not cell or LOOKS_LIKE_A_PERSON.fullmatch(cell):
        cell = f"p-{content_id(source_id, cell or row.number)[:AUTOMATIC_ID_DIGITS]}"
    return Participant(
        participant_id=cell,
        stakeholder_group=row.cells.get(found.group or "") or None,
        territory=row.cells.get(found.territory or "") or None,
        wave=row.cells.get(found.wave or "") or None,
        attributes=tuple((name, row.cells[name]) for name in found.attributes if row.cells.get(name)),
    )


def _warnings(
    n_silent_answers: int, silent: Sequence[int], renamed: Sequence[int], differing: Sequence[int]
) -> list[str]:
    warnings = []
    if n_silent_answers:
        warnings.append(
            f"{n_silent_answers} réponse(s) vides ou sans contenu (« NSP », « RAS »…) ne sont pas des tours de parole"
            + (f" ; {len(silent)} personne(s) n'ont rien répondu ({told(silent)})." if silent else ".")
        )
    if renamed:
        warnings.append(
            f"{len(renamed)} personne(s) sans identifiant, ou dont l'identifiant ressemble à un nom ou à une adresse "
            f"({told(renamed)}), ont reçu un identifiant automatique."
        )
    if differing:
        warnings.append(
            f"{len(differing)} ligne(s) décrivent autrement une personne déjà décrite ({told(differing)}) : "
            "la première description est gardée."
        )
    return warnings


def resolved(mapping: SurveyMapping, columns: Sequence[str]) -> SurveyMapping:
    """The mapping with the table's own spelling of each column."""
    return mapping.model_copy(
        update={
            "participant": _column(mapping.participant, columns),
            "answers": tuple(_column(name, columns) for name in mapping.answers),
            "attributes": tuple(_column(name, columns) for name in mapping.attributes),
            **{
                field: _column(name, columns)
                for field in ("group", "territory", "wave")
                if (name := getattr(mapping, field)) is not None
            },
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
        f"Ses colonnes : {_listed(columns)}. Corrigez study.toml."
    )


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(f"« {column} »" for column in columns[:MAX_COLUMNS_TOLD])
    return shown + (f" et {len(columns) - MAX_COLUMNS_TOLD} autres" if len(columns) > MAX_COLUMNS_TOLD else "")


def _not_mapped(table: Table, name: str) -> str:
    answers = _longest_columns(table)
    person = next((column for column in table.columns if column not in answers), "participant_id")
    lines = (
        "[[survey]]",
        f"file = {_toml(name)}",
        f"participant = {_toml(person)}",
        f"answers = [{', '.join(_toml(column) for column in answers)}]",
        "attributes = []",
    )
    return (
        "ce tableau n'est pas décrit dans study.toml : Polyphonie ne sait pas quelle colonne désigne la personne ni "
        f"lesquelles sont des réponses. Colonnes : {_listed(table.columns)}. Ajoutez ces lignes à study.toml, puis "
        "corrigez-les :\n" + "\n".join(lines)
    )


def _longest_columns(table: Table) -> tuple[str, ...]:
    """The columns whose cells are long on average: open answers, or the longest one."""
    mean = {
        column: sum(len(row.cells.get(column, "")) for row in table.rows) / max(len(table.rows), 1)
        for column in table.columns
    }
    long = [column for column in table.columns if mean[column] >= LONG_ANSWER_CHARS]
    return tuple(long) or tuple(sorted(table.columns, key=lambda column: -mean[column])[:1])


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
