"""
Speakers' names at the head of lines, in a text that nobody has cut into turns ("KARIM :", "P3_Fatou :", "PK :").

Transcripts have had theirs parsed away; `detect_text` and field notes have not. A label names someone unless it is a
role, an institution or a mark; initials count as a name when they begin a line.
"""

from __future__ import annotations

import re

from models.anonymisation import MentionKind
from pipeline.anonymise.again import is_name
from pipeline.anonymise.spans import CUED_PERSON, Found
from pipeline.anonymise.words import Casing, Phrases, read_line
from pipeline.french.institutions import INSTITUTIONS
from pipeline.french.lists import fold, words_of
from pipeline.french.names import SPEAKER_ROLES, TITLES

NOT_SPEAKERS = frozenset(
    words_of("nb ps ex rv rdv tel obs ref cr re tr tp td date lieu heure duree objet contact adresse")
)
MIN_LINES = 2  # a label of initials must come back, or stand among other labels

_LABEL = re.compile(r"^[ \t]*(?P<label>[^\W\d_][\w.’' \-]{0,30}?)[ \u00a0]*:(?=\s)", re.MULTILINE)
_INITIALS = re.compile(r"[A-ZÀ-Ý](?:\.?[A-ZÀ-Ý]){0,2}\.?$")
_WORD = re.compile(r"[^\W\d_]+")


def find_labels(text: str) -> list[Found]:
    """Speakers' names at the head of lines, titles included."""
    labels = list(_LABEL.finditer(text))
    return [
        Found(*match.span("label"), MentionKind.PERSON, "rule:speaker", 0.9, CUED_PERSON)
        for match in labels
        if _names_someone(match["label"], len(labels))
    ]


def _names_someone(label: str, n_labels: int) -> bool:
    words = _WORD.findall(label)
    if not words or len(words) > 3 or fold(words[0]) in NOT_SPEAKERS:
        return False
    institutions = Phrases(INSTITUTIONS)
    if institutions.length_at(read_line(label, Casing.KEPT), 0) == len(words):
        return False
    if fold(words[0]) in TITLES and len(words) > 1:
        return True
    if _INITIALS.match(label):
        return n_labels >= MIN_LINES and fold(label) not in SPEAKER_ROLES
    return label[0].isupper() and any(is_name(word) for word in words) and not _all_ordinary(words)


def _all_ordinary(words: list[str]) -> bool:
    from pipeline.anonymise.facts import facts

    return all(facts(word).ordinary or facts(word).never for word in words)
