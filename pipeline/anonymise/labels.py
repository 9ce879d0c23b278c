"""
Speakers' names at the head of lines, in a text that nobody has cut into turns ("KARIM :", "P3_Fatou :", "PK :").

Transcripts have had theirs parsed away; `detect_text` and field notes have not. A label names someone unless it is a
role, an institution or a mark; initials count as a name when they begin a line.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from models.anonymisation import MentionKind
from pipeline.anonymise.again import is_name
from pipeline.anonymise.facts import MIN_SURE_SURNAMES, MIN_WORD_FIRST_NAMES, facts
from pipeline.anonymise.spans import CUED_PERSON, Found
from pipeline.anonymise.words import Casing, Phrases, judge_casing, read_line
from pipeline.french.institutions import INSTITUTIONS
from pipeline.french.lists import fold, words_of
from pipeline.french.names import KIN, SPEAKER_ROLES, TITLES

NOT_SPEAKERS = frozenset(
    words_of("nb ps ex rv rdv tel obs ref cr re tr tp td date lieu heure duree objet contact adresse")
)
MAX_LABEL_WORDS = 3
VERY_RARE = 2.5  # Zipf frequency
MIN_WORD_LINES = 3
MIN_VOICES = 3
MIN_LINES = 2  # a label of initials must come back, or stand among other labels

_LABEL = re.compile(r"^[ \t]*(?P<label>[^\W\d_][\w.’' \-]{0,30}?)[ \u00a0]*:(?=\s)", re.MULTILINE)
_INITIALS = re.compile(r"[A-ZÀ-Ý](?:\.?[A-ZÀ-Ý]){0,2}\.?$")
_WORD = re.compile(r"[^\W\d_]+")


def find_labels(text: str) -> list[Found]:
    """Speakers' names at the head of lines, titles included."""
    labels = list(_LABEL.finditer(text))
    times = Counter(match["label"] for match in labels)
    talking = sum(n >= MIN_LINES for n in times.values()) >= MIN_VOICES
    shown = judge_casing([text]) is Casing.KEPT
    return [
        Found(*match.span("label"), MentionKind.PERSON, "rule:speaker", 0.9, CUED_PERSON)
        for match in labels
        if _names_someone(match["label"], len(labels), times[match["label"]], shown=shown)
        or (talking and shown and times[match["label"]] >= MIN_WORD_LINES and _word_for_a_name(match["label"]))
    ]


def _names_someone(label: str, n_labels: int, times: int, *, shown: bool) -> bool:
    """`times`: how often the label stands in the text; `shown`: capitals mean something here."""
    words = _WORD.findall(label)
    if not words or len(words) > MAX_LABEL_WORDS or fold(words[0]) in NOT_SPEAKERS:
        return False
    if _institutions().length_at(read_line(label, Casing.KEPT), 0) == len(words):
        return False
    if fold(words[0]) in TITLES and len(words) > 1:
        return True
    if len(words) == 1 and times < MIN_LINES and _is_asked(words[0]):
        return False  # "Notez : 06…"
    if all(fold(word) in SPEAKER_ROLES for word in words):
        return False
    comes_back = times >= MIN_LINES
    if _INITIALS.match(label if shown else label.upper()):
        return n_labels >= MIN_LINES and (shown or comes_back)
    if comes_back and _written_as_a_name(words, label, shown=shown):
        return True
    capital = label[0].isupper() or (not shown and comes_back)
    return capital and any(is_name(word) for word in words) and not _all_ordinary(words)


def _is_asked(word: str) -> bool:
    """ "Notez", "Voyez": a frequent word in -ez that hardly anybody bears, unlike "Lopez"."""
    known = facts(word)
    return fold(word).endswith("ez") and known.zipf >= VERY_RARE and known.surname < MIN_SURE_SURNAMES


def _written_as_a_name(words: list[str], label: str, *, shown: bool) -> bool:
    """ "La Miro", "CHRIST-ROI": words for a label that comes back, written as only a name is."""
    own_article = len(words) == 2 and fold(words[0]) in ("le", "la", "l") and words[1][0].isupper()
    return shown and (own_article or ("-" in label and label.isupper())) and fold(words[-1]) not in SPEAKER_ROLES


def _word_for_a_name(label: str) -> bool:
    """ "Piton :" again and again among other voices: a word, written once for all as somebody's."""
    apart = fold(label) in SPEAKER_ROLES or fold(label) in NOT_SPEAKERS or fold(label) in KIN
    return _WORD.fullmatch(label) is not None and label.istitle() and not apart


def _all_ordinary(words: list[str]) -> bool:
    """Whether nothing but words: "Pierre" and "Fleur", which many bear, are names at the head of a line."""
    known = [facts(word) for word in words]
    return all((one.ordinary or one.never) and one.first < MIN_WORD_FIRST_NAMES for one in known)


@cache
def _institutions() -> Phrases:
    return Phrases(INSTITUTIONS)
