"""
What no detector masked and may yet be a name or a number: shown to the reviewer, never masked from here.

Masking must spare the words that carry the analysis, so it waits for a list, a cue or a network that is sure. The person
who reviews needs the opposite: whatever could name somebody, be it often a word. So the net is cast wide, after
everything else, over what is left: a capital inside a sentence, a word that no dictionary holds, the words behind
"l'association", what the networks half heard, figures that could be a file's. With automatic release nobody looks,
and suspicions are left as they are: a text in which every odd word is masked cannot be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from models.anonymisation import Mention, MentionAction, MentionKind
from models.transcript import Transcript
from pipeline.anonymise.combinations import REASON_PREFIX
from pipeline.anonymise.facts import MIN_SURE_SURNAMES, MIN_WORD_FIRST_NAMES, UNCOMMON, facts
from pipeline.anonymise.reading import Reading, read_turns
from pipeline.anonymise.speech_reader import OTHER
from pipeline.anonymise.words import Line, Phrases
from pipeline.french import quasi
from pipeline.french.institutions import ESTABLISHMENTS
from pipeline.french.lists import fold
from pipeline.french.names import KIN, MARKS, SPEAKER_ROLES, TITLES
from pipeline.french.places import ARTICLES, GENERIC_SPOTS, QUALIFIERS
from pipeline.french.stopwords import NOISE_WORDS, STOP_WORDS
from pipeline.french.suspicion import (
    ANNOUNCING,
    BARE_DAY,
    CLAUSE_WORDS,
    CODE,
    INNER_WORDS,
    LETTERS,
    LINE_HEAD,
    MEASURES,
    NAMED_THINGS,
    QUOTED,
)

SCORE = 0.2
LEAST = 0.06  # what the networks give a name or a place, from which a listed word is suspected
LEAST_WORD = 0.35  # the same for a word of the dictionary
VERY_RARE = 2.2  # Zipf frequency below which a word that no dictionary holds is suspected in speech
EVERYDAY = 5.5  # Zipf frequency above which a word without a capital is never suspected
MIN_LETTERS = 3
MAX_NAME_WORDS = 5  # words of a name behind what it names, links included: "les mamans du bâtiment huit"
MAX_QUOTED_WORDS = 4
MIN_HEADS = 2  # lines that begin so, for a word of the dictionary to be somebody
MIN_FIGURES = 4

_NAMED = frozenset({MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION})
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = re.compile(r"[ \u00a0'’\-]+(?:\d{1,4}[ \u00a0]+)?")
_OPENS = re.compile(r"[ \u00a0]*[«“\":=,(][ \u00a0]*")
_BETWEEN = re.compile(r"[ \-'’\u00a0]*(?:\w{1,4}[ \-'’])?")
_NUMBER = re.compile(r" \d{1,4}(?![\w:h])")
_HOUR = re.compile(r"\d{1,2}[h:]\d{2}")


def find_suspects(
    transcript: Transcript, mentions: Sequence[Mention], read: Reading | None = None
) -> tuple[Mention, ...]:
    """
    Suspicions of a transcript, in reading order, all of them `flag`, none within what `mentions` hold already.

    `read`: the transcript as `read_turns` reads it, when it is at hand.

    Offsets are code points within each turn; the reason stands in `detectors` as for a quasi-identifier.
    """
    _, lines, stays, answers = read or read_turns(transcript)
    seen: dict[int, set[int]] = {}
    for mention in mentions:
        seen.setdefault(mention.turn_no, set()).update(range(mention.start, mention.end))
    names = frozenset(_named(mentions))
    again = Phrases(m.form for m in mentions if m.kind in _NAMED and " " in m.form)
    return tuple(
        _mention(turn.turn_no, line, start, end)
        for turn, line, stay, heard in zip(transcript.turns, lines, stays, answers, strict=True)
        for start, end in _joined(
            line, (*_suspected(line, stay, heard), *_again(line, names, again)), seen.get(turn.turn_no, set())
        )
    )


def _named(mentions: Sequence[Mention]) -> Iterator[str]:
    """Folded words of the people found, be they words of the dictionary: "Noël", "Reine"."""
    for mention in mentions:
        if mention.kind is MentionKind.PERSON and mention.action is MentionAction.MASK:
            for word in _WORD.findall(mention.form):
                if len(word) >= MIN_LETTERS and fold(word) not in _never() and not facts(word).never:
                    yield fold(word)


def _again(line: Line, names: frozenset[str], again: Phrases) -> Iterator[tuple[int, int]]:
    """Where a word of somebody's name, or a whole name, comes back as an ordinary word."""
    for at, word in enumerate(line.words):
        length = again.length_at(line, at)
        if word.folded in names or length:
            yield word.start, line.words[at + max(length, 1) - 1].end


