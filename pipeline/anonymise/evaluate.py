"""
How well identifiers are found, measured on texts that a person has marked by hand.

Three questions, kept apart: does anything leak (by mentions wholly covered, and by people of whom every mention is), is
anything masked that should have stayed, and is each person one person afterwards? A mention half covered counts as
leaked: "Mme [masqué] Ferreira" protects nobody. A doubt counts as not masked, and beside it as masked, as automatic
release does. What is judged is the whole chain of one text, replacement included, as `polyphonie detect` runs it.

Marks are inline, `[[PERSON:Mme Durand]]`, or spans. After `#` a mark may name whom it mentions within its text:
`[[PERSON#durand:Mme Durand]]`, `[[PERSON#durand:Jeanne]]`; `tests/gold/LISEZMOI.md` tells how to mark.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pydantic import Field, computed_field

from models.anonymisation import MentionAction, MentionKind
from models.base import Noun
from pipeline.anonymise.detect import Recogniser, detect_text
from pipeline.anonymise.unlinked import unlinked
from pipeline.errors import ImportRefused

KEEP = "KEEP"  # a mark for words that must stay: `[[KEEP:la CAF]]`
QUASI_LABELS = frozenset({"QUASI", "AGE"})
NAMED_KINDS = frozenset({"PERSON", "PLACE", "ORGANISATION"})  # the others share one pseudonym, "[téléphone]"
UNWHOLE_KINDS = frozenset({"PLACE", "ORGANISATION"})  # people, numbers and addresses are what must be whole

_MARK = re.compile(r"\[\[(?P<label>[A-Z_]+)(?:#(?P<key>[\w-]+))?:(?P<form>.*?)\]\]", re.DOTALL)
_WORD = re.compile(r"\w+")


class GoldSpan(Noun):
    """A stretch marked by hand; code points of the text, end excluded. `key` says whose it is within the text, or ""."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    label: str
    key: str = ""


class GoldText(Noun):
    """A text, NFC, and everything that was marked in it. `part` and `genre` sort texts ("tuned", "asr"), or are ""."""

    gold_id: str
    text: str
    spans: tuple[GoldSpan, ...]
    part: str = ""
    genre: str = ""


