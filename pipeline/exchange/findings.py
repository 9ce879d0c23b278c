"""
Findings as JSON: what `findings import` takes in, what `findings show --json` gives out.

The two shapes are one: what was shown can be edited and taken in again, computed fields (grade, counts, groups) being
recomputed, never believed. A refusal names the finding and the piece of evidence by their rank, never their words.
It refuses a field it does not know, so that a slip of the pen is not lost in silence.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from models.base import Noun
from models.finding import Finding, FindingStatus, Grounding, Scope, Stance
from pipeline.errors import ImportRefused

Choice = TypeVar("Choice", FindingStatus, Stance)

COMPUTED = (
    "grade", "grade_reason", "n_participants", "n_segments", "n_groups", "effective_speakers", "max_participant_share",
    "introduced_only_by_interviewer", "upper_bound", "groups", "counter_voices",
)  # fmt: skip
OF_A_FINDING = ("finding_id", "statement", "status", "scope", "code_paths", "evidence", *COMPUTED)
OF_EVIDENCE = (
    "stance", "verbatim", "turn_id", "source_name", "turn_no", "start_char", "end_char", "segment_id",
    "participant_id",
)  # fmt: skip
OF_A_SCOPE = ("territories", "waves", "groups")


class EvidenceDraft(Noun):
    """
    A piece of evidence as a file gives it: a whole segment, or words at a place.

    Either `segment_id`, or `start_char`, `end_char` and `verbatim` in a turn named by `turn_id`, or by `source_name` and
    `turn_no`. The words are still to be held against the transcript.
    """

    stance: Stance
    segment_id: str | None = None
    turn_id: str | None = None
    source_name: str | None = None
    turn_no: int | None = None
    start_char: int | None = None
    end_char: int | None = None
    verbatim: str | None = None


class FindingDraft(Noun):
    """A finding as a file gives it; `finding_id` when it is a new wording of one already there."""

    statement: str
    status: FindingStatus = FindingStatus.HYPOTHESIS
    scope: Scope = Scope()
    code_paths: tuple[str, ...] = ()
    finding_id: str | None = None
    evidence: tuple[EvidenceDraft, ...] = ()


class ShownEvidence(Noun):
    """A piece of evidence as it is shown, with its place and who said it."""

    stance: Stance | None
    verbatim: str
    turn_id: str
    source_name: str
    turn_no: int
    start_char: int
    end_char: int
    participant_id: str | None


class ShownCounterVoice(ShownEvidence):
    """A passage that might contradict: no stance, since nobody has read it yet, and a score in [0, 1]."""

    score: float


class ShownFinding(Noun):
    """All that `findings show` says of one finding."""

    finding: Finding
    grounding: Grounding
    evidence: tuple[ShownEvidence, ...] = ()
    counter_voices: tuple[ShownCounterVoice, ...] = ()


def read_findings(content: bytes) -> tuple[FindingDraft, ...]:
    """
    Read a file of findings: `{"findings": [...]}`.

    Raises:
        ImportRefused: not JSON, a field missing, unknown or of the wrong kind; nothing is taken in then.
    """
    try:
        loaded = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        where = f"ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else "le fichier entier"
        raise ImportRefused(
            f"Ce n'est pas du JSON lisible ({where}). Corrigez-le ou exportez-le de nouveau."
        ) from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("findings"), list):
        raise ImportRefused('Le fichier doit avoir la forme {"findings": [ … ]}, une liste de constats.')
    return tuple(_finding(f"Constat {n}", given) for n, given in enumerate(loaded["findings"], start=1))


def _finding(where: str, given: object) -> FindingDraft:
    fields = _fields(where, given, OF_A_FINDING)
    evidence = fields.get("evidence") or []
    if not isinstance(evidence, list):
        raise ImportRefused(f"{where} : « evidence » doit être une liste.")
    return FindingDraft(
        statement=_words(where, fields, "statement"),
        status=_choice(where, fields, "status", FindingStatus, FindingStatus.HYPOTHESIS),
        scope=_scope(where, fields.get("scope") or {}),
        code_paths=_texts(where, fields, "code_paths"),
        finding_id=_text(where, fields, "finding_id"),
        evidence=tuple(_evidence(f"{where}, élément {rank}", each) for rank, each in enumerate(evidence, start=1)),
    )


def _fields(where: str, given: object, known: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise ImportRefused(f"{where} : un objet {{ … }} est attendu ici.")
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Vouliez-vous dire « {near[0]} » ?" if near else f"Champs admis : {', '.join(known)}."
            raise ImportRefused(f"{where} : le champ « {name[:40]} » est inconnu. {hint}")
    return given


def _words(where: str, fields: Mapping[str, Any], name: str) -> str:
    value = _text(where, fields, name)
    if value is None or not value.strip():
        raise ImportRefused(f"{where} : « {name} » est vide ou absent. Écrivez-le.")
    return value


def _text(where: str, fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise ImportRefused(f"{where} : « {name} » doit être un texte.")
    return None if value is None else unicodedata.normalize("NFC", value)


def _texts(where: str, fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ImportRefused(f"{where} : « {name} » doit être une liste de textes.")
    return tuple(value)


def _choice(where: str, fields: Mapping[str, Any], name: str, choices: type[Choice], default: Choice | None) -> Choice:
    value = fields.get(name, default)
    if value not in list(choices):
        raise ImportRefused(f"{where} : « {name} » doit être l'un de {', '.join(choices)}.")
    return choices(value)


def _scope(where: str, given: object) -> Scope:
    fields = _fields(f"{where}, scope", given, OF_A_SCOPE)
    return Scope(**{name: _texts(f"{where}, scope", fields, name) for name in OF_A_SCOPE})


def _evidence(where: str, given: object) -> EvidenceDraft:
    fields = _fields(where, given, OF_EVIDENCE)
    draft = EvidenceDraft(
        stance=_choice(where, fields, "stance", Stance, None),
        segment_id=_text(where, fields, "segment_id"),
        turn_id=_text(where, fields, "turn_id"),
        source_name=_text(where, fields, "source_name"),
        turn_no=_whole(where, fields, "turn_no"),
        start_char=_whole(where, fields, "start_char"),
        end_char=_whole(where, fields, "end_char"),
        verbatim=_text(where, fields, "verbatim"),
    )
    _check_place(where, draft)
    return draft


def _whole(where: str, fields: Mapping[str, Any], name: str) -> int | None:
    value = fields.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ImportRefused(f"{where} : « {name} » doit être un nombre entier, positif ou nul.")
    return value


def _check_place(where: str, draft: EvidenceDraft) -> None:
    if draft.segment_id is not None:
        return
    in_turn = draft.turn_id is not None or (draft.source_name is not None and draft.turn_no is not None)
    if not in_turn or draft.start_char is None or draft.end_char is None or not draft.verbatim:
        raise ImportRefused(
            f"{where} : il faut segment_id, ou bien start_char, end_char et verbatim avec turn_id "
            "(ou source_name et turn_no)."
        )
    if draft.end_char - draft.start_char != len(draft.verbatim):
        raise ImportRefused(
            f"{where} : les positions {draft.start_char} à {draft.end_char} ne couvrent pas un verbatim de "
            f"{len(draft.verbatim)} caractères. Les positions se comptent en caractères depuis 0, fin exclue."
        )


def shown(findings: Sequence[ShownFinding]) -> dict[str, Any]:
    """The object that `findings show --json` prints."""
    return {"findings": [_shown(each) for each in findings]}


def _shown(each: ShownFinding) -> dict[str, Any]:
    finding, grounding = each.finding, each.grounding
    counted = grounding.model_dump(mode="json")
    return {
        "finding_id": finding.finding_id,
        "statement": finding.statement,
        "status": finding.status.value,
        "scope": finding.scope.model_dump(mode="json"),
        **{name: counted[name] for name in COMPUTED if name != "counter_voices"},
        "evidence": [evidence.model_dump(mode="json") for evidence in each.evidence],
        "counter_voices": [voice.model_dump(mode="json") for voice in each.counter_voices],
    }