def _suspected(line: Line, stay: frozenset[int], heard: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Stretches that may name, in code points; they may overlap each other and what is seen."""
    for at, row in enumerate(heard):
        if at not in stay and _odd(line, at, 1.0 - float(row[OTHER])):
            yield _with_article(line, at), line.words[at].end
    for at in range(len(line.words)):
        announced = _announced(line, at)
        run = _name_words(line, announced, stay) if announced else []
        if run:
            yield line.words[run[0]].start, line.words[run[-1]].end
    for match in (*LETTERS.finditer(line.text), *BARE_DAY.finditer(line.text)):
        yield match.span()
    for match in CODE.finditer(line.text):
        start = match.start("code") if fold(match["before"] or "") in _grammar() else match.start()
        if _is_code(line, line.text[start : match.end()], match.end()):
            yield start, match.end()
    yield from _quoted(line)
    yield from _heading(line, stay)


def _odd(line: Line, at: int, likely: float) -> bool:
    """Whether a word by itself may be a name; `likely`: what the networks give it, 0 to 1."""
    word, known = line.words[at], facts(line.words[at].text)
    if known.never or len(word.text) < 2 or word.folded in _never() or word.folded in CLAUSE_WORDS:
        return False
    if word.capital and not word.opening and word.folded not in INNER_WORDS:
        return True
    if word.text.lower() in STOP_WORDS or len(word.text) < MIN_LETTERS or known.zipf >= EVERYDAY:
        return False
    if not known.ordinary and known.zipf < VERY_RARE:
        return True
    listed = known.first_name or known.surname >= MIN_SURE_SURNAMES
    if not known.ordinary and listed and known.zipf < UNCOMMON:
        return likely >= LEAST
    return likely >= LEAST_WORD and (listed or known.first >= MIN_WORD_FIRST_NAMES or known.zipf < UNCOMMON)


@cache
def _never() -> frozenset[str]:
    return frozenset({*MARKS, *SPEAKER_ROLES, *TITLES, *KIN, *map(fold, NOISE_WORDS)})


@cache
def _grammar() -> frozenset[str]:
    return frozenset({*CLAUSE_WORDS, *INNER_WORDS, *map(fold, STOP_WORDS)})


def _with_article(line: Line, at: int) -> int:
    """Where a capitalised word begins, its own capital article taken in ("La Bricarde")."""
    before = at - 1
    if before >= 0 and line.words[before].capital and line.folded(before) in INNER_WORDS and line.joined(before):
        return line.words[before].start
    return line.words[at].start


@cache
def _generic() -> Phrases:
    return Phrases((*ESTABLISHMENTS, *NAMED_THINGS))


def _announced(line: Line, at: int) -> int | None:
    """Index of the word behind one that announces a name, None when word `at` announces none."""
    if line.folded(at) in ANNOUNCING:
        return at + 1
    length = _generic().length_at(line, at)
    following = at + length
    while length and line.folded(following) in QUALIFIERS:
        following += 1
    return following if length else None


def _name_words(line: Line, first: int, stay: frozenset[int]) -> list[int]:
    """Indexes of the words from `first` that may make one name: up to a clause's word, without links at its ends."""
    run: list[int] = []
    for at in range(first, min(first + MAX_NAME_WORDS, len(line.words))):
        beside = _NEAR.fullmatch(line.between(at - 1, at)) or (
            at == first and _OPENS.fullmatch(line.between(at - 1, at))
        )
        if not beside or (line.folded(at) in CLAUSE_WORDS and line.folded(at) not in INNER_WORDS):
            break
        run.append(at)
    while run and line.folded(run[-1]) in INNER_WORDS:
        run.pop()
    while run and line.folded(run[0]) in INNER_WORDS and line.folded(run[0]) not in ARTICLES:
        run.pop(0)
    content = [at for at in run if line.folded(at) not in INNER_WORDS]
    if len(content) == 1 and (content[0] in stay or line.folded(content[0]) in GENERIC_SPOTS):
        return []
    told = any(line.words[at].capital or facts(line.words[at].text).zipf < EVERYDAY for at in content)
    return run if told and not all(at in stay for at in content) else []


def _is_code(line: Line, code: str, end: int) -> bool:
    """Whether figures are many enough for a file's, and neither a year nor a measure."""
    figures = sum(letter.isdigit() for letter in code)
    if figures < MIN_FIGURES or (figures == MIN_FIGURES and code.isdigit() and code[:2] in ("19", "20")):
        return False
    return next_word(line, end) not in MEASURES and not _HOUR.fullmatch(code)


def _quoted(line: Line) -> Iterator[tuple[int, int]]:
    for match in QUOTED.finditer(line.text):
        if len(match["words"].split()) <= MAX_QUOTED_WORDS:
            yield match.span("words")


def _heading(line: Line, stay: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Words at the head of a line that may be whoever speaks: a word of the dictionary only where it comes back."""
    heads = list(LINE_HEAD.finditer(line.text))
    times = Counter(match["words"] for match in heads)
    for match in heads:
        inside = [at for at, word in enumerate(line.words) if match.start() <= word.start < match.end()]
        known = [facts(line.words[at].text) for at in inside]
        plain = all(one.ordinary and not one.first_name for one in known) and times[match["words"]] < MIN_HEADS
        role = any(line.folded(at) in SPEAKER_ROLES for at in inside)
        if inside and len(inside) <= MAX_QUOTED_WORDS and not (plain or role or all(at in stay for at in inside)):
            yield match.span("words")


def _joined(line: Line, spans: Iterable[tuple[int, int]], seen: set[int]) -> list[tuple[int, int]]:
    """
    Stretches that overlap, touch or have one small word between them made one, with the number that ends a name.

    Those of which every letter is seen already are left out.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or _BETWEEN.fullmatch(line.text, joined[-1][1], start)):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    numbered = ((start, _with_number(line, end)) for start, end in joined)
    return [
        (start, end)
        for start, end in numbered
        if any(line.text[at].isalnum() and at not in seen for at in range(start, end))
    ]


def _with_number(line: Line, end: int) -> int:
    """The end of a name with its number: "Tremplin 81"."""
    number = _NUMBER.match(line.text, end)
    return number.end() if number and next_word(line, number.end()) not in MEASURES else end


def next_word(line: Line, end: int) -> str:
    """Folded word behind a place of the text, "" at its end."""
    return next((word.folded for word in line.words if word.start >= end), "")


def _mention(turn_no: int, line: Line, start: int, end: int) -> Mention:
    return Mention(
        turn_no=turn_no,
        start=start,
        end=end,
        form=line.text[start:end],
        kind=MentionKind.QUASI,
        action=MentionAction.FLAG,
        score=SCORE,
        detectors=(f"{REASON_PREFIX}{quasi.SUSPECT}",),
    )
