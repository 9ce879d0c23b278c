"""
The rows of the public views as a level of disclosure shows them: who is left out, whose words are withheld, what is merged.

At the team's level the tables are the views themselves, less the people who refused and the words that may not be quoted.
Below it, tables that hold words have one more column, `generalised`, true where they are no longer those of the study.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.disclosure import Level
from models.transcript import SpeakerRole, turn_id
from pipeline.exchange.tables import GENERALISED
from pipeline.flow.disclosing import Disclosure, Words
from pipeline.flow.study import OpenStudy
from pipeline.store import masks, views

ShownRow = dict[str, Any] | None
WEIGHING = " ; mots qui pèsent"  # what follows in a proposal's reason are words of the segment


def shown_view(study: OpenStudy, name: str, shown: Disclosure) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns and rows of a public view, as they may leave."""
    columns, rows = views.view(study.file, name)
    show = _SHOWN[name]
    turns = masks.segment_turns(study.file) if name in ("v_segment_themes", "v_proposals") else {}
    found = (show(shown, dict(zip(columns, row, strict=True)), turns) for row in rows)
    kept = [row for row in found if row is not None]
    if shown.level is not Level.TEAM and name in WITH_WORDS:
        columns = (*columns, GENERALISED)
        kept = [{GENERALISED: False, **row} for row in kept]
    return columns, [tuple(row[column] for column in columns) for row in kept]


WITH_WORDS = ("v_turns", "v_segments", "v_codings", "v_trace")


def _with_words(row: dict[str, Any], column: str, words: Words) -> dict[str, Any]:
    return {**row, column: words.text, GENERALISED: words.generalised}


def _source(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    if not shown.holds(row["source_id"]):
        return None
    return {**row, "source_name": shown.source(row["source_id"], row["source_name"])}


def _participant(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    seen = shown.people.get(row["participant_id"])
    if seen is None or not shown.counts(row["participant_id"]):
        return None
    if shown.level is Level.TEAM:
        return row
    public = shown.level is Level.PUBLIC
    return {
        **row,
        "participant_id": seen.participant_id,
        "stakeholder_group": seen.stakeholder_group,
        "territory": seen.territory,
        "wave": seen.wave,
        "attributes": json.dumps(dict(seen.attributes), ensure_ascii=False),
        "consent_uses": "" if public else row["consent_uses"],
        "withdrawn_on": None if public else row["withdrawn_on"],
    }


def _turn(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    role = SpeakerRole(row["speaker_role"])
    if not shown.counts(row["participant_id"], role):
        return None
    if not shown.holds(row["source_id"]):
        return None
    row = _with_words(row, "text", shown.words(row["turn_id"], 0, row["text"]))
    row["speaker"] = shown.speaker(row["turn_id"], row["speaker"])
    row["participant_id"] = shown.person(row["participant_id"])
    return row


def _segment(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    if not shown.leaves(row["turn_id"]):
        return None
    words = shown.words(row["turn_id"], row["start_char"], row["text"])
    question = row["question"]
    if question is not None:
        question = None if words.withheld else shown.context(shown.owners[row["turn_id"]].source_id, question).text
    return {**_with_words(row, "text", words), **_person(shown, row), "question": question}


def _person(shown: Disclosure, row: Mapping[str, Any]) -> dict[str, Any]:
    """Who speaks, as the level shows them, for the columns that the row has."""
    identity = row["participant_id"]
    seen = shown.people.get(identity or "")
    found = {
        "participant_id": shown.person(identity),
        "stakeholder_group": shown.group_of(identity, row["stakeholder_group"]),
    }
    for name in ("territory", "wave"):
        if name in row:
            found[name] = getattr(seen, name) if seen else row[name]
    return found


def _theme(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    return {**row, "label": shown.free(row["label"]), "terms": shown.terms(row["terms"])}


def _of_segment(shown: Disclosure, row: dict[str, Any], turns: Mapping[str, str]) -> ShownRow:
    return row if shown.leaves(turns.get(row["segment_id"], "")) else None


def _proposal(shown: Disclosure, row: dict[str, Any], turns: Mapping[str, str]) -> ShownRow:
    turn = turns.get(row["segment_id"])
    owner = shown.owners.get(turn or "")
    if owner is None or not shown.counts(owner.participant_id, owner.role):
        return None
    row = {**row, "code_path": shown.free(row["code_path"])}
    if shown.level is Level.TEAM and shown.quotes(owner.participant_id, owner.role):
        return row
    before, weighing, _ = row["reason"].partition(WEIGHING)
    return {**row, "reason": f"{before}." if weighing else before}


def _coding(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    if not shown.leaves(row["turn_id"]):
        return None
    row = {**row, "code_path": shown.free(row["code_path"])}
    return _with_words(row, "verbatim", shown.words(row["turn_id"], row["start_char"], row["verbatim"]))


def _finding(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    named = {column: _merged(shown, row[column]) for column in ("groups_silent", "groups_contradicting")}
    return {**row, **named, "statement": shown.free(row["statement"])}


def _merged(shown: Disclosure, groups: Sequence[str] | None) -> list[str]:
    return list(dict.fromkeys(shown.group(group) or group for group in groups or ()))


def _trace(shown: Disclosure, row: dict[str, Any], _: Mapping[str, str]) -> ShownRow:
    turn = turn_id(row["transcript_id"], row["turn_no"]) if row["transcript_id"] else None
    if turn is None or not shown.leaves(turn):
        return None
    row = _with_words(row, "verbatim", shown.words(turn, row["start_char"], row["verbatim"]))
    return {
        **row,
        **_person(shown, row),
        "statement": shown.free(row["statement"]),
        "code_path": shown.free(row["code_path"]) if row["code_path"] else row["code_path"],
        "source_name": shown.source(row["source_id"], row["source_name"]),
    }


_SHOWN: dict[str, Callable[[Disclosure, dict[str, Any], Mapping[str, str]], ShownRow]] = {
    "v_sources": _source,
    "v_participants": _participant,
    "v_turns": _turn,
    "v_segments": _segment,
    "v_themes": _theme,
    "v_segment_themes": _of_segment,
    "v_proposals": _proposal,
    "v_codings": _coding,
    "v_findings": _finding,
    "v_trace": _trace,
}
