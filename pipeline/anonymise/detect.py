"""
Find, in one transcript, everything by which someone could be recognised directly.

Rules, cues, lists and the recogniser each look at every turn without knowing of each other; `merge` is the one place
where they meet. The whole transcript is read at once: capitals are judged over all of it, and a name that was
certain somewhere is then looked for everywhere. Quasi-identifiers (a rare trade, an exact age) are the business of
`risk.py`: they are for a person to judge, never masked from here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple, TypedDict

from models.anonymisation import Mention, MentionKind
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.addresses import find_addresses
from pipeline.anonymise.again import certain_forms, find_again, speaker_forms
from pipeline.anonymise.agree import agree
from pipeline.anonymise.aliases import hear
from pipeline.anonymise.completing import complete
from pipeline.anonymise.forms import words_in
from pipeline.anonymise.heads import find_heads, is_head, own_words
from pipeline.anonymise.labels import find_labels
from pipeline.anonymise.link import SORT_PREFIX, link_mentions
from pipeline.anonymise.names import find_names
from pipeline.anonymise.ner import Recogniser, load_recogniser, recognise
from pipeline.anonymise.places import find_places
from pipeline.anonymise.pseudonyms import name_entities
from pipeline.anonymise.reading import Reading, read_turns
from pipeline.anonymise.replace import replace
from pipeline.anonymise.risk import quasi_identifiers
from pipeline.anonymise.rules import find_by_rules
from pipeline.anonymise.spans import Merged, merge
from pipeline.anonymise.speech_names import find_heard
from pipeline.anonymise.speech_places import find_heard_places
from pipeline.anonymise.suspects import find_suspects
from pipeline.anonymise.words import Line

__all__ = ["Recogniser", "detect", "detect_all", "detect_text", "load_recogniser"]


def detect(
    transcript: Transcript,
    recogniser: Recogniser | None,
    *,
    known_forms: Mapping[str, MentionKind] | None = None,
    labels: bool = False,
    read: Reading | None = None,
) -> tuple[Mention, ...]:
    """
    Direct identifiers of a transcript, in reading order, without overlaps.

    Args:
        transcript: original words, NFC.
        recogniser: from `load_recogniser`; None leaves rules, cues and lists alone.
        known_forms: spellings known to identify someone in this study, found in any case, with or without accents.
        labels: look for speakers' names at the head of lines too, where nobody has cut the text into turns.
        read: the transcript as `read_turns` reads it, when it is at hand.

    Returns:
        Mentions to mask and doubts (`flag`); offsets are code points within each turn.
    """
    casing, lines, stays, answers = read or read_turns(transcript)
    found = [
        [*find_by_rules(line.text), *find_addresses(line), *find_names(line, stay), *find_places(line, stay, casing)]
        for line, stay in zip(lines, stays, strict=True)
    ]
    if labels:
        for at, line in enumerate(lines):
            found[at] += find_labels(line.text)
    heard = zip(find_heard(lines, stays, answers), find_heard_places(lines, stays, answers), strict=True)
    for at, (people, places) in enumerate(heard):
        found[at] += [*people, *places]
    if recogniser is not None:
        for at, recognised in enumerate(recognise(lines, stays, casing, recogniser)):
            found[at] += recognised
    for at, turn in enumerate(transcript.turns):
        found[at] += find_heads(turn)
    voices = (
        own_words(t.speaker) if t.role is SpeakerRole.OBSERVER else t.speaker
        for t in transcript.turns
        if not is_head(t)
    )
    forms = {**certain_forms(lines, found), **speaker_forms(voices), **(known_forms or {})}
    for at, again in enumerate(find_again(lines, stays, forms)):
        found[at] += again
    return tuple(
        _mention(turn.turn_no, line, merged)
        for turn, line, of in zip(transcript.turns, lines, found, strict=True)
        for merged in merge(of, line.text)
    )


class Detected(NamedTuple):
    """Direct identifiers; and what is for a person to judge: details that cross with others, then suspicions."""

    direct: tuple[Mention, ...]
    to_judge: tuple[Mention, ...]


def detect_all(transcript: Transcript, recogniser: Recogniser | None, *, labels: bool = False) -> Detected:
    """Everything a custodian is shown of a transcript, read once; arguments as for `detect`."""
    read = read_turns(transcript)
    direct = detect(transcript, recogniser, labels=labels, read=read)
    details = quasi_identifiers(transcript)
    suspects = find_suspects(transcript, (*direct, *details), read)
    direct, suspects = complete(direct, suspects, read.lines, read.casing)
    return Detected(direct, (*details, *suspects))


def _mention(turn_no: int, line: Line, merged: Merged) -> Mention:
    sort = (f"{SORT_PREFIX}{merged.sort}",) if merged.sort else ()
    return Mention(
        turn_no=turn_no,
        start=merged.start,
        end=merged.end,
        form=line.text[merged.start : merged.end],
        kind=merged.kind,
        action=merged.action,
        score=merged.score,
        detectors=(*merged.detectors, *sort),
    )


class TextSpan(TypedDict):
    """One mention of a text: code points of its NFC form, end excluded; `key` is "" for a quasi-identifier."""

    start: int
    end: int
    label: str
    key: str
    replacement: str
    action: str


class DetectedText(TypedDict):
    """What `polyphonie detect` says of one text; in `text` what is to be masked is, and doubts are left."""

    spans: list[TextSpan]
    text: str


def detect_text(text: str, recogniser: Recogniser | None) -> DetectedText:
    """
    Find and replace in one text on its own, without a study, read as one turn.

    Speakers' names at the head of lines are masked too. A doubt comes with the replacement it would have.
    """
    original = unicodedata.normalize("NFC", text)
    turn = Turn(turn_no=1, speaker="", role=SpeakerRole.PARTICIPANT, text=original)
    transcript = Transcript(source_id="text", turns=(turn,))
    found, to_judge = detect_all(transcript, recogniser, labels=True)
    mentions = agree(transcript, found)
    linked = link_mentions([("text", mentions)], (), heard={"text": hear(transcript, mentions)})
    mentions = linked.found["text"]
    entities = name_entities(linked.entities, study_id="detect", avoid=words_in(original))
    masked = replace(transcript, mentions, entities, mask_doubts=False).transcript.turns[0].text
    replaced = {r.end: r for r in replace(transcript, mentions, entities, mask_doubts=True).replacements}
    spans = [_span(m, replaced[m.end].key, replaced[m.end].replacement) for m in mentions]
    spans += [_span(m, "", "") for m in to_judge]
    return {"spans": sorted(spans, key=lambda s: (s["start"], s["end"])), "text": masked}


def _span(mention: Mention, key: str, replacement: str) -> TextSpan:
    return {
        "start": mention.start,
        "end": mention.end,
        "label": mention.kind.value,
        "key": key,
        "replacement": replacement,
        "action": mention.action.value,
    }
