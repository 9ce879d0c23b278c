"""
Who asks and who answers: by the words transcribers use first, by how people speak otherwise.

Words win because a person wrote them. Behaviour is read only where no word names an interviewer: the one who asks,
in shorter turns than the others. When nobody does, everyone is a participant: silencing somebody's words by mistake
would be worse than coding a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from models.transcript import SpeakerRole, Standing, TurnEvent
from pipeline.french import speakers

NEAR_MISS_CUTOFF = 0.9  # `checheur` for `chercheur` is at 0.94
MIN_NEAR_MISS_CHARS = 7
MIN_QUESTIONS_PER_100_WORDS = 1.0  # the 27 interviews of entretiens-artisans: 1.9 to 6.8 for the interviewer,
MIN_QUESTION_RATIO = 3.0  # 0 to 0.7 for the others, never more than a quarter of the interviewer's
MIN_ASKING_SHARE_IN_GROUP = 0.3  # of their turns: with three voices or more, one who says « hein ? » is no interviewer
MAX_WORD_SHARE = 0.7
INTERVIEWER, PARTICIPANT = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT


class Spoken(NamedTuple):
    """Words of one voice, before its role is known; `line` is where they begin in the file."""

    speaker: str
    text: str
    line: int
    start_s: float | None = None
    end_s: float | None = None
    events: tuple[TurnEvent, ...] = ()
    standing: Standing | None = None


def near_miss(key: str) -> str | None:
    """The role word that a folded label misspells, accented; None when it is none."""
    words = speakers.INTERVIEWER_WORDS | speakers.PARTICIPANT_WORDS
    if len(key) < MIN_NEAR_MISS_CHARS or key in words:
        return None
    close = get_close_matches(key, words, n=1, cutoff=NEAR_MISS_CUTOFF)
    return words[close[0]] if close else None


def role_by_word(key: str) -> SpeakerRole | None:
    """Role of a folded label that says it in full; None for a name or a code."""
    numbered = speakers.NUMBERED.fullmatch(key)
    for word in (key, numbered[1].strip() if numbered else key):
        if word in speakers.INTERVIEWER_WORDS:
            return INTERVIEWER
        if word in speakers.PARTICIPANT_WORDS:
            return PARTICIPANT
        if word in speakers.OBSERVER_WORDS:
            return SpeakerRole.OBSERVER
        if word in speakers.COLLECTIVE_WORDS:
            return SpeakerRole.OTHER
    return None


def assign_roles(spoken: Sequence[Spoken], *, known: Mapping[str, SpeakerRole]) -> dict[str, SpeakerRole]:
    """
    Role of every speaker of a source.

    Args:
        spoken: all its turns.
        known: folded label -> role that the file itself declares (a heading that names the interviewer).
    """
    names = list(dict.fromkeys(turn.speaker for turn in spoken))
    keys = {name: speakers.fold(name) for name in names}
    roles: dict[str, SpeakerRole | None] = {name: known.get(keys[name]) or role_by_word(keys[name]) for name in names}
    _read_codes(roles, keys)
    if INTERVIEWER not in roles.values():
        asker = _who_asks([turn for turn in spoken if roles[turn.speaker] in (None, PARTICIPANT)], roles)
        if asker is not None:
            roles[asker] = INTERVIEWER
    return {name: role or PARTICIPANT for name, role in roles.items()}


def _read_codes(roles: dict[str, SpeakerRole | None], keys: Mapping[str, str]) -> None:
    """`Q`, `Enq2`, `R`, `P4` say their role; `E` and `I` say it beside one another."""
    codes = {name: speakers.CODE.fullmatch(key) for name, key in keys.items() if roles[name] is None}
    stems = {name: (found[1], found[2]) for name, found in codes.items() if found}
    for name, (stem, _) in stems.items():
        if stem in speakers.INTERVIEWER_CODES:
            roles[name] = INTERVIEWER
        elif stem in speakers.PARTICIPANT_CODES:
            roles[name] = PARTICIPANT
    for asking, answering in (("e", "i"), ("i", "r")):
        _read_pair(roles, stems, asking, answering)


def _read_pair(
    roles: dict[str, SpeakerRole | None], stems: Mapping[str, tuple[str, str]], asking: str, answering: str
) -> None:
    askers = [name for name, (stem, _) in stems.items() if stem == asking and roles[name] is None]
    if INTERVIEWER in roles.values():
        for name in askers:
            roles[name] = PARTICIPANT
        return
    plain = [name for name in askers if not stems[name][1]]
    others = len(roles) - len(askers)
    if plain and len(roles) > 1 and (others or len(askers) > 1):
        for name in askers:
            roles[name] = INTERVIEWER if name in plain else PARTICIPANT
    elif len(askers) == 1 and any(stem in (answering, "r", "p") for stem, _ in stems.values()):
        roles[askers[0]] = INTERVIEWER


class _Manner(NamedTuple):
    """How a voice speaks: its turns, its words, the share of turns that ask, question marks per hundred words."""

    n_words: int
    asking_share: float
    questions_per_100_words: float


def _who_asks(spoken: Sequence[Spoken], roles: Mapping[str, SpeakerRole | None]) -> str | None:
    """
    The one who asks far more than anyone else for what they say, and does not hold the floor; None when nobody does.

    Rates per word, not per turn: in `Rhap_D0004` and `Rhap_D0005` most of the interviewer's turns are « mh, mh ».
    """
    by_name: dict[str, list[str]] = {}
    for turn in spoken:
        by_name.setdefault(turn.speaker, []).append(turn.text)
    if len(by_name) < 2:
        return None
    manners = {name: _manner(texts) for name, texts in by_name.items()}
    first, second = sorted(manners, key=lambda name: -manners[name].questions_per_100_words)[:2]
    asking, next_rate = manners[first], manners[second].questions_per_100_words
    if roles[first] is PARTICIPANT:
        return None
    if asking.questions_per_100_words < max(MIN_QUESTIONS_PER_100_WORDS, MIN_QUESTION_RATIO * next_rate):
        return None
    if len(manners) > 2 and asking.asking_share < MIN_ASKING_SHARE_IN_GROUP:
        return None
    return first if asking.n_words < MAX_WORD_SHARE * sum(manner.n_words for manner in manners.values()) else None


def _manner(texts: Sequence[str]) -> _Manner:
    n_words = sum(len(text.split()) for text in texts)
    questions = sum(text.count("?") for text in texts)
    return _Manner(n_words, sum("?" in text for text in texts) / len(texts), 100 * questions / max(n_words, 1))
