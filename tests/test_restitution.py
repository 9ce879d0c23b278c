"""Booklets are plain, expose nobody, and hold words as data; remarks fall on what is hard to read; tables of replies are read whole or refused."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from models.finding import GroupPosition, Position
from models.restitution import Answer, Hand, PlainWording, ReadingStep, Reply, ReplySheet
from models.transcript import SourceKind, SpeakerRole
from pipeline.errors import ImportRefused, UnreadableSource
from pipeline.french import plain
from pipeline.french import restitution as french
from pipeline.ingest.read import read_source
from pipeline.ingest.replies import is_reply_sheet, sheet_file, sheet_of
from pipeline.readable import readings
from pipeline.restitution.booklet import Reader, Understood, booklet, is_stale, where_people_stand
from pipeline.restitution.page import page
from pipeline.restitution.plainness import plainness, score
from pipeline.restitution.printed import printed, word
from pipeline.restitution.table import table

DAY = date(2026, 11, 22)
ALONE = Reader("P01", "habitants", for_group=False)


def place(group: str, position: Position, heard: int, yes: int = 0, no: int = 0, half: int = 0) -> GroupPosition:
    return GroupPosition(
        group=group, position=position, n_heard=heard, n_supporting=yes, n_nuancing=half, n_contradicting=no
    )


def understood(
    *places: GroupPosition, said: tuple[str, ...] = (), plain_words: str | None = None, **own: int
) -> Understood:
    return Understood("f1", "Le guichet ferme trop tôt.", plain_words, places, said, **own)


CONVERGENT, DIVERGENT, DIVIDED = Position.CONVERGENT, Position.DIVERGENT, Position.DIVIDED


@pytest.mark.parametrize(
    ("places", "lines"),
    [
        ((), french.NOTHING_ELSE),
        ((place("élus", CONVERGENT, 6, yes=6),), ("Le groupe « élus » dit la même chose.",)),
        ((place("élus", DIVERGENT, 6, no=1),), ("Le groupe « élus » a un autre avis.",)),
        ((place("élus", DIVIDED, 6, yes=1, no=1),), ("Dans le groupe « élus », les avis sont partagés.",)),
        ((place("élus", DIVERGENT, 2, no=2),), (french.OTHER_OTHERS,)),
        ((place("élus", CONVERGENT, 1, yes=1),), (french.SAME_OTHERS,)),
        ((place("habitants", DIVIDED, 6, yes=3, no=1),), (french.DIVIDED_OWN,)),
        ((place("habitants", DIVIDED, 3, yes=2, no=1),), (french.SAME_OTHERS, french.OTHER_OTHERS)),
        ((place("financeurs", Position.SILENT_NEVER_ASKED, 0),), (french.UNHEARD,)),
        ((place("financeurs", Position.SILENT_ASKED, 7),), french.NOTHING_ELSE),
    ],
)
def test_a_group_is_named_only_where_k_of_its_people_were_heard(
    places: tuple[GroupPosition, ...], lines: tuple[str, ...]
) -> None:
    assert where_people_stand(understood(*places), ALONE, k=5) == lines


def test_the_readers_own_voice_is_not_other_people() -> None:
    """The only one of the group to have spoken is told that nobody else did."""
    alone = understood(place("habitants", DIVERGENT, 3, no=1), own_against=1)
    assert where_people_stand(alone, ALONE, k=5) == french.NOTHING_ELSE


def test_no_number_of_people_is_printed() -> None:
    places = (place("élus", CONVERGENT, 17, yes=13), place("habitants", DIVIDED, 29, yes=19, no=11))
    made = booklet(ALONE, [understood(*places)], study="Étude", day=DAY, k=5)
    text = " ".join((*made.findings[0].positions, *made.findings[0].lines))
    assert not re.search(r"\d", text)


def test_a_small_group_reads_no_words_of_its_people() -> None:
    small, large = Reader("élus", "élus", for_group=True, n_heard=4), Reader("élus", "élus", for_group=True, n_heard=5)
    one = understood(place("élus", CONVERGENT, 4, yes=4), said=("Le matin c'est plein.",))
    made = booklet(small, [one], study="Étude", day=DAY, k=5, also_said=("Le bus.",))
    assert made.findings[0].said == () and made.also_said == ()
    assert booklet(large, [one], study="Étude", day=DAY, k=5).findings[0].said == ("Le matin c'est plein.",)


def test_one_idea_a_line_and_the_team_is_told_what_is_not_plain() -> None:
    made = booklet(
        ALONE,
        [understood(plain_words="Le guichet ferme à midi. Les gens travaillent."), understood()],
        study="Étude",
        day=DAY,
        k=5,
    )
    assert made.findings[0].lines == ("Le guichet ferme à midi.", "Les gens travaillent.")
    assert any("Sans formulation simple" in one and "n° 2" in one for one in made.warnings)


HARD_WORDS = "Le <b>guichet</b> & #let x = 1 {{ v }} $a$"


def test_the_three_formats_say_the_same_words_and_words_are_never_read_as_markup() -> None:
    made = booklet(
        ALONE,
        [understood(place("élus", CONVERGENT, 6, yes=6), said=(HARD_WORDS,))],
        study="Étude",
        day=DAY,
        k=5,
        also_said=("Le bus du soir.",),
    )
    source, printed_text = page(made), "".join(p.extract_text() for p in PdfReader(io.BytesIO(printed(made))).pages)
    in_word = " ".join(text for part in readings(word(made)) for text in part.texts)
    shown = html.unescape(source)
    assert "<b>guichet</b>" not in source and "<b>guichet</b>" in shown
    for text in (printed_text, in_word):
        assert "<b>guichet</b> & #let x = 1 {{ v }} $a$" in re.sub(r"\s+", " ", text).replace("\u00a0", " ")
    for words in ("Idée 1", "Le bus du soir.", "Mettez une croix dans une case.", "Pas tout à fait d'accord", "P01"):
        assert all(words in re.sub(r"\s+", " ", text) for text in (shown, printed_text, in_word)), words


def test_a_page_asks_for_nothing_from_outside() -> None:
    shown = page(booklet(ALONE, [understood()], study="Étude", day=DAY, k=5))
    assert not re.search(r"https?:|<script|src=|@import|url\(", shown)


OURS = [
    *french.WELCOME_PERSON, *french.WELCOME_GROUP, *french.HIDDEN_NAMES[:2], *french.THANKS, *french.NOTHING_ELSE, french.TICK,
    french.DIVIDED_OWN, french.SAME_OTHERS, french.OTHER_OTHERS, french.UNHEARD, french.YOU_SAID, french.GROUP_SAID,
    french.WE_UNDERSTOOD, french.OTHERS, french.SAME.format("élus"), french.DIFFERENT.format("élus"), french.DIVIDED.format("élus"),
]  # fmt: skip


@pytest.mark.parametrize("sentence", OURS)
def test_our_own_sentences_are_plain(sentence: str) -> None:
    assert plainness(sentence) == ()


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Le guichet ferme à midi.", ()),
        ("Les gens ne peuvent pas venir.", (plain.NEGATION,)),
        ("La CAF est loin.", (plain.INITIALS,)),
        ("Il y a 35 % de personnes.", (plain.NUMBERS, plain.SIGNS)[:1]),
        ("Il y a 12 500 personnes.", (plain.NUMBERS,)),
        ("Le bureau (ou la mairie) ferme.", (plain.SIGNS,)),
        ("Le bus passe et la gare ferme mais la mairie ouvre.", (plain.SEVERAL_IDEAS,)),
        ("La dématérialisation fatigue les gens.", (plain.RARE,)),
        ("Je vais à la mairie le matin avec ma mère et mon frère pour voir une personne du bureau.", (plain.LONG,)),
        ("Avec Karima, je vais à Tiercelin.", ()),
    ],
)
def test_each_rule_falls_on_what_it_names(text: str, rules: tuple[str, ...]) -> None:
    assert tuple(one.rule for one in plainness(text)) == rules


@pytest.mark.parametrize(
    ("one", "n"),
    [("maison", 2), ("table", 1), ("école", 2), ("administration", 5), ("eau", 1), ("quotidien", 3), ("pied", 1), ("voix", 1),
     ("question", 2), ("guichet", 2), ("étudier", 3), ("joue", 1), ("parlent", 1), ("le", 1), ("famille", 2)],
)  # fmt: skip
def test_syllables(one: str, n: int) -> None:
    assert plain.syllables(one) == n


def test_the_score_is_kandel_and_moles() -> None:
    """Two sentences, seven words, nine syllables: 207 - 1.015 x 3.5 - 73.6 x 9 / 7, by hand."""
    text = "Le bus passe tôt. La gare ferme."
    heard = sum(plain.syllables(w) for w in plain.WORD.findall(text))
    assert heard == 7
    assert score(text) == pytest.approx(min(100, 207 - 1.015 * 3.5 - 73.6 * heard / 7))
    hard = "Les administrations territoriales organisent la complémentarité des accompagnements individualisés."
    assert score(hard) < 20 < score("Les gens attendent longtemps le matin devant la porte de la mairie.")


def test_a_plain_wording_is_old_once_the_statement_changed() -> None:
    written = PlainWording(finding_id="f", text="a", statement="avant", author="I", written_at=f"{DAY}T00:00:00")
    assert is_stale(written, "après") and not is_stale(written, "avant") and not is_stale(None, "après")


PERSON = ReplySheet(
    step=ReadingStep.ALONE,
    participant_id="P01",
    received_on=DAY,
    hand=Hand.OWN,
    replies=(
        Reply(finding_id="f1", answer=Answer.AGREE),
        Reply(finding_id="f2", answer=Answer.WORDS, words=" Peut-être. "),
    ),
)
GROUP = PERSON.model_copy(update={"step": ReadingStep.PEERS, "participant_id": None, "group": "Élus", "n_present": 4})


def test_a_sheet_is_read_back_as_a_source_by_the_same_door() -> None:
    name, body = sheet_file(PERSON)
    one = read_source(body, name)
    assert is_reply_sheet(body) and one.source.kind is SourceKind.RESTITUTION
    assert [(t.text, t.participant_id, t.role) for t in one.transcript.turns] == [
        ("D'accord.", "P01", SpeakerRole.PARTICIPANT),
        ("Peut-être.", "P01", SpeakerRole.PARTICIPANT),
    ]
    assert sheet_of(body) == PERSON and "P01" not in name and sheet_file(PERSON) == (name, body)


def test_a_groups_sheet_has_no_participant() -> None:
    turns = read_source(sheet_file(GROUP)[1], "x.json").transcript.turns
    assert {(t.participant_id, t.role, t.speaker) for t in turns} == {(None, SpeakerRole.OTHER, "groupe : élus")}


def test_the_statement_is_not_in_the_file() -> None:
    """A statement may quote somebody who withdraws later: it stays where a withdrawal can reach it."""
    quoting = PERSON.model_copy(update={"replies": (Reply(finding_id="f", answer=Answer.AGREE, statement="QUORVU"),)})
    assert b"QUORVU" not in sheet_file(quoting)[1]


@pytest.mark.parametrize("body", [b'{"polyphonie": "restitution"', b'{"polyphonie": "restitution", "replies": []}'])
def test_a_sheet_changed_by_hand_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableSource, match="modifiée"):
        read_source(body, "x.json")


KNOWN = {"1": "f1", "2": "f2", "f1": "f1"}


def test_a_table_gives_one_sheet_per_reader_step_and_day() -> None:
    rows = (
        "numero;personne;groupe;presents;etape;date;main;reponse;mots\n"
        "1;P01;;;seul;2026-11-20;;D’accord;\n2;P01;;;;2026-11-20;;Pas d'accord;Non; merci\n".replace(
            "Non; merci", "Non"
        )
        + "1;;élus;6;ensemble;2026-11-21;équipe;pas tout à fait;À revoir\n"
    )
    person, group = table(rows.encode("utf-8-sig"), "r.csv", findings=KNOWN)
    assert (person.participant_id, [r.answer for r in person.replies]) == ("P01", [Answer.AGREE, Answer.REFUSE])
    assert (group.group, group.n_present, group.step, group.hand) == ("élus", 6, ReadingStep.TOGETHER, Hand.NOTED)


def test_json_says_the_same() -> None:
    body = '[{"finding": "f1", "participant": "P01", "date": "2026-11-20", "answer": "refuse", "words": null}]'
    (sheet,) = table(body.encode(), "r.json", findings=KNOWN)
    assert sheet.replies == (Reply(finding_id="f1", answer=Answer.REFUSE),)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("9;P01;;;seul;2026-11-20;;oui;", "Ligne 2 : ce constat"),
        ("1;P01;;;seul;20/11/2026;;oui;", "Ligne 2 : la date"),
        ("1;P01;;;seul;2026-11-20;;bof;", "Ligne 2, réponse"),
        ("1;;élus;;pairs;2026-11-20;;oui;", "Ligne 2 : il faut"),
        ("1;P01;;;ensemble;2026-11-20;;oui;", "Ligne 2 : il faut"),
        ("1;P01;;;seul;2026-11-20;;;", "Ligne 2 : ni case"),
        ("1;;élus;beaucoup;pairs;2026-11-20;;oui;", "Ligne 2 : le nombre"),
    ],
)
def test_a_line_that_is_not_whole_refuses_the_file_by_its_number(line: str, message: str) -> None:
    head = "numero;personne;groupe;presents;etape;date;main;reponse;mots\n"
    with pytest.raises(ImportRefused, match=message):
        table((head + line + "\n").encode(), "r.csv", findings=KNOWN)


@pytest.mark.parametrize("body", ["a,b\n1,2\n", "", "numero,reponse\n"])
def test_a_table_without_its_columns_or_lines_is_refused(body: str) -> None:
    with pytest.raises(ImportRefused):
        table(body.encode(), "r.csv", findings=KNOWN)
