"""
An interview of Sonal (.sonal) -> utterances with their voice and their times.

What researchers did in Sonal (themes, comments, notes) is no speech: it is told, and taken in by importing the file as a
project. Words that Sonal shows under a pseudonym are in the file as they were said, so they are originals like any other.
"""

from __future__ import annotations

from pipeline.errors import UnreadableSource
from pipeline.ingest.decode import decode
from pipeline.ingest.heard import Heard
from pipeline.ingest.paragraphs import Described, Paragraph, Reading, clean
from pipeline.sonal_page import Page, Stretch, read_page


def read_sonal(content: bytes) -> Reading:
    """
    Utterances of a .sonal; those of one voice in a row are one turn.

    Raises:
        UnreadableSource: damaged, or without any word.
    """
    text, warnings = decode(content)
    try:
        page = read_page(text)
    except ValueError as fault:
        raise UnreadableSource("ce fichier de Sonal est abîmé ; enregistrez-le à nouveau dans Sonal.") from fault
    paragraphs = tuple(one for one in map(_paragraph, page.stretches) if one.text)
    if not paragraphs:
        raise UnreadableSource("ce fichier de Sonal ne contient aucune parole ; vérifiez-le dans Sonal.")
    voices = dict.fromkeys(p.voice for p in paragraphs if p.voice)
    return Reading(paragraphs, (*warnings, *_left(page)), described=tuple(Described(one) for one in voices))


def _paragraph(stretch: Stretch) -> Paragraph:
    heard = Heard(clean(stretch.voice).strip() or None, stretch.line, stretch.start_s, stretch.end_s)
    heard.say(stretch.text)
    return heard.closed()


def _left(page: Page) -> tuple[str, ...]:
    n_themed = sum(bool(words.themes) for stretch in page.stretches for words in stretch.words)
    n_noted = sum(bool(words.comment) for stretch in page.stretches for words in stretch.words) + bool(page.notes)
    if not n_themed and not n_noted:
        return ()
    return (
        f"Ce fichier de Sonal porte {n_themed} passage(s) codé(s) et {n_noted} note(s) : « polyphonie import » les reprend, "
        "l'entretien seul est lu ici.",
    )
