"""A name masked in part and suspected in whole is masked to its end, and to no further."""

from __future__ import annotations

import pytest

from models.anonymisation import Mention, MentionAction, MentionKind
from pipeline.anonymise.completing import complete
from pipeline.anonymise.words import Casing, read_line


def mention(text: str, words: str, kind: MentionKind, action: MentionAction) -> Mention:
    start = text.index(words)
    end = start + len(words)
    return Mention(turn_no=1, start=start, end=end, form=words, kind=kind, action=action, score=0.5, detectors=("x",))


@pytest.mark.parametrize(
    ("text", "masked", "suspected", "casing", "kind", "whole"),
    [
        ("À l'hôtel, le Relais du Cher.", "Relais", "le Relais du Cher", Casing.KEPT, "ORGANISATION", "Relais du Cher"),
        ("je suis chez vauzelle bois", "vauzelle", "vauzelle bois", Casing.LOST, "ORGANISATION", "vauzelle bois"),
        ("Au foyer des Hauts de l'Ouest.", "Hauts", "Hauts de l'Ouest", Casing.KEPT, "PLACE", "Hauts de l'Ouest"),
        ("Chez Vauzelle bois et charbon.", "Vauzelle", "Vauzelle bois", Casing.KEPT, "ORGANISATION", "Vauzelle"),
        ("Avec la jeune Régie.", "Régie", "jeune Régie", Casing.KEPT, "ORGANISATION", "Régie"),
        ("Avec Relais, Cher, et nous.", "Relais", "Relais, Cher", Casing.KEPT, "ORGANISATION", "Relais"),
        ("Avec Paul du Cher.", "Paul", "Paul du Cher", Casing.KEPT, "PERSON", "Paul"),
    ],
)  # fmt: skip
def test_what_follows_is_taken_when_it_ends_the_name(
    text: str, masked: str, suspected: str, casing: Casing, kind: str, whole: str
) -> None:
    seen = mention(text, masked, MentionKind(kind), MentionAction.MASK)
    suspect = mention(text, suspected, MentionKind.QUASI, MentionAction.FLAG)
    grown, left = complete((seen,), (suspect,), (read_line(text, casing),), casing)
    assert [m.form for m in grown] == [whole]
    assert text[grown[0].start : grown[0].end] == whole
    assert left == (() if whole != masked else (suspect,))


def test_a_doubt_stays_a_doubt() -> None:
    text = "À l'hôtel, le Relais du Cher."
    doubt = mention(text, "Relais", MentionKind.ORGANISATION, MentionAction.FLAG)
    suspect = mention(text, "le Relais du Cher", MentionKind.QUASI, MentionAction.FLAG)
    assert complete((doubt,), (suspect,), (read_line(text, Casing.KEPT),), Casing.KEPT) == ((doubt,), (suspect,))


def test_what_is_named_after_it_is_another() -> None:
    """ "lens et béthune" are two places, each masked."""
    text = "entre lens et béthune"
    places = tuple(mention(text, word, MentionKind.PLACE, MentionAction.MASK) for word in ("lens", "béthune"))
    suspect = mention(text, "lens et béthune", MentionKind.QUASI, MentionAction.FLAG)
    line = read_line(text, Casing.LOST)
    assert complete(places, (suspect,), (line,), Casing.LOST) == (places, (suspect,))
