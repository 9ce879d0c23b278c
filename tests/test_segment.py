"""Segments are whole, readable, exactly where they say, and never the interviewer's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.transcript import SpeakerRole, Transcript, TranscriptState, Turn, turn_id
from pipeline.errors import NotAnonymised
from pipeline.segment import MAX_WORDS, cut, has_content, segment, sentences


def _transcript(*turns: tuple[SpeakerRole, str], state: TranscriptState = TranscriptState.ANONYMISED) -> Transcript:
    return Transcript(
        source_id="s",
        state=state,
        turns=tuple(
            Turn(turn_no=number, speaker=role.value, role=role, text=text, participant_id="P1")
            for number, (role, text) in enumerate(turns, start=1)
        ),
    )


def _texts(text: str, max_words: int = MAX_WORDS) -> list[str]:
    return [text[start:end] for start, end, _ in cut(text, max_words=max_words)]


SAID = SpeakerRole.PARTICIPANT
ASKED = SpeakerRole.INTERVIEWER


def test_refuses_a_transcript_that_has_not_passed_the_gate() -> None:
    original = _transcript((SAID, "Je vis seul avec trois enfants."), state=TranscriptState.ORIGINAL)
    with pytest.raises(NotAnonymised) as refused:
        segment(original)
    assert "enfants" not in str(refused.value)


def test_the_interviewer_is_context_and_never_a_segment() -> None:
    found = segment(
        _transcript(
            (ASKED, "Comment avez-vous connu le service ?"),
            (SAID, "Par une voisine du troisième étage."),
            (SpeakerRole.OTHER, "Une porte claque dans le couloir."),
            (SpeakerRole.OBSERVER, "Elle regarde ses mains en parlant."),
        )
    )
    assert [s.turn_no for s in found] == [2, 4]
    assert {s.question for s in found} == {"Comment avez-vous connu le service ?"}


def test_the_question_of_a_survey_column_comes_before_the_interviewer() -> None:
    turn = Turn(
        turn_no=1, speaker="R", role=SAID, text="Le prix des transports.", question="Qu'est-ce qui vous freine ?"
    )
    (found,) = segment(Transcript(source_id="s", state=TranscriptState.ANONYMISED, turns=(turn,)))
    assert found.question == "Qu'est-ce qui vous freine ?"
    assert found.participant_id is None


def test_ids_come_from_the_place_and_survive_a_second_run() -> None:
    transcript = _transcript((SAID, "Le dossier a été perdu deux fois."))
    first, again = segment(transcript), segment(transcript)
    assert first == again
    assert first[0].turn_id == turn_id(transcript.transcript_id, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Oui.",
        "Mm.",
        "Oui, oui, voilà.",
        "Ah d'accord. OK.",
        "Tout à fait.",
        "(rires)",
        "[silence]",
        "C'est ça.",
        "…",
        "",
    ],
)
def test_a_turn_without_content_gives_no_segment(text: str) -> None:
    assert segment(_transcript((SAID, text))) == ()


@pytest.mark.parametrize(
    "text",
    ["Jamais.", "Trois.", "45", "À [Commune 1].", "Le loyer.", "Je ne pouvais pas.", "RSA", "Non, trop cher."],
)
def test_a_short_answer_with_content_is_kept_whole(text: str) -> None:
    assert has_content(text)
    assert [s.text for s in segment(_transcript((SAID, text)))] == [text]


@pytest.mark.parametrize(
    "marked",
    [
        "Le bus passe tôt. | Le soir il n'y en a plus.",
        "M. [Nom 1] m'a reçue. | Il a pris le temps.",
        "Il habite av. de la Gare. | Au fond.",
        "J'ai vu J. Petit hier. | Elle va bien.",
        "On a fait les courses, etc. mais pas tout.",
        "On a fait les courses, etc. | Puis on est rentrés.",
        "C'était… comment dire. | Long.",
        "C'était... | Voilà la suite.",
        "Vous savez ? | Non, personne !",
        "Elle a dit : « Revenez demain. » | Je suis revenue.",
        "Il a crié. | « Dehors ! »",
        "le matin c'est calme. | le soir beaucoup moins.",
        "Ça coûte 3.50 euros le trajet",
        "C'est vrai, non ?! | Si.",
    ],
)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    text = marked.replace("| ", "")
    assert " | ".join(text[start:end] for start, end in sentences(text)) == marked


def test_a_new_line_starts_a_sentence() -> None:
    assert sentences("Le logement est froid\nLes fenêtres ferment mal") == ((0, 21), (22, 46))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un deux trois quatre cinq six donc sept huit neuf dix onze", "donc sept huit neuf dix onze"),
        ("un deux trois quatre cinq six du coup sept huit neuf dix", "du coup sept huit neuf dix"),
        ("un deux trois quatre cinq mais donc sept huit neuf dix", "mais donc sept huit neuf dix"),
        ("un deux trois quatre cinq et puis sept huit neuf dix", "et puis sept huit neuf dix"),
        ("un deux trois quatre cinq… six sept huit neuf dix onze", "six sept huit neuf dix onze"),
        ("un deux trois quatre cinq six ; sept huit neuf dix onze", "sept huit neuf dix onze"),
        ("un deux trois quatre cinq six, sept huit neuf dix onze", "sept huit neuf dix onze"),
        ("un deux trois quatre cinq parce qu'il pleut huit neuf dix", "parce qu'il pleut huit neuf dix"),
    ],
)
def test_speech_without_punctuation_is_cut_where_it_breathes(text: str, expected: str) -> None:
    assert _texts(text, max_words=8)[1] == expected


def test_a_long_turn_becomes_segments_of_readable_length() -> None:
    sentence = "Le matin je dépose les enfants à l'école puis je prends le bus pour aller travailler. "
    lengths = [words for _, _, words in cut(sentence * 40)]
    assert all(40 <= words <= 100 for words in lengths)


def test_a_page_without_any_punctuation_is_cut_in_readable_pieces() -> None:
    text = "je vais au marché et puis on discute avec les voisins du coup ça prend la matinée " * 3_000
    lengths = [words for _, _, words in cut(text)]
    assert max(lengths) <= MAX_WORDS
    assert min(lengths) >= 15


def test_a_bracketed_pseudonym_is_never_cut() -> None:
    text = "nous allons vers [Commune très longue 12] " * 60
    for piece in _texts(text, max_words=5):
        assert piece.count("[") == piece.count("]")


def test_refuses_a_bound_below_one_word() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        segment(_transcript((SAID, "Bonjour à vous.")), max_words=0)


SPOKEN = """oui non le logement dossier. attente, et puis du coup… enfin [Commune_1] [Nom 2] Mme. « dit » ? ! - ; d'accord 12 é ’ *"""
SPEECH = st.lists(st.sampled_from([*SPOKEN.split(), "\n"]), max_size=120).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(SPEECH, st.text(max_size=200)), max_words=st.integers(min_value=1, max_value=130))
def test_stretches_are_exact_ordered_trimmed_and_cover_every_word(text: str, max_words: int) -> None:
    pieces = cut(text, max_words=max_words)
    end_before = 0
    for start, end, words in pieces:
        assert end_before <= start < end <= len(text)
        assert text[end_before:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert words <= max_words
        assert start == 0 or text[start - 1].isspace()
        assert end == len(text) or text[end].isspace()
        end_before = end
    assert text[end_before:].strip() == ""


@settings(max_examples=100, deadline=None)
@given(text=SPEECH)
def test_what_is_not_a_segment_holds_no_content(text: str) -> None:
    left = list(text)
    for found in segment(_transcript((SAID, text))):
        assert text[found.start : found.end] == found.text
        left[found.start : found.end] = " " * len(found.text)
    assert not has_content("".join(left))
