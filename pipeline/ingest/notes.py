"""
Field notes: recognised by their front matter or their name, one turn per paragraph, the observer's words.

The front matter (date, place, who observed) describes the source: it is read apart and never becomes a turn, nor does
anything of it leave this file, save the roles it gives to names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.transcript import SpeakerRole
from pipeline.french import speakers
from pipeline.ingest.paragraphs import Paragraph, told
from pipeline.ingest.roles import Spoken, role_by_word

OBSERVATION = "observation"
FENCE = "---"
FIELD = re.compile(r"(?P<key>[^\W\d_][^:\t]{0,40}?)\s*:\s*(?P<value>.*)")
MAX_VALUE_WORDS = 25
MAX_NAME_WORDS = 6
MAX_INITIAL_CHARS = 2
MAX_TITLE_LINES = 2
MAX_HEADING_LINES = 25
MIN_HEADING_FIELDS = 2  # « Contexte : … » alone may be how somebody begins


class FrontMatter(NamedTuple):
    """What stands at the head of a file (folded key -> value), the paragraphs below, and the lines it took."""

    fields: Mapping[str, str]
    below: tuple[Paragraph, ...]
    lines: tuple[int, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """A heading without `---` was recognised by its words: the researcher should know which lines it took."""
        return (f"En-tête lu à part, non repris comme parole ({told(self.lines)}).",) if self.lines else ()

    @property
    def says_field_note(self) -> bool:
        """Whether it declares a field note."""
        declared = speakers.fold(self.fields.get("type", ""))
        if declared:
            return declared.startswith(speakers.FIELD_NOTE_TYPES)
        return any(key in speakers.OBSERVER_KEYS for key in self.fields)

    @property
    def says_something_else(self) -> bool:
        """Whether its `type` declares another sort of source."""
        return bool(self.fields.get("type")) and not self.says_field_note

    def roles(self) -> dict[str, SpeakerRole]:
        """Folded name -> role, where a field such as « Enquêtrice : … » names someone."""
        named: dict[str, SpeakerRole] = {}
        for key, value in self.fields.items():
            role = role_by_word(key)
            if role in (SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT) and value:
                named |= {speakers.fold(form): role for form in (value, value.split()[0])}
        return named


def front_matter(paragraphs: Sequence[Paragraph]) -> FrontMatter:
    """Take the front matter off the paragraphs: between `---` lines, or the first lines that read `Date : …`."""
    full = next((place for place, paragraph in enumerate(paragraphs) if paragraph.text), None)
    if full is None:
        return FrontMatter({}, tuple(paragraphs))
    if paragraphs[full].text == FENCE:
        for end in range(full + 1, len(paragraphs)):
            if paragraphs[end].text == FENCE:
                return FrontMatter(_fields(paragraphs[full + 1 : end]), tuple(paragraphs[end + 1 :]))
    below = _heading_ends(paragraphs, full)
    if below is None:
        return FrontMatter({}, tuple(paragraphs))
    head = paragraphs[full:below]
    lines = tuple(paragraph.line for paragraph in head if paragraph.text)
    return FrontMatter(_fields(head), tuple(paragraphs[below:]), lines)


def _heading_ends(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """
    Where the first lines stop being a heading; None when they are none.

    A heading is a run of `Key : value` lines, titles allowed, with at least one word that only a heading has. A role
    word there names someone (« Enquêtrice : Claire ») as long as a heading's own word, or a blank line, comes after; with
    a sentence after it, it speaks. A key that comes back is a speaker: the heading is over.
    """
    last: int | None = None
    blanks = 0
    seen: set[str] = set()
    for place, text in enumerate((paragraph.text for paragraph in paragraphs[start:]), start):
        if not text:
            blanks += 1
            if last is not None or blanks > 1:
                break
            continue
        key = _key(text)
        if key in seen or place > start + MAX_HEADING_LINES:
            break
        seen |= {key} if key else set()
        if key in speakers.HEADER_WORDS | speakers.OBSERVER_KEYS:
            last = place
        elif key not in speakers.FRONT_MATTER_KEYS and (last is not None or place > start + MAX_TITLE_LINES):
            break
    n_fields = sum(_key(p.text) in speakers.FRONT_MATTER_KEYS for p in paragraphs[start : (last or start) + 1])
    if last is None or n_fields < MIN_HEADING_FIELDS:
        return None
    end = last + 1
    while end < len(paragraphs) and _key(paragraphs[end].text) in speakers.FRONT_MATTER_KEYS:
        if not _blank_follows(paragraphs, end):
            break
        end += 1
    return end


def _blank_follows(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Whether only heading lines stand between here and the next blank line."""
    for paragraph in paragraphs[place:]:
        if not paragraph.text:
            return True
        if _key(paragraph.text) not in speakers.FRONT_MATTER_KEYS:
            return False
    return False


def _key(text: str) -> str:
    found = FIELD.fullmatch(text)
    if not found or len(found["value"].split()) > MAX_VALUE_WORDS:
        return ""
    key = speakers.fold(found["key"])
    speaks = role_by_word(key) in (SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT) and not _is_name(found["value"])
    return "" if speaks else key


def _is_name(value: str) -> bool:
    """A few words, which may end with an initial (`Claire D.`), never with a sentence's end."""
    words = value.split()
    ends = value.endswith(("?", "!", "…")) or (value.endswith(".") and len(words[-1]) > MAX_INITIAL_CHARS)
    return len(words) <= MAX_NAME_WORDS and not ends


def _fields(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    found = (FIELD.fullmatch(paragraph.text) for paragraph in paragraphs)
    return {speakers.fold(field["key"]): field["value"].strip(" \"'") for field in found if field}


def name_says_field_note(name: str) -> bool:
    """Whether a file's name holds a word such as `notes` or `carnet`."""
    stem = name.rsplit(".", 1)[0]
    return any(speakers.fold(word) in speakers.FIELD_NOTE_WORDS for word in re.split(r"[^\w]+|_", stem))


def observed(paragraphs: Sequence[Paragraph], *, indented: frozenset[int], standalone: bool) -> Iterator[Spoken]:
    """
    Paragraphs of field notes.

    Blank lines separate them; in a notebook without any, a line and the indented ones below it are one paragraph.

    Args:
        indented: line numbers that begin with white space.
        standalone: every paragraph is one by itself.
    """
    texts = [paragraph for paragraph in paragraphs if paragraph.text]
    blank_lines = len(texts) < len(_trimmed(paragraphs))
    block: list[Paragraph] = []
    for paragraph in paragraphs:
        begins = standalone or not paragraph.text or (not blank_lines and paragraph.line not in indented)
        if block and (begins or paragraph.heading or block[0].heading):
            yield _spoken(block)
            block = []
        if paragraph.text:
            block.append(paragraph)
    if block:
        yield _spoken(block)


def _trimmed(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    full = [place for place, paragraph in enumerate(paragraphs) if paragraph.text]
    return paragraphs[full[0] : full[-1] + 1] if full else ()


def _spoken(block: Sequence[Paragraph]) -> Spoken:
    return Spoken(OBSERVATION, "\n".join(paragraph.text for paragraph in block), block[0].line)
