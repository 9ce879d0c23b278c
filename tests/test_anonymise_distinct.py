"""One pseudonym a person, over thousands of invented studies: never shared, never a name of the study, kept on every run."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.anonymisation import Entity, Mention, MentionKind
from pipeline.anonymise.forms import gender_of, words_in
from pipeline.anonymise.link import link_mentions
from pipeline.anonymise.pseudonyms import name_entities
from pipeline.french.lists import fold

GIVENS = (
    "Karim",
    "Fatou",
    "Jeanne",
    "Jean",
    "Noémie",
    "Nora",
    "Thi",
    "Samia",
    "Lilia",
    "Colette",
    "Simone",
    "Rémi",
    "Lou",
)
SURNAMES = ("Boudali", "Ziani", "Goujon", "Lacroix", "Morel", "Adamski", "Nguyen", "Ferreira", "Diallo", "Vasseur")
PLACES = ("Vernelle", "Morvette", "les Oiseaux", "cité des Oiseaux", "Sainte-Colette", "Lacroix")

people = st.builds("{} {}".format, st.sampled_from(GIVENS), st.sampled_from(SURNAMES))
parts = st.one_of(
    people,
    st.sampled_from(GIVENS),
    st.builds("{} {}".format, st.sampled_from(("Mme", "M.", "Mlle")), st.sampled_from(SURNAMES)),
    st.sampled_from(("Nono", "Jojo", "Clo", "K. Z.", "J. Morel", "la Simone")),
)
said = st.one_of(
    st.tuples(parts, st.just(MentionKind.PERSON)), st.tuples(st.sampled_from(PLACES), st.just(MentionKind.PLACE))
)
documents = st.lists(st.lists(said, min_size=1, max_size=7), min_size=1, max_size=4)

Found = list[tuple[str, tuple[Mention, ...]]]


def found_in(study: list[list[tuple[str, MentionKind]]]) -> Found:
    return [
        (
            f"s{n}",
            tuple(
                Mention(turn_no=1, start=40 * k, end=40 * k + len(form), form=form, kind=kind)
                for k, (form, kind) in enumerate(of)
            ),
        )
        for n, of in enumerate(study)
    ]


def named(found: Found, known: tuple[Entity, ...] = ()) -> tuple[Entity, ...]:
    made = link_mentions(found, known)
    return name_entities(made.entities, study_id="étude", avoid=frozenset(_words(found)))


def _words(found: Found) -> set[str]:
    return {word for _, mentions in found for m in mentions for word in words_in(m.form)}


@settings(max_examples=250, deadline=None)
@given(documents)
def test_two_people_or_places_never_share_a_pseudonym_and_none_is_a_name_of_the_study(
    study: list[list[tuple[str, MentionKind]]],
) -> None:
    found = found_in(study)
    entities = named(found)
    pseudonyms = [fold(e.pseudonym) for e in entities]
    assert len(set(pseudonyms)) == len(pseudonyms)
    assert not any(
        words_in(e.pseudonym) & _words(found) - {"de", "la", "les", "des"} for e in entities if "[" not in e.pseudonym
    )


@settings(max_examples=120, deadline=None)
@given(documents)
def test_two_first_names_or_surnames_drawn_are_two(study: list[list[tuple[str, MentionKind]]]) -> None:
    """What a reader sees of a person may be one part alone, so that each part is one person's while the lists last."""
    people_named = [e.pseudonym for e in named(found_in(study)) if e.kind is MentionKind.PERSON]
    for part in (0, 2):
        shown = [fold(one.partition(" ")[part]) for one in people_named]
        assert len(set(shown)) == len(shown)


@settings(max_examples=120, deadline=None)
@given(documents)
def test_a_pseudonym_keeps_the_sex_that_forms_tell(study: list[list[tuple[str, MentionKind]]]) -> None:
    for entity in named(found_in(study)):
        if entity.kind is MentionKind.PERSON and entity.gender:
            assert gender_of(fold(entity.pseudonym.split()[0])) in (entity.gender, "")


@settings(max_examples=120, deadline=None)
@given(documents, documents)
def test_pseudonyms_stay_on_a_second_run_and_when_documents_are_added(
    study: list[list[tuple[str, MentionKind]]], more: list[list[tuple[str, MentionKind]]]
) -> None:
    found = found_in(study)
    first = named(found)
    assert [(e.key, e.pseudonym) for e in named(found, first)][: len(first)] == [(e.key, e.pseudonym) for e in first]
    later = named(found_in([*study, *more]), first)
    assert {e.key: e.pseudonym for e in first}.items() <= {e.key: e.pseudonym for e in later}.items()
