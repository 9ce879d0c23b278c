"""
Before linking: one name is one mention, and one thing is of one kind throughout a source.

Detectors look at each place for itself. In speech without punctuation two say the halves of one name ("zalina" and
"magomadova"), one says two people at once ("sayed sayed"), and what is a person here is a place there ("Bellevue"). Each
would give one entity two pseudonyms. Nothing is uncovered: a mention grows, is cut in two or changes kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import Transcript
from pipeline.anonymise.bearers import is_whole
from pipeline.anonymise.facts import facts
from pipeline.anonymise.forms import core_of, read_form
from pipeline.anonymise.shortened import Shortening, shortening
from pipeline.french.lists import first_names, spaced, towns

PERSON, PLACE, ORGANISATION = MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION
NAMED = frozenset({PERSON, PLACE, ORGANISATION})
SAYS_PERSON = frozenset({"ner:person", "heard:person", "list:first-name", "list:surname"})
MIN_SAYING = 2  # detectors that heard a person where a place or a firm was found
MIN_NAMESAKES = 100  # holders of a surname above which somebody may well bear the name of a place
SURE_PLACE = ("cue:quarter", "cue:named-place", "list:commune", "cue:at", "cue:town")

_BLANK = re.compile(r"[ \u00a0]")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*\.?")


def agree(transcript: Transcript, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of a transcript made ready for linking, in reading order: the same places are covered."""
    texts = {turn.turn_no: turn.text for turn in transcript.turns}
    alone = {spaced(m.form) for m in mentions if m.kind is PERSON and " " not in m.form}
    ordered = sorted(mentions, key=lambda m: (m.turn_no, m.start))
    cut = [piece for mention in ordered for piece in _cut(mention, alone)]
    return tuple(_of_one_kind(_joined(texts, _of_people(cut))))


def _cut(mention: Mention, alone: frozenset[str] | set[str]) -> list[Mention]:
    """ "sayed sayed", "andré andré kowalczyk", "lucien lulu", "anaëlle manon": two mentions side by side."""
    words = list(_WORD.finditer(mention.form))
    if mention.kind is not PERSON or len(words) < 2 or mention.form != mention.form.lower():
        return [mention]
    folded = [spaced(word.group()) for word in words]
    again = next((at for at in range(1, len(folded)) if folded[at] == folded[at - 1]), 0)
    if not again and len(folded) == 2 and _are_two(words[1].group(), folded, alone):
        again = 1
    if not again:
        return [mention]
    middle = words[again].start()
    first = mention.form[:middle].rstrip()
    return [
        mention.model_copy(update={"form": first, "end": mention.start + len(first)}),
        mention.model_copy(update={"form": mention.form[middle:], "start": mention.start + middle}),
    ]


def _are_two(second: str, folded: Sequence[str], alone: Iterable[str]) -> bool:
    """Whether two first names side by side are two people, or one person's two names."""
    known = [facts(word) for word in folded]
    if not all(one.first_name for one in known) or "-".join(folded) in first_names():
        return False
    return shortening(second, folded[0]) >= Shortening.BY_ITS_END or (
        {*folded} <= set(alone) and known[1].first > known[1].surname
    )


def _of_people(mentions: Sequence[Mention]) -> list[Mention]:
    """A lone word taken for a firm or a spot, when the source knows it for somebody's name."""
    people = [m for m in mentions if m.kind is PERSON]
    words = {word for m in people for word in spaced(read_form(m.form).given + " " + read_form(m.form).surname).split()}
    givens = {read_form(m.form).given for m in people} - {""}
    return [m.model_copy(update={"kind": PERSON}) if _is_person(m, words, givens) else m for m in mentions]