class FoundSpan(Noun):
    """
    A stretch that a detector found; code points, end excluded.

    `key`: whom it mentions, "" when the detector does not say; `replacement`: what stands, or would stand, in its place.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    label: MentionKind = MentionKind.PERSON
    masked: bool = True
    key: str = ""
    replacement: str = ""


class KindScore(Noun):
    """
    One sort of mention: how many were marked, how many wholly masked, how many masked or put to the reviewer.

    `n_half`: of those neither masked nor flagged, how many had a part covered. `n_met`: those of which any word was
    masked or flagged, which for a quasi-identifier is enough to be put before a person.
    """

    label: str
    n_marked: int
    n_masked: int
    n_masked_or_flagged: int
    n_half: int = 0
    n_met: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """Share wholly masked; 1 when nothing was marked."""
        return self.n_masked / self.n_marked if self.n_marked else 1.0


class EntityScore(Noun):
    """People (numbers, addresses…) of whom *every* mention was wholly masked; `low`, `high`: 95 % Wilson interval."""

    label: str
    n_entities: int
    n_whole: int
    n_whole_or_flagged: int
    low: float
    high: float


class WithDoubts(Noun):
    """The same texts once doubts are masked too, as automatic release does; quasi-identifiers never are."""

    recall: float
    recall_low: float
    recall_high: float
    precision: float
    kept_masked: int


class Evaluation(Noun):
    """
    Result on a set of texts. Direct identifiers only, quasi-identifiers in `quasi`.

    `n_clean`: texts of which every direct mention is masked. `recall_low`, `recall_high`: 95 % Wilson interval of recall.
    `precision`: share of masked words that were marked. `kept_masked`: of `n_kept` stretches marked as having to stay, how
    many were touched. `whole` and `entities` (by kind) count what was marked with a key. Of `n_linked` people, places and
    organisations with two mentions or more found, `n_one_pseudonym` have one; `n_shared` pairs of different ones have the
    same. `unlinked` counts the others by reason (see `unlinked.py`). `leaks`: text id, start, end, label of each mention that was neither masked nor flagged, or half so; never the
    words.
    """

    n_texts: int
    n_clean: int
    kinds: tuple[KindScore, ...]
    registers: tuple[KindScore, ...]
    quasi: KindScore
    recall: float
    recall_low: float
    recall_high: float
    recall_or_flagged: float
    precision: float
    n_kept: int
    kept_masked: int
    with_doubts: WithDoubts
    whole: EntityScore
    entities: tuple[EntityScore, ...]
    n_linked: int
    n_one_pseudonym: int
    n_shared: int
    unlinked: tuple[tuple[str, int], ...] = ()
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
            text, spans = unmarked(unicodedata.normalize("NFC", text))
        part, genre = str(row.get("part", "")), str(row.get("register", ""))
        return GoldText(gold_id=str(row.get("id", number)), text=text, spans=spans, part=part, genre=genre)
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
        spans.append(GoldSpan(start=start, end=length, label=match["label"], key=match["key"] or ""))
        done = match.end()
    pieces.append(marked[done:])
    return "".join(pieces), tuple(spans)


def found_in(text: str, recogniser: Recogniser | None) -> tuple[FoundSpan, ...]:
    """What the whole chain finds in one NFC text, read as one turn: direct identifiers, doubts, quasi-identifiers."""
    return tuple(
        FoundSpan(
            start=span["start"],
            end=span["end"],
            label=MentionKind(span["label"]),
            masked=span["action"] == MentionAction.MASK.value,
            key=span["key"],
            replacement=span["replacement"],
        )
        for span in detect_text(text, recogniser)["spans"]
    )


def evaluate(gold: Sequence[GoldText], found: Mapping[str, Sequence[FoundSpan]]) -> Evaluation:
    """
    Compare what was marked with what was found.

    Args:
        gold: marked texts, their ids all different.
        found: what was found in each text, by its id.
    """
    judged = [one for text in gold for one in _judged(text, found.get(text.gold_id, ()))]
    direct = [one for one in judged if one.span.label not in QUASI_LABELS and one.span.label != KEEP]
    kept = [one for one in judged if one.span.label == KEEP]
    keyed = [one for one in direct if one.span.key]
    low, high = wilson(sum(one.masked for one in direct), len(direct))
    n_linked, n_one = _linked(keyed)
    return Evaluation(
        n_texts=len(gold),
        n_clean=len(gold) - len({one.text.gold_id for one in direct if not one.masked}),
        kinds=_by(direct, lambda one: one.span.label),
        registers=_by(direct, lambda one: one.text.genre),
        quasi=_score("QUASI", [one for one in judged if one.span.label in QUASI_LABELS]),
        recall=_share(sum(one.masked for one in direct), len(direct)),
        recall_low=low,
        recall_high=high,
        recall_or_flagged=_share(sum(one.seen for one in direct), len(direct)),
        precision=_precision(gold, found, doubts=False),
        n_kept=len(kept),
        kept_masked=sum(one.touched for one in kept),
        with_doubts=_with_doubts(gold, found, direct, kept),
        whole=_whole("", [one for one in keyed if one.span.label not in UNWHOLE_KINDS]),
        entities=tuple(_whole(label, of) for label, of in _grouped(keyed, lambda one: one.span.label).items()),
        n_linked=n_linked,
        n_one_pseudonym=n_one,
        n_shared=_shared(keyed),
        unlinked=unlinked(_entities(one for one in keyed if one.span.label in NAMED_KINDS)),
        leaks=tuple((o.text.gold_id, o.span.start, o.span.end, o.span.label) for o in direct if not o.seen),
    )


class _Judged(NamedTuple):
    """One mark: wholly masked, wholly so with doubts, wholly seen; touched by a mask, by a doubt, by anything; what overlaps it."""

    text: GoldText
    span: GoldSpan
    masked: bool
    doubted: bool
    seen: bool
    touched: bool
    grazed: bool
    met: bool
    found: tuple[FoundSpan, ...]


def _judged(text: GoldText, found: Sequence[FoundSpan]) -> Iterable[_Judged]:
    for span in text.spans:
        over = tuple(one for one in found if one.start < span.end and span.start < one.end)
        masks, doubts = [one for one in over if one.masked], [one for one in over if _hides(one)]
        yield _Judged(
            text=text,
            span=span,
            masked=_covers(masks, span, text.text),
            doubted=_covers(doubts, span, text.text),
            seen=_covers(over, span, text.text),
            touched=bool(masks),
            grazed=bool(doubts),
            met=bool(over),
            found=tuple(doubts),
        )


def _hides(one: FoundSpan) -> bool:
    """Whether automatic release masks it."""
    return one.masked or one.label not in QUASI_LABELS


def _covers(stretches: Sequence[FoundSpan], span: GoldSpan, text: str) -> bool:
    """Whether every word of the marked span lies in one of the stretches."""
    words = [(m.start() + span.start, m.end() + span.start) for m in _WORD.finditer(text[span.start : span.end])]
    return all(any(one.start <= a and b <= one.end for one in stretches) for a, b in words)


def _grouped(judged: Iterable[_Judged], name: Callable[[_Judged], str]) -> dict[str, list[_Judged]]:
    groups: dict[str, list[_Judged]] = defaultdict(list)
    for one in judged:
        groups[name(one)].append(one)
    return dict(groups)


def _by(judged: Iterable[_Judged], name: Callable[[_Judged], str]) -> tuple[KindScore, ...]:
    return tuple(_score(label, of) for label, of in _grouped(judged, name).items())


def _score(label: str, judged: Sequence[_Judged]) -> KindScore:
    return KindScore(
        label=label,
        n_marked=len(judged),
        n_masked=sum(one.masked for one in judged),
        n_masked_or_flagged=sum(one.seen for one in judged),
        n_half=sum(one.grazed and not one.seen for one in judged),
        n_met=sum(one.met for one in judged),
    )


def _with_doubts(
    gold: Sequence[GoldText],
    found: Mapping[str, Sequence[FoundSpan]],
    direct: Sequence[_Judged],
    kept: Sequence[_Judged],
) -> WithDoubts:
    n_masked = sum(one.doubted for one in direct)
    low, high = wilson(n_masked, len(direct))
    return WithDoubts(
        recall=_share(n_masked, len(direct)),
        recall_low=low,
        recall_high=high,
        precision=_precision(gold, found, doubts=True),
        kept_masked=sum(one.grazed for one in kept),
    )


def _precision(gold: Sequence[GoldText], found: Mapping[str, Sequence[FoundSpan]], *, doubts: bool) -> float:
    """Share of masked words that were marked as identifiers, direct or not."""
    right, total = 0, 0
    for text in gold:
        marked = [span for span in text.spans if span.label != KEEP]
        for one in found.get(text.gold_id, ()):
            if not (_hides(one) if doubts else one.masked):
                continue
            for word in _WORD.finditer(text.text[one.start : one.end]):
                start = one.start + word.start()
                total += 1
                right += any(span.start <= start < span.end for span in marked)
    return _share(right, total)


def _whole(label: str, keyed: Iterable[_Judged]) -> EntityScore:
    of_entity = _entities(keyed)
    n_whole = sum(all(one.masked for one in of) for of in of_entity)
    low, high = wilson(n_whole, len(of_entity))
    return EntityScore(
        label=label,
        n_entities=len(of_entity),
        n_whole=n_whole,
        n_whole_or_flagged=sum(all(one.seen for one in of) for of in of_entity),
        low=low,
        high=high,
    )


def _entities(keyed: Iterable[_Judged]) -> list[list[_Judged]]:
    """The mentions of each entity; a key names somebody within one text."""
    return list(_grouped(keyed, lambda one: f"{one.text.gold_id} {one.span.key}").values())


def _linked(keyed: Sequence[_Judged]) -> tuple[int, int]:
    """Of those named twice or more in what was found, how many there are and how many have one pseudonym."""
    named = [one for one in keyed if one.span.label in NAMED_KINDS and one.doubted]
    keys = [[{found.key for found in one.found if found.key} for one in of] for of in _entities(named)]
    told = [[some for some in of if some] for of in keys]
    several = [of for of in told if len(of) > 1]
    return len(several), sum(len(set().union(*of)) == 1 for of in several)


def _shared(keyed: Sequence[_Judged]) -> int:
    """Pairs of different entities of one text that have a pseudonym in common, by its key or in what is read."""
    of_text: dict[str, list[tuple[set[str], set[str]]]] = defaultdict(list)
    for of in _entities(one for one in keyed if one.span.label in NAMED_KINDS and one.doubted):
        found = [f for one in of for f in one.found if f.key and f.label == one.span.label and _owns(one.span, f)]
        of_text[of[0].text.gold_id].append(({f.key for f in found}, {f.replacement.casefold() for f in found}))
    return sum(
        bool(one[0] & other[0] or one[1] & other[1])
        for entities in of_text.values()
        for one, other in combinations(entities, 2)
    )


def _owns(span: GoldSpan, found: FoundSpan) -> bool:
    """Whether most of what was found lies in the mark: one stretch over two marks names neither of them."""
    return 2 * (min(span.end, found.end) - max(span.start, found.start)) > found.end - found.start


def _share(some: int, whole: int) -> float:
    return some / whole if whole else 1.0


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """95 % interval of a proportion (Wilson 1927, z = 1.96); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    z, share = 1.96, successes / trials
    middle = share + z * z / (2 * trials)
    spread = z * ((share * (1 - share) + z * z / (4 * trials)) / trials) ** 0.5
    scale = 1 + z * z / trials
    return (middle - spread) / scale, (middle + spread) / scale
