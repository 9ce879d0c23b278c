"""
Cut the participants' turns into segments: what a researcher reads at a glance and codes on its own.

A segment is whole sentences of one turn, grouped towards `GOAL_WORDS`. Speech often comes without punctuation, or as one
sentence of a page: such a stretch is cut where spoken French breathes, before a discourse marker, at a pause, at a
comma, and only for want of these between two words. Never inside a word, never inside the brackets of a pseudonym.

A turn that holds only back-channels (`Oui, voilà.`) gives no segment; anything with content does. The interviewer's
words are kept as context (`question`), and are refused as segments. The text is cut, never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.base import content_id
from models.transcript import Segment, SpeakerRole, Transcript, TranscriptState, Turn, turn_id
from pipeline.errors import NotAnonymised
from pipeline.french.sentences import (
    ABBREVIATIONS,
    CLAUSE_WEIGHT,
    CLOSERS,
    COMMA_WEIGHT,
    MARKER_COMMA_BONUS,
    MARKER_WORDS,
    MARKERS,
    OPENERS,
    PAUSE_WEIGHT,
    TERMINATORS,
    WEAK_ABBREVIATIONS,
)
from pipeline.french.stopwords import ELISION, EMPTY_WORDS, NOISE_WORDS

MAX_WORDS = 120
GOAL_WORDS = 70  # what a group of sentences tends to: about twenty-five seconds of speech
MIN_WORDS = 15  # a shorter remainder joins the sentences before it where it fits
SPOKEN_ROLES = frozenset({SpeakerRole.PARTICIPANT, SpeakerRole.OBSERVER})

_ATOM = re.compile(r"(?:\[[^\[\]\n]{1,60}\]|\S)+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*['’]?")
_BRACKETED = re.compile(r"[\[(*]([^\[\]()*]{1,60})[\])*]")


class _Atom(NamedTuple):
    """What stands between two white spaces (a bracketed pseudonym is one piece): never cut."""

    start: int
    end: int
    is_word: bool


def segment(transcript: Transcript, *, max_words: int = MAX_WORDS) -> tuple[Segment, ...]:
    """
    Cut the participants' turns into segments that can be coded on their own.

    Args:
        transcript: already anonymised, NFC; its text is not touched.
        max_words: upper bound per segment, in words (stretches between white spaces that hold a letter or a figure).

    Returns:
        Segments in reading order, not overlapping. Anchors count code points, end excluded.

    Raises:
        NotAnonymised: the transcript has not passed the gate.
        ValueError: `max_words` is less than 1.
    """
    if transcript.state is TranscriptState.ORIGINAL:
        raise NotAnonymised(
            f"La transcription {transcript.transcript_id} n'est pas encore anonymisée : elle ne peut pas être découpée. "
            "Lancez d'abord l'anonymisation, puis relisez et libérez la source."
        )
    if max_words < 1:
        raise ValueError("max_words must be at least 1")
    transcript_id = transcript.transcript_id
    question: str | None = None
    segments: list[Segment] = []
    for turn in transcript.turns:
        if turn.role is SpeakerRole.INTERVIEWER:
            question = turn.text
        elif turn.role in SPOKEN_ROLES:
            place = turn_id(transcript_id, turn.turn_no)
            segments.extend(_segments_of(turn, transcript_id, place, question, max_words))
    return tuple(segments)


def _segments_of(
    turn: Turn, transcript_id: str, turn_place: str, question: str | None, max_words: int
) -> Iterator[Segment]:
    for start, end, n_words in cut(turn.text, max_words=max_words):
        text = turn.text[start:end]
        if not has_content(text):
            continue
        yield Segment(
            segment_id=content_id("segment", turn_place, start, end),
            transcript_id=transcript_id,
            turn_id=turn_place,
            turn_no=turn.turn_no,
            participant_id=turn.participant_id,
            start=start,
            end=end,
            text=text,
            question=turn.question or question,
            n_words=n_words,
        )


def has_content(text: str) -> bool:
    """Tell whether anything was said beyond back-channels, grammar and noises: at least one word or figure."""
    spoken = _BRACKETED.sub(_without_noise, text)
    return any(_is_content(found.group().lower()) for found in _WORD.finditer(spoken))


def _without_noise(bracket: re.Match[str]) -> str:
    words = _WORD.findall(bracket.group(1).lower())
    return " " if all(word in NOISE_WORDS for word in words) else bracket.group()


def _is_content(word: str) -> bool:
    bare = ELISION.sub("", word).strip("'’")
    if bare in EMPTY_WORDS or word in EMPTY_WORDS:
        return False
    return len(bare) > 1 or bare.isdigit()


def cut(text: str, *, max_words: int = MAX_WORDS) -> tuple[tuple[int, int, int], ...]:
    """
    Positions of readable stretches of `text`: (start, end, words), in order, white space between them left out.

    Together they hold every character of `text` that is not white space between two stretches.
    """
    atoms = _atoms(text)
    pieces = [
        piece for sentence in _sentences(text, atoms) for piece in _cut_sentence(text, atoms, sentence, max_words)
    ]
    groups = _grouped(pieces, max_words)
    return tuple((atoms[first].start, atoms[last - 1].end, words) for first, last, words in groups)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Positions of the sentences of `text`, as they are grouped before any is cut: (start, end), in order."""
    atoms = _atoms(text)
    return tuple((atoms[first].start, atoms[last - 1].end) for first, last, _ in _sentences(text, atoms))


