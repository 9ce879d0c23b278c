"""
IRaMuTeQ and Alceste (`**** *var_mod`) -> turns: each starred block is one text, one person, with their attributes.

A corpus is prepared for counting words: it holds what participants wrote or said, no question, unless a thematic line
(`-*logement`) says under which heading the words stand; that heading is then the question. A starred variable that tells
people apart (`*id_12`) gives the person; one that names somebody is left out. A line that merely begins with a star is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.base import content_id
from models.participant import Participant
from models.transcript import SpeakerRole, Turn
from pipeline.errors import UnreadableSource
from pipeline.french.oral import IDENTITY_VARIABLES, NAMING_VARIABLES, PLAIN_IDENTITIES
from pipeline.french.speakers import fold
from pipeline.ingest.decode import decode
from pipeline.ingest.paragraphs import told

HEADING = re.compile(r"(?:\*{4,20}|\d{4,20})[ \t]*(?P<stars>(?:\*\S++(?:[ \t]++|$))*+)")
STARRED = re.compile(r"^\*{4,}[ \t]+\*\S", re.MULTILINE)
THEME = re.compile(r"-\*(?P<name>\S{1,120})[ \t]*(?P<more>.*)")
SAFE_ID = re.compile(r"(?:[a-z]{2,12}_)?(?:[A-Za-z]{0,4}[-_ ]?\d{1,8}|[A-Za-z]{1,2})", re.IGNORECASE)
YES = "oui"
AUTOMATIC_ID_DIGITS = 6


class Corpus(NamedTuple):
    """Turns and people of a corpus, how many texts it has, and what to check."""

    turns: tuple[Turn, ...]
    participants: tuple[Participant, ...]
    n_texts: int
    warnings: tuple[str, ...]


class _Text(NamedTuple):
    line: int
    stars: tuple[str, ...]
    passages: tuple[tuple[str | None, str], ...]


def is_corpus(head: str) -> bool:
    """Whether a line of four stars and starred variables stands in the beginning of a file, or opens it in Alceste's way."""
    first = next((line.strip() for line in head.split("\n") if line.strip()), "")
    found = HEADING.fullmatch(first)
    return bool(STARRED.search(head) or (found and found["stars"]))


def read_corpus(content: bytes, source_id: str) -> Corpus:
    """
    Turns of a corpus, one per text and thematic heading.

    Raises:
        UnreadableSource: not text, or no starred line.
    """
    text, warnings = decode(content)
    texts, before = _texts(text.split("\n"))
    if not texts:
        raise UnreadableSource("ce fichier n'a aucune ligne étoilée (« **** *variable_modalité ») ; vérifiez-le.")
    turns: list[Turn] = []
    people: dict[str, Participant] = {}
    notes = _Notes()
    for number, one in enumerate(texts, start=1):
        person = _person(one, number, source_id, notes)
        if people.setdefault(person.participant_id, person) != person:
            notes.differing.append(one.line)
        said = [(theme, words) for theme, words in one.passages if words]
        if not said:
            notes.empty.append(one.line)
        for theme, words in said:
            turns.append(_turn(len(turns) + 1, person.participant_id, theme, words))
    if not turns:
        raise UnreadableSource("ce corpus IRaMuTeQ ne contient aucun texte sous ses lignes étoilées ; vérifiez-le.")
    found = [*warnings, *notes.told()]
    if before:
        found.append(f"Avant la première ligne étoilée ({told(before)}) : non repris, IRaMuTeQ ne le lit pas non plus.")
    return Corpus(tuple(turns), tuple(people.values()), len(texts), tuple(found))


class _Notes:
    """Lines to tell the researcher about, by what was met there."""

    def __init__(self) -> None:
        self.bare: list[int] = []
        self.named: list[int] = []
        self.renamed: list[int] = []
        self.differing: list[int] = []
        self.empty: list[int] = []

    def told(self) -> Iterator[str]:
        if self.bare:
            yield f"Variable étoilée sans modalité ({told(self.bare)}) : lue comme « {YES} »."
        if self.named:
            yield f"Variable étoilée qui nomme quelqu'un ({told(self.named)}) : non reprise."
        if self.renamed:
            yield f"Identifiant qui ressemble à un nom ({told(self.renamed)}) : remplacé par un identifiant automatique."
        if self.differing:
            yield f"Une même personne a des modalités différentes ({told(self.differing)}) : les premières lues sont gardées."
        if self.empty:
            yield f"Texte vide sous une ligne étoilée ({told(self.empty)}) : compté, sans parole."


def _texts(lines: Sequence[str]) -> tuple[list[_Text], list[int]]:
    texts: list[_Text] = []
    before: list[int] = []
    stars: tuple[str, ...] = ()
    start = 0
    passages: list[tuple[str | None, list[str]]] = []

    def close() -> None:
        if start:
            texts.append(_Text(start, stars, tuple((theme, "\n".join(words)) for theme, words in passages)))

    for number, line in enumerate(lines, start=1):
        line = line.strip()
        heading = HEADING.fullmatch(line)
        if heading and (heading["stars"] or line.startswith("****")):
            close()
            start, stars, passages = number, tuple(heading["stars"].split()), [(None, [])]
            continue
        theme = THEME.fullmatch(line)
        if theme and start:
            passages.append((theme["name"].replace("_", " "), [theme["more"]] if theme["more"] else []))
        elif line and start:
            passages[-1][1].append(line)
        elif line:
            before.append(number)
    close()
    return texts, before


def _person(text: _Text, number: int, source_id: str, notes: _Notes) -> Participant:
    identity = ""
    attributes: list[tuple[str, str]] = []
    for star in text.stars:
        name, underscore, value = star.lstrip("*").partition("_")
        if not name:
            continue
        if fold(name) in NAMING_VARIABLES:
            notes.named.append(text.line)
        elif not underscore or not value:
            notes.bare.append(text.line)
            attributes.append((name, YES))
        elif fold(name) in IDENTITY_VARIABLES and not identity:
            identity = value if fold(name) in PLAIN_IDENTITIES else f"{name}_{value}"
        else:
            attributes.append((name, value))
    if not identity:
        identity = f"p-{content_id(source_id, 'texte', number)[:AUTOMATIC_ID_DIGITS]}"
    elif not SAFE_ID.fullmatch(identity):
        notes.renamed.append(text.line)
        identity = f"p-{content_id(source_id, fold(identity))[:AUTOMATIC_ID_DIGITS]}"
    return Participant(participant_id=identity, attributes=tuple(dict(attributes).items()))


def _turn(number: int, person: str, theme: str | None, words: str) -> Turn:
    return Turn(
        turn_no=number, speaker=person, role=SpeakerRole.PARTICIPANT, text=words, participant_id=person, question=theme
    )
