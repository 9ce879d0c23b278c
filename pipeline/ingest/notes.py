"""
The head of a file: between `---` lines, or the first lines that read `Date : …`, one field a line or several on one line.

It describes the source, not what was said: it is taken off the words and its lines are told. What it names serves to know who
speaks, what a field note is, and which traits the person interviewed has; names and addresses in it go nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.transcript import SpeakerRole
from pipeline.french import attributes, fieldnotes, speakers
from pipeline.ingest.paragraphs import Paragraph, told
from pipeline.ingest.roles import role_by_word

FENCE = "---"
FIELD = re.compile(r"(?P<key>[^\W\d_][^:\t]{0,40}?)\s*[:\t]\s*(?P<value>.*)")
COLON = re.compile(r"\s*:(?=\s|$)")
BETWEEN_FIELDS = " \t;,|–—-/•·."
MAX_KEY_WORDS = 5
KEYS = (
    speakers.FRONT_MATTER_KEYS
    | fieldnotes.HEAD_KEYS
    | attributes.TRAITS.keys()
    | attributes.PLACES.keys()
    | attributes.NAMES
)
ONLY_IN_HEADS = speakers.HEADER_WORDS | speakers.OBSERVER_KEYS | fieldnotes.HEAD_KEYS | attributes.TRAITS.keys()
SPEAKING_KEYS = frozenset({*speakers.INTERVIEWER_WORDS, *speakers.PARTICIPANT_WORDS})
MAX_VALUE_WORDS = 25
MAX_HEAD_CHARS = 1_000  # a longer line is no head, and looking for fields in one could take minutes
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
            role = SpeakerRole.PARTICIPANT if key in attributes.GIVEN_NAMES else role_by_word(key)
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
    one_by_one = list(_one_field_a_line(paragraphs[full:]))
    ends = _heading_ends([paragraph for _, paragraph in one_by_one], 0)
    if ends is None:
        return FrontMatter({}, tuple(paragraphs))
    taken = one_by_one[ends - 1][0] + 1  # whole paragraphs: what follows is as it was written
    head = [paragraph for place, paragraph in one_by_one if place < taken]
    lines = tuple(paragraph.line for paragraph in head if paragraph.text)
    return FrontMatter(_fields(head), tuple(paragraphs[full + taken :]), lines)


def _one_field_a_line(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs with their place; among the first, a line of several fields (`Date : … Lieu : …`) gives as many."""
    for place, paragraph in enumerate(paragraphs):
        is_short = place < MAX_HEADING_LINES and len(paragraph.text) <= MAX_HEAD_CHARS
        places = _where_fields_begin(paragraph.text) if is_short else ()
        if len(places) < MIN_HEADING_FIELDS or places[0]:
            yield place, paragraph
            continue
        for start, end in zip(places, (*places[1:], None), strict=True):
            yield place, paragraph._replace(text=paragraph.text[start:end].strip(BETWEEN_FIELDS), lead=None)


def _where_fields_begin(text: str) -> tuple[int, ...]:
    """Where each known key of a line begins: the longest run of words before a colon that is one."""
    begin: list[int] = []
    for colon in COLON.finditer(text):
        before = text[begin[-1] if begin else 0 : colon.start()]
        words = list(re.finditer(r"[^\s;,|•/]+", before))[-MAX_KEY_WORDS:]
        starts = (word.start() for word in words)
        found = next(
            (s for s in starts if (key := speakers.fold(before[s:])) in KEYS and key not in SPEAKING_KEYS), None
        )
        if found is not None:
            begin.append(found + (begin[-1] if begin else 0))
    return tuple(begin)


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
        if key in ONLY_IN_HEADS:
            last = place
        elif key not in KEYS and (last is not None or place > start + MAX_TITLE_LINES):
            break
    n_fields = sum(_key(p.text) in KEYS for p in paragraphs[start : (last or start) + 1])
    if last is None or n_fields < MIN_HEADING_FIELDS:
        return None
    end = last + 1
    while end < len(paragraphs) and _key(paragraphs[end].text) in KEYS:
        if not _blank_follows(paragraphs, end):
            break
        end += 1
    return end


def _blank_follows(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Whether only heading lines stand between here and the next blank line."""
    for paragraph in paragraphs[place:]:
        if not paragraph.text:
            return True
        if _key(paragraph.text) not in KEYS:
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
