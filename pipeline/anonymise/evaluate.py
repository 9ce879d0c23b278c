"""
How well identifiers are found, measured on texts that a person has marked by hand.

Two questions, kept apart: does anything leak (recall, by mentions wholly covered), and is anything masked that
should have stayed (precision, by words)? A mention half covered counts as leaked: "Mme [masqué] Ferreira" protects
nobody. The gold is read from inline marks, `[[PERSON:Mme Durand]]`, or from spans.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field, computed_field

from models.anonymisation import Mention, MentionAction
from models.base import Noun
from models.transcript import SpeakerRole, Transcript, Turn
from pipeline.anonymise.detect import Recogniser, detect
from pipeline.anonymise.risk import quasi_identifiers
from pipeline.errors import ImportRefused

KEEP = "KEEP"  # a mark for words that must stay: `[[KEEP:la CAF]]`
QUASI_LABELS = frozenset({"QUASI", "AGE"})

_MARK = re.compile(r"\[\[(?P<label>[A-Z_]+):(?P<form>.*?)\]\]", re.DOTALL)
_WORD = re.compile(r"\w+")


class GoldSpan(Noun):
    """A stretch marked by hand; code points of the text, end excluded."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    label: str


class GoldText(Noun):
    """A text and everything that was marked in it. `part` sorts texts ("tuned", "held out")."""

    gold_id: str
    text: str
    spans: tuple[GoldSpan, ...]
    part: str = ""


class KindScore(Noun):
    """One label: how many were marked, how many wholly masked, how many masked or put to the reviewer."""

    label: str
    n_marked: int
    n_masked: int
    n_masked_or_flagged: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """Share wholly masked; 1 when nothing was marked."""
        return self.n_masked / self.n_marked if self.n_marked else 1.0


class Evaluation(Noun):
    """
    Result on a set of texts. Direct identifiers only, quasi-identifiers in `quasi`.

    `recall_low`, `recall_high`: 95 % Wilson interval of recall. `precision`: share of masked words that were marked.
    `kept_masked`: of `n_kept` stretches marked as having to stay, how many were touched. `leaks`: text id, start, end,
    label of each mention that was neither masked nor flagged, or half so; never the words.
    """

    kinds: tuple[KindScore, ...]
    quasi: KindScore
    recall: float
    recall_low: float
    recall_high: float
    recall_or_flagged: float
    precision: float
    n_kept: int
    kept_masked: int
    leaks: tuple[tuple[str, int, int, str], ...]