def _atoms(text: str) -> list[_Atom]:
    return [_Atom(found.start(), found.end(), _holds_word(found.group())) for found in _ATOM.finditer(text)]


def _holds_word(atom: str) -> bool:
    return atom[0].isalnum() or any(character.isalnum() for character in atom)


class _Piece(NamedTuple):
    """Atoms `first` to `last` (excluded) and how many words they hold."""

    first: int
    last: int
    words: int


def _piece(atoms: list[_Atom], first: int, last: int) -> _Piece:
    return _Piece(first, last, sum(atom.is_word for atom in atoms[first:last]))


def _sentences(text: str, atoms: list[_Atom]) -> Iterator[_Piece]:
    first = 0
    for place in range(1, len(atoms)):
        if _starts_line(text, atoms, place) or _starts_sentence(text, atoms, place):
            yield _piece(atoms, first, place)
            first = place
    if atoms:
        yield _piece(atoms, first, len(atoms))


def _starts_line(text: str, atoms: list[_Atom], place: int) -> bool:
    return "\n" in text[atoms[place - 1].end : atoms[place].start]


def _starts_sentence(text: str, atoms: list[_Atom], place: int) -> bool:
    """Tell whether a sentence ends just before the atom; a mark on its own (`?`, `»`) stays with the words before it."""
    if text[atoms[place - 1].end - 1].isalnum():
        return False
    after = atoms[place]
    if not after.is_word and text[after.start] not in OPENERS:
        return False
    before = next((atom for atom in reversed(atoms[max(0, place - 3) : place]) if _may_end(text, atom)), None)
    if before is None or text[before.end - 1] in ",;:" or text[before.end - 1].isalnum():
        return False
    body = text[before.start : before.end].rstrip(CLOSERS)
    if body[-1] not in TERMINATORS:
        return False
    before_lower = _starts_lower(text, after)
    if body.endswith(("…", "..")):
        return not before_lower
    return body[-1] != "." or not _is_abbreviation(body, before_lower)


def _may_end(text: str, atom: _Atom) -> bool:
    """Tell whether the atom is more than a closing mark on its own, behind which a sentence's end has to be sought."""
    return bool(text[atom.start : atom.end].rstrip(CLOSERS))


def _starts_lower(text: str, atom: _Atom) -> bool:
    return next((c.islower() for c in text[atom.start : atom.end] if c.isalnum()), False)


