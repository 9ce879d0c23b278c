"""
Paragraphs of any file -> who says what: the one parser of speakers' layouts.

A colon is common in speech (« il m'a dit : non »), so no line names a speaker by its shape alone: a label is a known role
word, or a short form that comes back. What stands before the first turn (a title, a date) is nobody's speech and is
reported by line number. No word is ever dropped or changed: labels and time codes are parsed away, the rest is
in a turn, or in `preamble`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.transcript import SpeakerRole
from pipeline.ingest.labels import Line, look, stamp_names
from pipeline.ingest.naming import find_speakers
from pipeline.ingest.paragraphs import Paragraph, told
from pipeline.ingest.roles import Spoken, role_by_word

SOLE_SPEAKER = "participant"
QUESTION_SPEAKER = "question"
HEADING_SPEAKER = "titre"
PREAMBLE_SPEAKER = "préambule"
MAX_PREAMBLE_WORDS = 60  # beyond, it is no title: it is kept as a turn of nobody's, so that no word is lost
MIN_BOLD_QUESTIONS = 3
MAX_BOLD_SHARE = 0.7  # of the paragraphs: beyond, bold is not what sets questions apart
MIN_ASKING_SHARE = 0.6  # of the bold paragraphs that hold a question mark


class Parsed(NamedTuple):
    """
    What a file says and who says it, in order.

    `labelled` is False when the file names nobody. `preamble` are the paragraphs that stand before the first turn.
    """

    spoken: tuple[Spoken, ...]
    labelled: bool
    warnings: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()


def parse(paragraphs: Sequence[Paragraph], *, standalone: bool = False, joined_by: str = "\n") -> Parsed:
    """
    Find the turns of a file.

    Args:
        paragraphs: in order, blank ones included.
        standalone: every paragraph is one by itself; otherwise blank lines separate them.
        joined_by: what joins the paragraphs of one turn.
    """
    lines = stamp_names([look(paragraph) for paragraph in paragraphs])
    named = find_speakers(lines)
    if named.speakers:
        parsed = _labelled(lines, named.speakers, joined_by)
        return parsed._replace(warnings=(*named.warnings, *parsed.warnings))
    if _questions_stand_out(paragraphs):
        return Parsed(tuple(_by_emphasis(paragraphs, joined_by)), labelled=True)
    return Parsed(tuple(_unlabelled(lines, standalone, joined_by)), labelled=False)


def _labelled(lines: Sequence[Line], names: Mapping[str, str], joined_by: str) -> Parsed:
    unnamed = SOLE_SPEAKER if _only_the_interviewer_is_named(lines, names) else None
    turns: list[_Open] = []
    preamble: list[Line] = []
    faulty: list[int] = []
    voice = unnamed
    stamp: Line | None = None  # a time code alone on its line, for the turn below
    for line in lines:
        if line.times.faulty:
            faulty.append(line.line)
        if line.key in names:
            voice = names[line.key]
            turns.append(_Open(voice, line if stamp is None or line.times.start_s else line.timed(stamp)))
            stamp = None
        elif not line.whole:
            stamp = line if line.times.start_s is not None else stamp
        elif not turns and unnamed is None:
            preamble.append(line)
        elif line.heading:
            turns.append(_Open(HEADING_SPEAKER, line, said=line.whole))
        elif unnamed is not None and turns and turns[-1].speaker != unnamed:
            turns.append(_Open(unnamed, line, said=line.whole))
        elif not turns or turns[-1].speaker == HEADING_SPEAKER:
            turns.append(_Open(str(voice), line, said=line.whole))
        else:
            turns[-1].add(line)
    return Parsed(
        (*_long_preamble(preamble), *(turn.closed(joined_by) for turn in turns if turn.parts)),
        labelled=True,
        warnings=tuple(_warnings(turns, preamble, faulty, unnamed)),
        preamble=() if _words(preamble) > MAX_PREAMBLE_WORDS else tuple(line.whole for line in preamble),
    )


def _only_the_interviewer_is_named(lines: Sequence[Line], names: Mapping[str, str]) -> bool:
    """« MODERATOR: … » and nobody else: the paragraphs without a name are the answers."""
    if len(set(names.values())) > 1 or role_by_word(next(iter(names))) is not SpeakerRole.INTERVIEWER:
        return False
    return all(line.said for line in lines if line.key in names)


class _Open:
    """A turn being read: its parts come one paragraph at a time."""

    def __init__(self, speaker: str, line: Line, *, said: str | None = None) -> None:
        self.speaker = speaker
        self.line = line.line
        self.times = line.times
        text = line.said if said is None else said
        self.parts = [text] if text else []

    def add(self, line: Line) -> None:
        self.parts.append(line.whole)
        if line.times.end_s is not None:
            self.times = self.times._replace(end_s=line.times.end_s)

    def closed(self, joined_by: str) -> Spoken:
        return Spoken(self.speaker, joined_by.join(self.parts), self.line, self.times.start_s, self.times.end_s)


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.whole.split()) for line in lines)


def _long_preamble(preamble: Sequence[Line]) -> tuple[Spoken, ...]:
    if _words(preamble) <= MAX_PREAMBLE_WORDS:
        return ()
    return (Spoken(PREAMBLE_SPEAKER, "\n".join(line.whole for line in preamble), preamble[0].line),)


def _warnings(
    turns: Sequence[_Open], preamble: Sequence[Line], faulty: Sequence[int], unnamed: str | None
) -> Iterator[str]:
    if preamble:
        fate = "un tour sans locuteur" if _words(preamble) > MAX_PREAMBLE_WORDS else "un titre, non repris"
        yield f"Avant le premier tour de parole ({told(line.line for line in preamble)}) : lu comme {fate}."
    if faulty:
        yield f"Minutage illisible ({told(faulty)}) : les paroles sont gardées, sans leur temps."
    empty = [turn.line for turn in turns if not turn.parts]
    if empty:
        yield f"Nom de locuteur sans parole ({told(empty)}) : ces tours vides ne sont pas repris."
    if unnamed is not None and any(turn.speaker == unnamed for turn in turns):
        yield (
            "Seule la personne qui mène l'entretien est nommée : les paragraphes sans nom sont attribués "
            "à la personne interrogée. Ajoutez un nom devant chaque prise de parole si ce n'est pas le cas."
        )


def _questions_stand_out(paragraphs: Sequence[Paragraph]) -> bool:
    """No name anywhere, but wholly bold paragraphs that ask, between plain ones that answer."""
    full = [paragraph for paragraph in paragraphs if paragraph.text]
    bold = [paragraph for paragraph in full if _is_bold(paragraph)]
    asking = sum("?" in paragraph.text for paragraph in bold)
    return MIN_BOLD_QUESTIONS <= len(bold) < MAX_BOLD_SHARE * len(full) and asking >= MIN_ASKING_SHARE * len(bold)


def _is_bold(paragraph: Paragraph) -> bool:
    return bool(paragraph.text) and paragraph.lead == paragraph.text and not paragraph.heading


def _by_emphasis(paragraphs: Sequence[Paragraph], joined_by: str) -> Iterator[Spoken]:
    current: Spoken | None = None
    for paragraph in paragraphs:
        if not paragraph.text:
            continue
        speaker = HEADING_SPEAKER if paragraph.heading else QUESTION_SPEAKER if _is_bold(paragraph) else SOLE_SPEAKER
        if current is not None and current.speaker == speaker:
            current = current._replace(text=f"{current.text}{joined_by}{paragraph.text}")
            continue
        if current is not None:
            yield current
        current = Spoken(speaker, paragraph.text, paragraph.line)
    if current is not None:
        yield current


def _unlabelled(lines: Sequence[Line], standalone: bool, joined_by: str) -> Iterator[Spoken]:
    """
    A file that names nobody is one person's account: one turn per paragraph, where the file shows paragraphs.

    One sentence a line without a blank line (a narrative cut by a tool) is one turn, not as many turns as lines.
    """
    block: list[Line] = []
    for line in (*(one._replace(whole=one.bare) if one.bare else one for one in lines), Line(0, "")):
        if block and (not line.whole or standalone or line.heading or block[0].heading):
            yield _closed(block, joined_by)
            block = []
        if line.whole:
            block.append(line)


def _closed(block: Sequence[Line], joined_by: str) -> Spoken:
    speaker = HEADING_SPEAKER if block[0].heading else SOLE_SPEAKER
    text = joined_by.join(line.whole for line in block)
    return Spoken(speaker, text, block[0].line, block[0].times.start_s, block[-1].times.end_s)