def read_gold(content: bytes) -> tuple[GoldText, ...]:
    """
    Texts of a JSONL file in UTF-8: `{"id", "text", "spans": [{"start", "end", "label"}]}`, or marks inline in `text`.

    Raises:
        ImportRefused: a line is not of that form; the message gives its number.
    """
    return tuple(_gold_text(number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip())


def _gold_text(number: int, line: bytes) -> GoldText:
    try:
        row = json.loads(line)
        text, spans = row["text"], tuple(GoldSpan(**span) for span in row.get("spans", ()))
        if not spans:
            text, spans = unmarked(text)
        return GoldText(gold_id=str(row.get("id", number)), text=text, spans=spans, part=str(row.get("part", "")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImportRefused(
            f"La ligne {number} de l'échantillon annoté n'est pas lisible : il faut un objet JSON avec « text » et "
            "« spans » (start, end, label), ou des marques [[PERSON:…]] dans le texte."
        ) from error


def unmarked(marked: str) -> tuple[str, tuple[GoldSpan, ...]]:
    """The text without its inline marks, and where they stood."""
    pieces: list[str] = []
    spans: list[GoldSpan] = []
    done, length = 0, 0
    for match in _MARK.finditer(marked):
        before = marked[done : match.start()]
        start = length + len(before)
        length = start + len(match["form"])
        pieces += [before, match["form"]]
        spans.append(GoldSpan(start=start, end=length, label=match["label"]))
        done = match.end()
    pieces.append(marked[done:])
    return "".join(pieces), tuple(spans)


def found_in(text: str, recogniser: Recogniser | None) -> tuple[Mention, ...]:
    """Direct and quasi-identifiers found in one text, read as one turn, lines' labels of speakers included."""
    turn = Turn(turn_no=1, speaker="", role=SpeakerRole.PARTICIPANT, text=text)
    transcript = Transcript(source_id="gold", turns=(turn,))
    return (*detect(transcript, recogniser, labels=True), *quasi_identifiers(transcript))


def evaluate(gold: Sequence[GoldText], found: Mapping[str, Sequence[Mention]]) -> Evaluation:
    """
    Compare what was marked with what was found.

    Args:
        gold: marked texts.
        found: mentions of each text, by its id, each text read as one turn.
    """
    rows = [row for text in gold for row in _judged(text, found.get(text.gold_id, ()))]
    direct = [row for row in rows if row[0] not in QUASI_LABELS and row[0] != KEEP]
    labels = dict.fromkeys(row[0] for row in direct)
    n_masked, n_seen = sum(row[1] for row in direct), sum(row[2] for row in direct)
    low, high = wilson(n_masked, len(direct))
    kept = [row for row in rows if row[0] == KEEP]
    right, masked_words = _words(gold, found)
    return Evaluation(
        kinds=tuple(_score(label, [row for row in direct if row[0] == label]) for label in labels),
        quasi=_score("QUASI", [row for row in rows if row[0] in QUASI_LABELS]),
        recall=n_masked / len(direct) if direct else 1.0,
        recall_low=low,
        recall_high=high,
        recall_or_flagged=n_seen / len(direct) if direct else 1.0,
        precision=right / masked_words if masked_words else 1.0,
        n_kept=len(kept),
        kept_masked=sum(row[3] for row in kept),
        leaks=tuple(row[4] for row in direct if not row[2]),
    )


_Row = tuple[str, bool, bool, bool, tuple[str, int, int, str]]


def _judged(text: GoldText, mentions: Sequence[Mention]) -> Iterable[_Row]:
    """For each mark: label, wholly masked, wholly seen, touched by a mask, and where it is."""
    masked = [(m.start, m.end) for m in mentions if m.action is MentionAction.MASK]
    seen = [(m.start, m.end) for m in mentions]
    for span in text.spans:
        touched = any(start < span.end and span.start < end for start, end in masked)
        where = (text.gold_id, span.start, span.end, span.label)
        yield span.label, _covers(masked, span, text.text), _covers(seen, span, text.text), touched, where


def _covers(stretches: Sequence[tuple[int, int]], span: GoldSpan, text: str) -> bool:
    """Whether every word of the marked span lies in one of the stretches."""
    words = [(m.start() + span.start, m.end() + span.start) for m in _WORD.finditer(text[span.start : span.end])]
    return all(any(start <= a and b <= end for start, end in stretches) for a, b in words)


def _words(gold: Sequence[GoldText], found: Mapping[str, Sequence[Mention]]) -> tuple[int, int]:
    """How many masked words were marked as identifiers, and how many words were masked."""
    right, total = 0, 0
    for text in gold:
        marked = [s for s in text.spans if s.label != KEEP]
        for mention in found.get(text.gold_id, ()):
            if mention.action is not MentionAction.MASK:
                continue
            for word in _WORD.finditer(text.text[mention.start : mention.end]):
                start = mention.start + word.start()
                total += 1
                right += any(s.start <= start < s.end for s in marked)
    return right, total


def _score(label: str, rows: Sequence[_Row]) -> KindScore:
    return KindScore(
        label=label,
        n_marked=len(rows),
        n_masked=sum(row[1] for row in rows),
        n_masked_or_flagged=sum(row[2] for row in rows),
    )


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """95 % interval of a proportion (Wilson 1927, z = 1.96); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    z, share = 1.96, successes / trials
    middle = share + z * z / (2 * trials)
    spread = z * ((share * (1 - share) + z * z / (4 * trials)) / trials) ** 0.5
    scale = 1 + z * z / trials
    return (middle - spread) / scale, (middle + spread) / scale
