"""The one parser of speakers' layouts: who speaks in which layout, and that no word is lost on the way."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layouts import LAYOUTS

from models.transcript import SourceKind, Turn
from pipeline.ingest.layout import parse
from pipeline.ingest.paragraphs import clean, lines_of
from pipeline.ingest.read import read_source
from pipeline.ingest.timecodes import read_times, seconds_of


def turns_of(text: str, name: str = "entretien.txt") -> tuple[Turn, ...]:
    return read_source(text.encode(), name).transcript.turns


def heard(text: str, name: str = "entretien.txt") -> list[tuple[str, str, str]]:
    return [(turn.speaker, turn.role.value, turn.text) for turn in turns_of(text, name)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_its_speakers_their_roles_and_their_words(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    assert heard(text) == expected


NOT_LABELS = {
    "reported speech": "Il est venu.\nElle m'a dit : non.\nJe lui ai dit : si.\nElle m'a dit : non.",
    "ordinary openings": "Alors : on y va.\nBref : rien.\nAlors : voilà.\nBref : fini.\nAlors : bon.",
    "a clock": "10:30 on part.\n11:15 on revient.\nà 12:00 on mange.",
    "an address on the web": "https://exemple.fr est en panne.\nhttp://exemple.fr aussi.",
    "stage directions": "[rires] ah bon.\n[rires] oui.\n[silence] non.\n[silence] enfin.",
    "an initial that comes back": "E. Dupont est parti.\nE. Dupont est revenu.\nOn l'a vu.",
    "one name quoted twice in a long account": "\n".join(
        ["Je raconte longuement."] * 12 + ["Marie : viens.", "Marie : va."]
    ),
    "a list": "Exemple : le bus.\nExemple : le train.\nExemple : la marche.",
}


@pytest.mark.parametrize("case", NOT_LABELS)
def test_a_colon_or_a_bracket_in_ordinary_speech_names_nobody(case: str) -> None:
    assert heard(NOT_LABELS[case]) == [("participant", "participant", NOT_LABELS[case])]


def test_a_quoted_remark_inside_a_turn_stays_in_the_turn() -> None:
    text = "Enquêteur : Et alors ?\nSami : Il m'a regardé.\nIl a dit : non.\nEnquêteur : Ah.\nSami : Oui."
    assert heard(text)[1] == ("Sami", "participant", "Il m'a regardé.\nIl a dit : non.")


def test_a_person_who_spoke_once_in_a_group_is_kept_and_pointed_out() -> None:
    text = "Animatrice : Oui ?\nKarim : Non.\nJosiane : Si.\nAnimatrice : Ah ?\nKarim : Non."
    read = read_source(text.encode(), "groupe.txt")
    assert [turn.speaker for turn in read.transcript.turns] == ["Animatrice", "Karim", "Josiane", "Animatrice", "Karim"]
    assert any("qu'une fois (ligne 3)" in warning for warning in read.warnings)
    assert not any("Josiane" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Animateur : Oui ?\nA1 : a\nB1 : b\nC1 : c\nA1 : a\nB1 : b\nC1 : c", SourceKind.FOCUS_GROUP),
        ("Animateur : Oui ?\nA1 : a\nB1 : b\nA1 : a\nB1 : b", SourceKind.INTERVIEW),
        ("Un récit.\n\nEncore.", SourceKind.INTERVIEW),
    ],
)
def test_three_participants_make_a_focus_group(text: str, kind: SourceKind) -> None:
    assert read_source(text.encode(), "x.txt").source.kind is kind


def test_an_account_without_names_is_one_turn_per_paragraph() -> None:
    """One sentence a line without a blank line is one turn: the lines are a tool's, not the person's."""
    assert heard("Un.\nDeux.\n\nTrois.") == [
        ("participant", "participant", "Un.\nDeux."),
        ("participant", "participant", "Trois."),
    ]
    assert heard("Un.\nDeux.\nTrois.") == [("participant", "participant", "Un.\nDeux.\nTrois.")]


def test_when_nobody_asks_everyone_is_a_participant() -> None:
    assert {role for _, role, _ in heard("L1 : oh.\nL2 : ah.\nL1 : eh.\nL2 : hé.")} == {"participant"}


def test_the_heading_names_the_interviewer_and_is_no_speech() -> None:
    text = "Entretien 4\nDate : 3 mai\nEnquêtrice : Claire\nLieu : mairie\n\nClaire : Bonjour.\nMona : Bonjour.\nClaire : Bien.\nMona : Oui."
    assert [(speaker, role) for speaker, role, _ in heard(text)][:2] == [
        ("Claire", "interviewer"),
        ("Mona", "participant"),
    ]


def test_a_long_text_before_the_first_turn_is_kept_as_nobodys_turn() -> None:
    opening = "mot " * 80
    turns = heard(f"{opening}\n\nEnquêteur : Oui ?\nEnquêté : Non.")
    assert turns[0] == ("préambule", "other", opening.strip())


@pytest.mark.parametrize(
    ("code", "seconds"),
    [
        ("0:01", 1.0), ("12:44", 764.0), ("1:02:03", 3723.0), ("62:03", 3723.0), ("00:01:23.5", 83.5),
        ("00:01:23-4", 83.4), ("1h02", 3720.0), ("21 :12", 1272.0), ("22:175", None), ("0:75", None), ("1:75:00", None),
    ],
)  # fmt: skip
def test_time_codes_become_seconds_or_nothing(code: str, seconds: float | None) -> None:
    assert seconds_of(code) == seconds


def test_an_end_before_its_start_is_a_fault_and_keeps_the_start() -> None:
    assert read_times("(8:16 - 1:20)") == (496.0, None, True)


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("[Chercheur] (0:01 - 0:11)", 1.0, 11.0),
        ("[Chercheur] (8:16- 9:20)", 496.0, 560.0),
        ("[Chercheur] (18:34 – 19:03)", 1114.0, 1143.0),
        ("[Chercheur] (20:58 – 21\u00a0:12)", 1258.0, 1272.0),
        ("[Chercheur] (22:175 - 22:20)", None, 1340.0),
        ("[Chercheur] (12:3O - )", None, None),
        ("[Chercheur]", None, None),
        ("[Chercheur 0:05]", 5.0, None),
        ("#00:00:05-0# Chercheur :", 5.0, None),
    ],
)
def test_the_turn_bears_the_times_of_its_label(header: str, start: float | None, end: float | None) -> None:
    turn = turns_of(f"{header}\nBonjour.\n[Interviewe]\nOui.")[0]
    assert (turn.speaker, turn.text, turn.start_s, turn.end_s) == ("Chercheur", "Bonjour.", start, end)


def test_an_unreadable_time_code_is_told_by_line_and_costs_no_word() -> None:
    read = read_source(b"[Chercheur] (0:01 - 0:02)\nOui ?\n[Interviewe] (22:175 - 22:20)\nDouze mots.", "x.txt")
    assert read.transcript.turns[1].text == "Douze mots."
    assert any("Minutage illisible (ligne 3)" in warning for warning in read.warnings)


def test_a_time_code_alone_on_its_line_is_the_next_turns() -> None:
    turns = turns_of("[00:00:10]\nEnquêteur : Oui ?\n[00:00:12]\nEnquêté : Non.")
    assert [(turn.text, turn.start_s) for turn in turns] == [("Oui ?", 10.0), ("Non.", 12.0)]


def test_annotations_of_speech_stay_words() -> None:
    text = "Enquêteur : (rires) oui ? [inaudible]\nEnquêté : XXX et [rires] voilà."
    assert [said for _, _, said in heard(text)] == ["(rires) oui ? [inaudible]", "XXX et [rires] voilà."]


NAMES = st.sampled_from(["Enquêteur", "Karim", "Mme T.", "P3_Fatou", "L1"])
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèêàçœ'’", min_size=1, max_size=9)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\S+", text))


@given(st.lists(st.tuples(NAMES, st.lists(SENTENCES, min_size=1, max_size=3)), min_size=1, max_size=12), st.booleans())
def test_no_word_is_lost_or_changed_in_a_labelled_file(turns: list[tuple[str, list[str]]], timed: bool) -> None:
    body = [
        ("Enquêteur", ["commençons"]),
        *turns,
        *[(name, ["fin"]) for name in ("Karim", "Mme T.", "P3_Fatou", "L1")] * 2,
    ]
    stamp = "(0:01 - 0:02) " if timed else ""
    text = "\n\n".join(f"{name} {stamp}: " + "\n".join(said) for name, said in body)
    parsed = parse(lines_of(clean(text)))
    assert [(turn.speaker, turn.text) for turn in parsed.spoken] == [(name, "\n".join(said)) for name, said in body]


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60), max_size=15
    )
)
def test_whatever_the_text_every_word_is_spoken_or_reported(lines: list[str]) -> None:
    """Words = those of the turns, those of the title, and those of labels and time codes."""
    paragraphs = lines_of(clean("\n".join(lines)))
    parsed = parse(paragraphs)
    kept = Counter[str]()
    for piece in (*(turn.text for turn in parsed.spoken), *parsed.preamble):
        kept += tokens(piece)
    given_words = tokens("\n".join(paragraph.text for paragraph in paragraphs))
    if not parsed.labelled and not re.search(r"\d\s?[:h]\s?\d", "\n".join(lines)):
        assert kept == given_words
    invented = "".join(kept.elements())
    assert Counter(invented) <= Counter("".join(given_words.elements()))


def test_voices_numbered_in_lower_case_are_speakers() -> None:
    """`locuteur 1 :`, as speech recognition writes them; an ordinary sentence with a figure and a colon is not one."""
    asked = "locuteur 1 : et le travail comment ça va\nlocuteur 2 : ça va merci\n" * 3
    read = read_source(asked.encode(), "a.txt")
    assert [turn.speaker for turn in read.transcript.turns] == ["locuteur 1", "locuteur 2"] * 3
    spoken = "j'ai vu deux choses 1 : le bus\nensuite je suis rentré\n" * 3
    assert len({turn.speaker for turn in read_source(spoken.encode(), "b.txt").transcript.turns}) == 1
