"""Codings follow their words from one anonymised version to the next; what is not sure is given back, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anonymisation import AnonymisedTranscript, MentionKind, Replacement
from models.transcript import SpeakerRole, Transcript, TranscriptState, Turn
from pipeline.carry import Carriage, Passage, Why, carry

ORIGINAL = "J'ai vu Aïcha Ben Salah avec le maire de Trifouilly, et Aïcha pleurait."


def anonymised(original: str, *stretches: tuple[int, int, str], version: int = 1) -> AnonymisedTranscript:
    """The original with each (start, end, replacement) put in."""
    pieces, made, done, length = [], [], 0, 0
    for start, end, new in sorted(stretches):
        pieces += [original[done:start], new]
        length += start - done
        made.append(
            Replacement(
                turn_no=1, start=start, end=end, new_start=length, new_end=length + len(new),
                key="PERSON-1", kind=MentionKind.PERSON, replacement=new,
            )
        )  # fmt: skip
        length += len(new)
        done = end
    pieces.append(original[done:])
    turn = Turn(turn_no=1, speaker="P1", role=SpeakerRole.PARTICIPANT, text="".join(pieces))
    transcript = Transcript(source_id="s", version=version, state=TranscriptState.ANONYMISED, turns=(turn,))
    return AnonymisedTranscript(transcript=transcript, replacements=tuple(made))


def stretch(form: str, new: str, *, nth: int = 0) -> tuple[int, int, str]:
    start = -1
    for _ in range(nth + 1):
        start = ORIGINAL.index(form, start + 1)
    return (start, start + len(form), new)


def carried(words: str, old: AnonymisedTranscript, new: AnonymisedTranscript) -> Carriage:
    text = old.transcript.turns[0].text
    start = text.index(words)
    return carry([Passage("k", "o", 1, start, start + len(words), words)], old, new)


FIRST = (stretch("Aïcha Ben Salah", "Samia Haddad"), stretch("Aïcha", "Samia", nth=1))
CORRECTED = (stretch("Aïcha Ben Salah", "Leïla"), stretch("Trifouilly", "[commune]"), stretch("Aïcha", "Leïla", nth=1))


@pytest.mark.parametrize(
    ("words", "expected", "widened"),
    [
        ("avec le", "avec le", False),
        ("vu Samia Haddad avec", "vu Leïla avec", False),
        ("Samia Haddad", "Leïla", False),
        ("Haddad avec", "Leïla avec", True),
        ("vu Sam", "vu Leïla", True),
        ("maire de Trif", "maire de [commune]", True),
        ("ouilly, et Samia", "[commune], et Leïla", True),
        ("Samia pleurait.", "Leïla pleurait.", False),
        ("J'ai vu Samia Haddad avec le maire de Trifouilly, et Samia pleurait.",
         "J'ai vu Leïla avec le maire de [commune], et Leïla pleurait.", False),
    ],
)  # fmt: skip
def test_a_passage_follows_its_words_and_takes_in_whole_what_was_replaced(
    words: str, expected: str, widened: bool
) -> None:
    found = carried(words, anonymised(ORIGINAL, *FIRST), anonymised(ORIGINAL, *CORRECTED, version=2))
    assert [(c.verbatim, c.widened) for c in found.carried] == [(expected, widened)]


def test_inside_a_pseudonym_that_did_not_change_nothing_is_widened() -> None:
    old = anonymised(ORIGINAL, *FIRST)
    new = anonymised(ORIGINAL, *FIRST, stretch("Trifouilly", "[commune]"), version=2)
    found = carried("Haddad avec", old, new)
    assert [(c.verbatim, c.widened) for c in found.carried] == [("Haddad avec", False)]


def test_an_end_that_two_versions_cut_differently_is_stranded() -> None:
    start, end, _ = stretch("Aïcha Ben Salah", "")
    old = anonymised(ORIGINAL, (start, end, "Samia Haddad"))
    new = anonymised(ORIGINAL, (start + 2, end + 5, "[personne]"), version=2)
    assert carried("vu Sam", old, new).stranded == (("k", Why.AMBIGUOUS),)
    assert [c.verbatim for c in carried("Haddad avec le", old, new).carried] == ["Aï[personne] le"]
    wider = anonymised(ORIGINAL, (start - 3, end - 2, "[personne]"), version=2)
    assert carried("Haddad avec le", old, wider).stranded == (("k", Why.AMBIGUOUS),)


def test_two_codings_that_would_become_one_are_not_silently_joined() -> None:
    old = anonymised(ORIGINAL)
    start, end, _ = stretch("le maire de Trifouilly", "")
    new = anonymised(ORIGINAL, (start, end, "[élu]"), version=2)
    passages = [
        Passage("a", "code-1", 1, start + 3, start + 8, "maire"),
        Passage("b", "code-1", 1, start + 12, end, "Trifouilly"),
        Passage("c", "code-2", 1, start + 12, end, "Trifouilly"),
        Passage("d", "code-1", 1, start, end, "le maire de Trifouilly"),
        Passage("e", "code-1", 1, start, end, "le maire de Trifouilly"),
    ]
    found = carry(passages, old, new)
    assert [c.key for c in found.carried] == ["c", "d", "e"]
    assert found.stranded == (("a", Why.MERGED), ("b", Why.MERGED))


def test_words_that_are_not_at_their_place_and_turns_that_are_gone_are_stranded() -> None:
    old = anonymised(ORIGINAL)
    gone = old.model_copy(update={"transcript": old.transcript.model_copy(update={"turns": (), "version": 2})})
    assert carried("avec", old, gone).stranded == (("k", Why.GONE),)
    wrong = Passage("k", "o", 1, 0, 4, "avec")
    assert carry([wrong], old, old).stranded == (("k", Why.NOT_THERE),)


TEXT = st.text(alphabet="abcdé '", min_size=1, max_size=40)
NEW_WORDS = st.text(alphabet="XYZ ", max_size=5)


@st.composite
def stretches(draw: st.DrawFn, length: int) -> list[tuple[int, int, str]]:
    """Any stretches of a text, apart from one another, each with any replacement."""
    ends = sorted(draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    return [(start, end, draw(NEW_WORDS)) for start, end in pairs]


@st.composite
def versions(draw: st.DrawFn) -> tuple[AnonymisedTranscript, AnonymisedTranscript, list[Passage]]:
    original = draw(TEXT)
    first = draw(stretches(len(original)))
    kept = [one for one in first if draw(st.booleans())]
    second = kept if draw(st.booleans()) else draw(stretches(len(original)))
    old, new = anonymised(original, *first), anonymised(original, *second, version=2)
    text = old.transcript.turns[0].text
    places = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6))
    passages = [
        Passage(str(k), draw(st.sampled_from("ab")), 1, min(p), max(p), text[min(p) : max(p)])
        for k, p in enumerate(places)
    ]
    return old, new, passages


@given(versions())
def test_every_passage_is_carried_word_for_word_or_listed(
    made: tuple[AnonymisedTranscript, AnonymisedTranscript, list[Passage]],
) -> None:
    old, new, passages = made
    found = carry(passages, old, new)
    text = new.transcript.turns[0].text
    assert all(c.verbatim and text[c.start : c.end] == c.verbatim for c in found.carried)
    assert sorted([c.key for c in found.carried] + [key for key, _ in found.stranded]) == sorted(
        p.key for p in passages
    )


@given(versions())
def test_carrying_to_the_same_version_changes_nothing(
    made: tuple[AnonymisedTranscript, AnonymisedTranscript, list[Passage]],
) -> None:
    old, _, passages = made
    found = carry(passages, old, old)
    places = {p.key: (p.start, p.end, p.verbatim, False) for p in passages if p.verbatim}
    assert {c.key: (c.start, c.end, c.verbatim, c.widened) for c in found.carried} == places


@given(versions())
def test_two_passages_of_one_owner_never_end_on_the_same_words(
    made: tuple[AnonymisedTranscript, AnonymisedTranscript, list[Passage]],
) -> None:
    old, new, passages = made
    places = {p.key: (p.owner, p.start, p.end) for p in passages}
    landed: dict[tuple[str, int, int], set[tuple[str, int, int]]] = {}
    for c in carry(passages, old, new).carried:
        landed.setdefault((places[c.key][0], c.start, c.end), set()).add(places[c.key])
    assert all(len(origins) == 1 for origins in landed.values())


@given(versions(), st.integers(0, 40), st.integers(0, 40))
def test_words_outside_every_replaced_stretch_come_through_untouched(
    made: tuple[AnonymisedTranscript, AnonymisedTranscript, list[Passage]], one: int, other: int
) -> None:
    old, new, _ = made
    start, end = sorted((one, other))
    first = [r for r in old.replacements if r.end <= start]
    shift = first[-1].new_end - first[-1].end if first else 0
    words = old.transcript.turns[0].text[start + shift : end + shift]
    touched = any(r.start < end and start < r.end for r in (*old.replacements, *new.replacements))
    if words and len(words) == end - start and not touched:
        found = carry([Passage("k", "o", 1, start + shift, end + shift, words)], old, new)
        assert [(c.verbatim, c.widened) for c in found.carried] == [(words, False)]