def _is_abbreviation(body: str, before_lower: bool) -> bool:
    word = body.lstrip("([«“\"'’").lower()
    is_initial = len(word) == 2 and body[-2].isupper()
    return is_initial or word in ABBREVIATIONS or (before_lower and word in WEAK_ABBREVIATIONS)


def _cut_sentence(text: str, atoms: list[_Atom], sentence: _Piece, max_words: int) -> Iterator[_Piece]:
    """Cut a sentence that is too long where spoken French breathes, into stretches of about the same length."""
    goal_words = min(GOAL_WORDS, max_words)
    while sentence.words > max_words:
        n_pieces = -(-sentence.words // goal_words)
        place = _best_cut(text, atoms, sentence, goal=sentence.words / n_pieces, max_words=max_words)
        piece = _piece(atoms, sentence.first, place)
        yield piece
        sentence = _Piece(place, sentence.last, sentence.words - piece.words)
    yield sentence


def _best_cut(text: str, atoms: list[_Atom], sentence: _Piece, *, goal: float, max_words: int) -> int:
    """Place of the first atom after the cut: a good boundary, not far from `goal` words, within `max_words`."""
    best, best_score, words = sentence.first + 1, float("-inf"), 0
    for place in range(sentence.first + 1, sentence.last):
        words += atoms[place - 1].is_word
        if words > max_words or words > 1.5 * goal + 1:
            break
        if words < 0.5 * goal or not atoms[place].is_word:
            continue
        score = _boundary_weight(text, atoms, place) - abs(words - goal) / goal
        if score > best_score:
            best, best_score = place, score
    return best


def _boundary_weight(text: str, atoms: list[_Atom], place: int) -> float:
    """How good a cut just before the atom at `place` is, from 0 to 1."""
    before = text[atoms[place - 1].start : atoms[place - 1].end].rstrip(CLOSERS)
    if before.endswith(("…", "..")):
        return PAUSE_WEIGHT
    mark = before[-1:]
    if mark in {";", ":", "–", "—"}:
        return CLAUSE_WEIGHT
    marker = _marker_weight(text, atoms, place)
    if place > 1 and _marker_weight(text, atoms, place - 1):
        marker = 0.0  # "mais | donc": the cut belongs before the first of two markers
    if mark == ",":
        return max(COMMA_WEIGHT, marker + MARKER_COMMA_BONUS if marker else 0.0)
    return marker


def _marker_weight(text: str, atoms: list[_Atom], place: int) -> float:
    words = [_first_word(text[atom.start : atom.end]) for atom in atoms[place : place + 3]]
    return max((MARKERS.get(" ".join(words[:length]), 0.0) for length in (3, 2, 1)), default=0.0)


def _first_word(atom: str) -> str:
    found = MARKER_WORDS.match(atom)
    return found.group("word").lower().replace("’", "'") if found else ""


def _grouped(pieces: list[_Piece], max_words: int) -> list[_Piece]:
    """Group neighbouring pieces towards the goal; a short remainder joins the group before it where it fits."""
    total = sum(piece.words for piece in pieces)
    goal_words = min(GOAL_WORDS, max_words)
    goal = total / max(1, -(-total // goal_words))
    groups: list[_Piece] = []
    for piece in pieces:
        if groups and _belongs(groups[-1], piece, goal, max_words):
            groups[-1] = _Piece(groups[-1].first, piece.last, groups[-1].words + piece.words)
        else:
            groups.append(piece)
    if len(groups) > 1 and groups[-1].words < MIN_WORDS and groups[-2].words + groups[-1].words <= max_words:
        last = groups.pop()
        groups[-1] = _Piece(groups[-1].first, last.last, groups[-1].words + last.words)
    return groups


def _belongs(group: _Piece, piece: _Piece, goal: float, max_words: int) -> bool:
    """Tell whether adding the piece brings the group nearer to the goal than leaving it as it is."""
    together = group.words + piece.words
    if together > max_words:
        return False
    return group.words < MIN_WORDS or abs(together - goal) <= abs(group.words - goal)
