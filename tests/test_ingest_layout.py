"""The one parser of speakers' layouts: who speaks in which layout, and that no word is lost on the way."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.transcript import SourceKind, Turn
from pipeline.ingest.layout import parse
from pipeline.ingest.paragraphs import clean, lines_of
from pipeline.ingest.read import read_source
from pipeline.ingest.timecodes import read_times, seconds_of


def turns_of(text: str, name: str = "entretien.txt") -> tuple[Turn, ...]:
    return read_source(text.encode(), name).transcript.turns


def heard(text: str, name: str = "entretien.txt") -> list[tuple[str, str, str]]:
    return [(turn.speaker, turn.role.value, turn.text) for turn in turns_of(text, name)]


LAYOUTS = {
    "a name and its time, then the words (Teams, Otter)": (
        "Marie Durand   0:03\nBonjour à tous.\n\nUnknown Speaker  1:02:15  \nOui.\n\nMarie Durand   0:15\nEt là ?",
        [
            ("Marie Durand", "participant", "Bonjour à tous."),
            ("Unknown Speaker", "participant", "Oui."),
            ("Marie Durand", "participant", "Et là ?"),
        ],
    ),
    "a time range on its line, then a name (Teams)": (
        "0:0:0.0 --> 0:0:2.110\nMarie Durand\nBonjour.\n\n0:0:2.110 --> 0:0:4.0\nPaul Martin\nOui.\n\n0:0:4.0 --> 0:0:5.0\nMarie Durand\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a name between brackets and a bare time (Zoom)": (
        "[Marie Durand] 10:02:03\nBonjour.\n\n[Paul Martin] 10:02:09\nOui.\n\n[Marie Durand] 10:02:12\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a time and a numbered voice (Word)": (
        "00:00:00 Intervenant 1\nBonjour.\n\n00:00:04 Intervenant 2\nOui.\n\n00:00:07 Intervenant 1\nBien.",
        [
            ("Intervenant 1", "participant", "Bonjour."),
            ("Intervenant 2", "participant", "Oui."),
            ("Intervenant 1", "participant", "Bien."),
        ],
    ),
    "a time after the colon (Sonix)": (
        "Speaker1: [00:00:01] Bonjour.\n\nSpeaker2: [00:00:04] Oui.\n\nSpeaker1: [00:00:09] Bien.",
        [
            ("Speaker1", "participant", "Bonjour."),
            ("Speaker2", "participant", "Oui."),
            ("Speaker1", "participant", "Bien."),
        ],
    ),
    "a bracketed time, a dash and a name (Happy Scribe)": (
        "[00:00:01.240] - Marie Durand\nBonjour.\n\n[00:00:04.810] - Paul Martin\nOui.\n\n[00:00:09.010] - Marie Durand\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a name, a time between parentheses and a colon (Rev)": (
        "Marie Durand (00:01):\nBonjour.\n\nPaul Martin (00:04):\nOui.\n\nMarie Durand (00:09):\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a name alone, its time on the next line": (
        "Marie Durand\n00:00:01\nBonjour.\n\nPaul Martin\n00:00:04\nOui.\n\nMarie Durand\n00:00:09\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "surname, first name and a time": (
        "Durand, Marie 0:03\nBonjour.\n\nMartin, Paul 0:12\nOui.\n\nDurand, Marie 0:15\nBien.",
        [
            ("Durand, Marie", "participant", "Bonjour."),
            ("Martin, Paul", "participant", "Oui."),
            ("Durand, Marie", "participant", "Bien."),
        ],
    ),
    "a name, a dash and a time": (
        "Marie Durand - 00:01\nBonjour.\n\nPaul Martin - 00:04\nOui.\n\nMarie Durand - 00:09\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "brackets without a capital, beside a role word": (
        "[chercheuse]\nBonjour.\n[habitante]\nOui.\n[chercheuse]\nEt ?\n[habitante]\nVoilà.",
        [
            ("chercheuse", "interviewer", "Bonjour."),
            ("habitante", "participant", "Oui."),
            ("chercheuse", "interviewer", "Et ?"),
            ("habitante", "participant", "Voilà."),
        ],
    ),
    "capitals alone on their line": (
        "ENQUÊTEUR\nBonjour ?\n\nMME D.\nOui.\n\nENQUÊTEUR\nEt là ?\n\nMME D.\nRien.",
        [
            ("ENQUÊTEUR", "interviewer", "Bonjour ?"),
            ("MME D.", "participant", "Oui."),
            ("ENQUÊTEUR", "interviewer", "Et là ?"),
            ("MME D.", "participant", "Rien."),
        ],
    ),
    "hours of a notebook are no speaker's": (
        "9:30 Arrivée\nOn attend.\n\n9:45\nIl pleut.\n\n10:10 Départ",
        [
            ("participant", "participant", "9:30 Arrivée\nOn attend."),
            ("participant", "participant", "9:45\nIl pleut."),
            ("participant", "participant", "10:10 Départ"),
        ],
    ),
    "bracketed header with times": (
        "[Chercheur] (0:01 - 0:11)\nBonjour.\n\n[Interviewe] (0:11 - 0:15)\nBonjour.\nMerci.",
        [("Chercheur", "interviewer", "Bonjour."), ("Interviewe", "participant", "Bonjour.\nMerci.")],
    ),
    "misspelt role word": (
        "[Checheur] (0:02 - 0:05)\nOui ?\n[Interviewé] (0:06 – 0:14)\nOui.",
        [("Chercheur", "interviewer", "Oui ?"), ("Interviewé", "participant", "Oui.")],
    ),
    "title before the first turn": (
        "Entretien 3\n\n[Chercheur]\nBonjour.\n[Interviewe] (8:16- 9:20)\nBonjour.",
        [("Chercheur", "interviewer", "Bonjour."), ("Interviewe", "participant", "Bonjour.")],
    ),
    "bracketed label, words on the same line": (
        "[SPEAKER_00]: vous venez souvent ?\n[SPEAKER_01]: oui.\n[SPEAKER_00]: pourquoi ?\n[SPEAKER_01]: pour voir.",
        [
            ("SPEAKER_00", "interviewer", "vous venez souvent ?"),
            ("SPEAKER_01", "participant", "oui."),
            ("SPEAKER_00", "interviewer", "pourquoi ?"),
            ("SPEAKER_01", "participant", "pour voir."),
        ],
    ),
    "L1 and L2, the one who asks is the interviewer": (
        "L1 : vous venez souvent ici ?\nL2 : oui, tous les jours, avec les enfants.\nL1 : et ça va ?\nL2 : ça va bien.",
        [
            ("L1", "interviewer", "vous venez souvent ici ?"),
            ("L2", "participant", "oui, tous les jours, avec les enfants."),
            ("L1", "interviewer", "et ça va ?"),
            ("L2", "participant", "ça va bien."),
        ],
    ),
    "a single numbered code at the start": ("L1 : je raconte.", [("L1", "participant", "je raconte.")]),
    "a code heard once beside its sister": (
        "L1 : oh.\nL2 : ah.\nL1 : eh.",
        [("L1", "participant", "oh."), ("L2", "participant", "ah."), ("L1", "participant", "eh.")],
    ),
    "E and I": (
        "E : Bonjour.\nI : Bonjour.\nE : Merci.\nI : De rien.",
        [
            ("E", "interviewer", "Bonjour."),
            ("I", "participant", "Bonjour."),
            ("E", "interviewer", "Merci."),
            ("I", "participant", "De rien."),
        ],
    ),
    "E1 beside R1": (
        "E1 : Oui.\nR1 : Non.\nE1 : Bien.\nR1 : Voilà.",
        [
            ("E1", "interviewer", "Oui."),
            ("R1", "participant", "Non."),
            ("E1", "interviewer", "Bien."),
            ("R1", "participant", "Voilà."),
        ],
    ),
    "E1 and E2 answer an interviewer who has a word": (
        "Animatrice : Oui.\nE1 : Non.\nE2 : Si.\nE1 : Non.\nE2 : Si.",
        [
            ("Animatrice", "interviewer", "Oui."),
            ("E1", "participant", "Non."),
            ("E2", "participant", "Si."),
            ("E1", "participant", "Non."),
            ("E2", "participant", "Si."),
        ],
    ),
    "Q. and R. with full stops": (
        "Q. Vous vivez où ?\nR. Ici.\nQ. Depuis quand ?\nR. Toujours.",
        [
            ("Q", "interviewer", "Vous vivez où ?"),
            ("R", "participant", "Ici."),
            ("Q", "interviewer", "Depuis quand ?"),
            ("R", "participant", "Toujours."),
        ],
    ),
    "Q and R with dashes": (
        "Q - Alors\nR - Rien\nQ – Ah\nR — Non",
        [
            ("Q", "interviewer", "Alors"),
            ("R", "participant", "Rien"),
            ("Q", "interviewer", "Ah"),
            ("R", "participant", "Non"),
        ],
    ),
    "French colon with a no-break space": (
        "Enquêtrice\u00a0: Bonjour.\nMme T.\u202f: Bonjour.\nEnquêtrice\u00a0: Bien.\nMme T.\u202f: Oui.",
        [
            ("Enquêtrice", "interviewer", "Bonjour."),
            ("Mme T.", "participant", "Bonjour."),
            ("Enquêtrice", "interviewer", "Bien."),
            ("Mme T.", "participant", "Oui."),
        ],
    ),
    "capitals, and the same name in small letters": (
        "MODERATOR: Hello.\nKARIM : Salut.\nMODERATOR: So.\nKarim : Voilà.",
        [
            ("MODERATOR", "interviewer", "Hello."),
            ("KARIM", "participant", "Salut."),
            ("MODERATOR", "interviewer", "So."),
            ("KARIM", "participant", "Voilà."),
        ],
    ),
    "id and first name": (
        "Animateur : Oui ?\nP3_Fatou : Non.\nP4_Léa : Si.\nP3_Fatou : Bon.\nP4_Léa : Bon.",
        [
            ("Animateur", "interviewer", "Oui ?"),
            ("P3_Fatou", "participant", "Non."),
            ("P4_Léa", "participant", "Si."),
            ("P3_Fatou", "participant", "Bon."),
            ("P4_Léa", "participant", "Bon."),
        ],
    ),
    "time code before the name": (
        "[00:00:05] Enquêteur : Bonjour.\n00:01:23 Enquêté : Oui.",
        [("Enquêteur", "interviewer", "Bonjour."), ("Enquêté", "participant", "Oui.")],
    ),
    "time code between the name and the colon": (
        "Enquêteur (00:12) : Bonjour.\nEnquêté [01:20] : Oui.",
        [("Enquêteur", "interviewer", "Bonjour."), ("Enquêté", "participant", "Oui.")],
    ),
    "name and bare time on their own line": (
        "Claire Martin   0:03\nVous allez bien ?\n\nIntervenant 2   0:07\nOui, bien, je viens avec les enfants.\n\nClaire Martin   0:09\nTant mieux ?\n\n"
        "Intervenant 2   0:10\nOui.",
        [
            ("Claire Martin", "interviewer", "Vous allez bien ?"),
            ("Intervenant 2", "participant", "Oui, bien, je viens avec les enfants."),
            ("Claire Martin", "interviewer", "Tant mieux ?"),
            ("Intervenant 2", "participant", "Oui."),
        ],
    ),
    "role words alone on their lines": (
        "Enquêtrice\nBonjour.\n\nEnquêté\nBonjour.\n\nEnquêtrice\nBien.\n\nEnquêté\nOui.",
        [
            ("Enquêtrice", "interviewer", "Bonjour."),
            ("Enquêté", "participant", "Bonjour."),
            ("Enquêtrice", "interviewer", "Bien."),
            ("Enquêté", "participant", "Oui."),
        ],
    ),
    "tabs": (
        "Enquêteur\tBonjour.\nSami\tSalut.\nEnquêteur\tBien.\nSami\tOui.",
        [
            ("Enquêteur", "interviewer", "Bonjour."),
            ("Sami", "participant", "Salut."),
            ("Enquêteur", "interviewer", "Bien."),
            ("Sami", "participant", "Oui."),
        ],
    ),
    "only the interviewer is named": (
        "Je commence.\n\nMODERATOR: Vas-y.\n\nVoilà.\nC'est fait.\n\nMODERATOR: Bien.",
        [
            ("participant", "participant", "Je commence."),
            ("MODERATOR", "interviewer", "Vas-y."),
            ("participant", "participant", "Voilà.\nC'est fait."),
            ("MODERATOR", "interviewer", "Bien."),
        ],
    ),
    "names without capitals on every line": (
        "karim : oui\nléa : non\nkarim : si\nléa : non\nkarim : si\nléa : bon",
        [
            (name, "participant", said)
            for name, said in [
                ("karim", "oui"),
                ("léa", "non"),
                ("karim", "si"),
                ("léa", "non"),
                ("karim", "si"),
                ("léa", "bon"),
            ]
        ],
    ),
    "everybody at once is nobody": (
        "Animateur : On y va.\nTous : Oui !\nZoé : Moi d'abord.\nAnimateur : Bien.\nZoé : Merci.",
        [
            ("Animateur", "interviewer", "On y va."),
            ("Tous", "other", "Oui !"),
            ("Zoé", "participant", "Moi d'abord."),
            ("Animateur", "interviewer", "Bien."),
            ("Zoé", "participant", "Merci."),
        ],
    ),
    "inclusive spelling": (
        "Enquêteur·rice : Bonjour.\nEnquêté(e) : Bonjour.",
        [("Enquêteur·rice", "interviewer", "Bonjour."), ("Enquêté(e)", "participant", "Bonjour.")],
    ),
}


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
