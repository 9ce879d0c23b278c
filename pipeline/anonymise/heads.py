"""
The head of field notes, and the voices of those who reported a passage: whom and what they name.

A head has no sentence for a cue to stand in (`Claire Morel`, `Salle des fêtes de Verval`): what stands under the voice of the observer
is a person's name, what stands under that of the place may be one. A voice is often a description (« la secrétaire de mairie »):
only its own words of a name are masked, so that a reader still knows who spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from models.anonymisation import Entity, MentionAction, MentionKind
from models.transcript import SpeakerRole, Turn
from pipeline.anonymise.facts import facts
from pipeline.anonymise.spans import CUED_PERSON, LISTED_PLACE, Found
from pipeline.anonymise.words import Casing, Phrases, read_line
from pipeline.french.fieldnotes import HEAD_VOICES, OBSERVER_VOICE, PLACE_VOICE
from pipeline.french.institutions import INSTITUTIONS
from pipeline.french.lists import fold
from pipeline.french.names import PARTICLES, SPEAKER_ROLES, TITLES

MIN_BEARERS = 300  # of a first name that is a word too (« Rose »), for it to be one at the beginning of a voice
MIN_FORM = 3

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_PARTS = re.compile(r"[^,;/&+\n]+")
_ASIDE = "\u27e6{}\u27e7"
_AND = re.compile(r"\bet\b", re.IGNORECASE)
_PLACED = frozenset({MentionKind.PLACE, MentionKind.ORGANISATION, MentionKind.ADDRESS})


def is_head(turn: Turn) -> bool:
    """Whether a turn is a part of the head of field notes."""
    return turn.role is SpeakerRole.OTHER and turn.speaker in HEAD_VOICES


def find_heads(turn: Turn) -> list[Found]:
    """The observers' names and the names of places in a head; nothing in any other turn."""
    if not is_head(turn):
        return []
    if turn.speaker == OBSERVER_VOICE:
        return [
            Found(start, end, MentionKind.PERSON, "cue:observer", 0.9, CUED_PERSON) for start, end in _names(turn.text)
        ]
    if turn.speaker == PLACE_VOICE:
        return [
            Found(start, end, MentionKind.PLACE, "cue:head", 0.5, LISTED_PLACE, MentionAction.FLAG)
            for start, end in _runs(turn.text, [word for word in proper_words(turn.text) if word[0][0].isupper()])
        ]
    return []


def proper_words(voice: str) -> list[re.Match[str]]:
    """Words of a voice, or of a place, that may be a name: those with a capital that nothing else explains, and unknown ones."""
    words = list(_WORD.finditer(voice))
    stays = _institutions_in(voice)
    return [
        word for place, word in enumerate(words) if word.start() not in stays and _is_proper(word[0], place, len(words))
    ]


def _is_proper(written: str, place: int, n_words: int) -> bool:
    word = written.rstrip(".")
    if len(word) == 1:
        return word.isupper()
    if fold(word) in SPEAKER_ROLES or fold(word) in TITLES:
        return False
    known = facts(word)
    if not known.ordinary:
        return word[0].isupper() or known.first > 0 or known.surname > 0
    opening = place == 0 and n_words > 1
    return word[0].isupper() and not (opening and known.first < MIN_BEARERS)


def own_words(voice: str) -> str:
    """The words of a voice that may be a name, with the title before them: what is to be looked for elsewhere."""
    return " ".join(word[0] for word in proper_words(voice))


def places_aside(voice: str, entities: Sequence[Entity]) -> tuple[str, tuple[str, ...]]:
    """A voice with a mark for each place and organisation of the study in it, and the pseudonyms that `put_back` puts there."""
    known = {form: e.pseudonym for e in entities if e.kind in _PLACED for form in e.forms if len(form) >= MIN_FORM}
    aside: list[str] = []
    for form in sorted(known, key=len, reverse=True):
        voice, n_found = re.subn(rf"(?<!\w){re.escape(form)}(?!\w)", _ASIDE.format(len(aside)), voice)
        aside += [known[form]] if n_found else []
    return voice, tuple(aside)


def put_back(voice: str, aside: Sequence[str]) -> str:
    """The voice with the pseudonyms of its places."""
    for place, pseudonym in enumerate(aside):
        voice = voice.replace(_ASIDE.format(place), pseudonym)
    return voice


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Each observer's name: from its first word of a name to its last, particles inside; roles and numbers are none."""
    for part in _PARTS.finditer(text):
        start = part.start()
        for ends in (*(found.span() for found in _AND.finditer(part[0])), (len(part[0]), len(part[0]))):
            yield from _one_name(text, start, part.start() + ends[0])
            start = part.start() + ends[1]


def _one_name(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    words = proper_words(part)
    if words and part == part.lower():  # "claire morel": one of its words tells, the others go with it
        words = list(_WORD.finditer(part))
    if words:
        yield start + words[0].start(), start + words[-1].end()


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Words that stand side by side, particles between them, as one stretch."""
    run: list[re.Match[str]] = []
    for word in words:
        between = text[run[-1].end() : word.start()] if run else ""
        if run and not all(fold(one) in PARTICLES for one in between.replace("-", " ").split()):
            yield run[0].start(), run[-1].end()
            run = []
        run.append(word)
    if run:
        yield run[0].start(), run[-1].end()


def _institutions_in(text: str) -> frozenset[int]:
    """Where words of institutions stand (« CCAS », « maison France services »): they name nobody."""
    line = read_line(text, Casing.KEPT)
    return frozenset(
        line.words[at + k].start for at in range(len(line.words)) for k in range(_institutions().length_at(line, at))
    )


@cache
def _institutions() -> Phrases:
    return Phrases(INSTITUTIONS)
