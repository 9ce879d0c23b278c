"""
Replies typed in a spreadsheet, or given as JSON: one line a reply -> one sheet per person or group, step and day.

A line that is not whole refuses the file by its number, before anything is entered; no message repeats what people wrote.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from models.restitution import Answer, ReadingStep, Reply, ReplySheet
from pipeline.errors import ImportRefused
from pipeline.french.restitution import COLUMNS, SAID_ANSWERS, SAID_HANDS, SAID_STEPS

DELIMITERS = ",;\t"


def table(content: bytes, name: str, *, findings: Mapping[str, str]) -> tuple[ReplySheet, ...]:
    """
    Sheets from a table of replies, in the order in which they first appear.

    Args:
        content: CSV (comma, semicolon or tab; UTF-8) or JSON (a list, or `{"replies": [...]}`).
        name: of the file, for its extension.
        findings: finding ids by what a line may call them: the id itself, or the number on the board.

    Raises:
        ImportRefused: a column is missing, or a line cannot be read; by number.
    """
    rows = _json_rows(content) if name.lower().endswith(".json") else _csv_rows(content)
    sheets: dict[tuple[Any, ...], list[Reply]] = {}
    for number, row in rows:
        key, reply = _line(number, row, findings)
        sheets.setdefault(key, []).append(reply)
    if not sheets:
        raise ImportRefused(
            "Ce fichier ne contient aucune réponse : une ligne par réponse, avec « constat » et « reponse »."
        )
    return tuple(
        ReplySheet(
            step=step,
            participant_id=person,
            group=group,
            n_present=present,
            received_on=day,
            hand=hand,
            replies=tuple(replies),
        )
        for (step, person, group, present, day, hand), replies in sheets.items()
    )


def _csv_rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ImportRefused("Le fichier de réponses n'est pas en UTF-8 : enregistrez-le en « CSV UTF-8 ».") from fault
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    named = {name: COLUMNS.get(_folded(name or "")) for name in reader.fieldnames or ()}
    if not {"finding", "number"} & set(named.values()) or not {"answer", "words"} & set(named.values()):
        raise ImportRefused("Il manque une colonne : « constat » (ou « numero »), et « reponse » ou « mots ».")
    return [
        (reader.line_num, _kept(row, named))
        for row in reader
        if any((v or "").strip() for v in row.values() if isinstance(v, str))
    ]


def _json_rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    try:
        read = json.loads(content)
    except ValueError as fault:
        raise ImportRefused("Le fichier de réponses n'est pas du JSON valide : exportez-le à nouveau.") from fault
    listed = read.get("replies") if isinstance(read, dict) else read
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ImportRefused('Le fichier JSON doit être une liste de réponses, ou {"replies": [...]}.')
    return [
        (number, _kept(one, {name: COLUMNS.get(_folded(name)) for name in one}))
        for number, one in enumerate(listed, start=1)
    ]


def _kept(row: Mapping[str, Any], named: Mapping[str, str | None]) -> dict[str, str]:
    return {known: str(row[name] if row[name] is not None else "").strip() for name, known in named.items() if known}


def _line(number: int, row: Mapping[str, str], findings: Mapping[str, str]) -> tuple[tuple[Any, ...], Reply]:
    finding = findings.get(row.get("finding") or row.get("number", ""))
    if finding is None:
        raise ImportRefused(
            f"Ligne {number} : ce constat n'existe pas. Donnez son identifiant, ou son numéro au tableau."
        )
    person, group = row.get("participant") or None, row.get("group") or None
    step = _one_of(SAID_STEPS, row.get("step") or ("alone" if person else "peers"), number, "étape")
    hand = _one_of(SAID_HANDS, row.get("hand", ""), number, "main")
    answer = _one_of(SAID_ANSWERS, row.get("answer", ""), number, "réponse")
    words = row.get("words", "")
    present = _number(row.get("present", ""), number)
    alone = step is ReadingStep.ALONE
    if alone != (person is not None) or (not alone and (group is None or present is None)):
        raise ImportRefused(
            f"Ligne {number} : il faut une personne (lecture seule), ou un groupe et le nombre de présents."
        )
    if answer is Answer.WORDS and not words:
        raise ImportRefused(f"Ligne {number} : ni case cochée, ni mots.")
    key = (step, person, None if alone else group, None if alone else present, _day(row.get("day", ""), number), hand)
    return key, Reply(finding_id=finding, answer=answer, words=words)


def _one_of(known: Mapping[str, Any], said: str, number: int, what: str) -> Any:
    found = known.get(_folded(said))
    if found is None:
        choices = ", ".join(f"« {one} »" for one in known if one)
        raise ImportRefused(f"Ligne {number}, {what} : valeur inconnue. Valeurs possibles : {choices}.")
    return found


def _number(said: str, number: int) -> int | None:
    if not said:
        return None
    if not said.isdigit() or not 1 <= int(said) <= 1000:
        raise ImportRefused(f"Ligne {number} : le nombre de présents est un nombre entier, de 1 à 1000.")
    return int(said)


def _day(said: str, number: int) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as fault:
        raise ImportRefused(f"Ligne {number} : la date s'écrit AAAA-MM-JJ.") from fault


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip().casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).rstrip(".")