def _is_person(mention: Mention, words: Iterable[str], givens: Iterable[str]) -> bool:
    if mention.kind not in (PLACE, ORGANISATION) or mention.score >= 1:
        return False
    heard = len(SAYS_PERSON.intersection(mention.detectors))
    form = spaced(mention.form)
    if not heard or form in towns() or "list:commune" in mention.detectors or "cue:quarter" in mention.detectors:
        return False
    if any(shortening(mention.form, given) >= Shortening.BY_RULE for given in givens if len(given) > len(form)):
        return True
    said_elsewhere = form in words or all(word in set(words) for word in form.split())
    longer = any(shortening(other, form) >= Shortening.BY_RULE for other in givens)
    return heard >= MIN_SAYING and (said_elsewhere or longer)


def _joined(texts: Mapping[int, str], mentions: Sequence[Mention]) -> list[Mention]:
    """First name and surname side by side, a name and the letter behind it, both sides of a hyphen: one mention."""
    made: list[Mention] = []
    for mention in mentions:
        before = made[-1] if made else None
        if before is not None and before.turn_no == mention.turn_no and before.end < mention.start:
            text = texts[mention.turn_no]
            if _are_one(before, mention, text[before.end : mention.start]):
                made[-1] = _one(before, mention, text)
                continue
        made.append(mention)
    return made


def _are_one(first: Mention, second: Mention, between: str) -> bool:
    if not {first.kind, second.kind} <= NAMED:
        return False
    if between in ("-", "‐", "‑"):
        return True
    if first.kind is not PERSON or second.kind is not PERSON or not _BLANK.fullmatch(between):
        return False
    one, other = read_form(first.form), read_form(second.form)
    if one.order == "g" and len(other.surname or other.given) == 1 and not other.title:
        return second.form[:1].isupper()  # "Faouzia A."
    if one.order == "g" and other.order == "g":  # "ousmane traoré", the second borne as a surname
        known = facts(other.given)
        return known.surname > known.first and facts(one.given).first > known.first
    compound = "-" in second.form and second.form == second.form.lower()  # "tariq mei-lan": two people of a list
    return (one.order, other.order) in {("g", "s"), ("s", "g")} and " " not in first.form and not compound


def _one(first: Mention, second: Mention, text: str) -> Mention:
    sure = MentionAction.MASK in (first.action, second.action)
    return first.model_copy(
        update={
            "end": second.end,
            "form": text[first.start : second.end],
            "action": MentionAction.MASK if sure else first.action,
            "score": max(first.score, second.score),
            "detectors": tuple(dict.fromkeys((*first.detectors, *second.detectors))),
        }
    )


def _of_one_kind(mentions: Sequence[Mention]) -> list[Mention]:
    """One kind for all that bears one name in a source: places and firms by their surest, people where a place is sure."""
    by_core: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in NAMED:
            by_core[_core(mention)].append(mention)
    kinds = {core: kind for core, of in by_core.items() if (kind := _kind_of(core, of)) is not None}
    return [
        m.model_copy(update={"kind": kinds[core]}) if m.kind in NAMED and (core := _core(m)) in kinds else m
        for m in mentions
    ]


def _core(mention: Mention) -> str:
    return spaced(mention.form) if mention.kind is PERSON else core_of(mention.form)


def _kind_of(core: str, mentions: Sequence[Mention]) -> MentionKind | None:
    """The kind for mentions of several kinds under one name; None when they agree, or are two things."""
    kinds = {m.kind for m in mentions}
    if len(kinds) == 1 or not core:
        return None
    if PERSON not in kinds:
        return max((m for m in mentions), key=lambda m: m.score).kind
    things = [m for m in mentions if m.kind is not PERSON]
    sure = any(detector in SURE_PLACE for m in things for detector in m.detectors)
    known = facts(core)
    if " " in core or known.sure_first_name or is_whole(read_form(core)):
        return None
    weak = all(m.action is MentionAction.FLAG for m in mentions if m.kind is PERSON)
    if (sure and known.surname < known.first + MIN_NAMESAKES) or weak:
        return max(things, key=lambda m: m.score).kind
    return None
