"""Every format of transcription tools gives its turns, its voices, its times, and keeps what is not said beside the words."""

from __future__ import annotations

import pytest
from speech_files import CHA, EAF, GRID_LONG, GRID_SHORT, TRS, beside, heard, read

from models.transcript import SpeakerRole
from pipeline.errors import UnreadableSource
from pipeline.ingest.read import read_source

INTERVIEWER, PARTICIPANT, OTHER = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT, SpeakerRole.OTHER


def test_transcriber_keeps_turns_sections_overlaps_and_leaves_events_beside() -> None:
    source = read(TRS, "x.trs", "iso-8859-1")
    turns = source.transcript.turns
    assert [(t.speaker, t.role, t.text, t.start_s, t.end_s) for t in turns] == [
        ("titre", OTHER, "Le marché", 0.0, None),
        ("Enquêtrice", INTERVIEWER, "vous allez au marché ? le samedi", 0.0, 4.5),
        ("Zoé", PARTICIPANT, "toujours l'été", 4.5, 6.0),
        ("Enquêtrice", INTERVIEWER, "mh mh", 4.5, 6.0),
        ("voix non identifiée", OTHER, "bonjour", 7.0, 8.0),
    ]
    assert beside(turns[1]) == [("laughter", 22, "rire")]
    assert beside(turns[2]) == [("comment", 11, "elle hésite")]
    assert beside(turns[3]) == [("noise", 5, "music high")]
    assert source.source.format == "trs"
    silent, unnamed = source.warnings
    assert silent.startswith("1 tour(s) de parole")
    assert unnamed.startswith("Paroles sans locuteur déclaré")
    assert [dict(person.attributes) for person in source.participants] == [{"sexe": "femme"}]


def test_a_declared_alphabet_that_the_bytes_belie_is_set_right() -> None:
    source = read(TRS, "x.trs", "utf-8")
    assert source.transcript.turns[2].text == "toujours l'été"
    assert "il est en UTF-8" in source.warnings[0]


def test_elan_takes_the_tiers_that_hold_speech_and_a_parents_time() -> None:
    source = read(EAF, "x.eaf")
    turns = source.transcript.turns
    assert [(t.speaker, t.role, t.text, t.start_s, t.end_s) for t in turns] == [
        ("Enquêtrice", INTERVIEWER, "et là ?", 0.0, 1.5),
        ("Zoé", PARTICIPANT, "rien du tout\nenfin si", 1.0, 3.0),
    ]
    assert beside(turns[1]) == [("laughter", 21, "rires")]
    assert source.warnings == ("2 piste(s) d'analyse ou de traduction ne sont pas reprises : personne ne les dit.",)


def test_annotations_that_refer_to_one_another_in_a_circle_are_read_without_time() -> None:
    looped = EAF.replace('ANNOTATION_ID="4" ANNOTATION_REF="2"', 'ANNOTATION_ID="4" ANNOTATION_REF="5"').replace(
        'ANNOTATION_ID="5" ANNOTATION_REF="3"', 'ANNOTATION_ID="5" ANNOTATION_REF="4"'
    )
    assert "rien du tout\nenfin si" in [text for _, text in heard(looped)]


def test_chat_codes_become_words_and_events_by_the_documented_rule() -> None:
    source = read(CHA.replace("\n", "\r\n"), "x.cha")
    turns = source.transcript.turns
    assert [(t.speaker, t.role, t.text, t.start_s, t.end_s) for t in turns] == [
        ("ENQ", INTERVIEWER, "alors qu' est ce que\nvous pensez vous dites…", 0.015, 1.5),
        ("ZOE", PARTICIPANT, "je ne sais pas xxx moi.", 1.5, 3.0),
        ("TOU", OTHER, ".", None, None),
        ("ZOE", PARTICIPANT, "j'habite euh mot là, voi:là depuis –", None, None),
        ("titre", OTHER, "Le quartier", None, None),
        ("ENQ", INTERVIEWER, "oui ?", None, None),
    ]
    assert beside(turns[0]) == [("pause", 25, ""), ("laughter", 43, "rit fort")]
    assert beside(turns[1]) == [("inaudible", 18, ""), ("noise", 23, "la porte claque")]
    assert beside(turns[3]) == [("overlap", 19, ""), ("other", 36, "interruption")]
    assert dict(source.participants[0].attributes) == {"âge": "45;03.", "sexe": "femme", "études": "bac"}
    assert "Zoé" not in str([person.model_dump() for person in source.participants])
    assert source.warnings[0].startswith("1 ligne(s) d'analyse")


@pytest.mark.parametrize(("line", "words"), [
    ("(ou)i", "oui"), ("i(l) va", "il va"), ("<et puis> [/] et puis", "et puis et puis"), ("woof@o", "woof"),
    ("parce_que c'+est", "parce que c'est"), ("je &+fr frappe", "je fr frappe"), ("&=boit", ""), ("oui [*] [= geste]", "oui"),
    ("tu viens +/.", "tu viens –"), ("tu viens +..?", "tu viens… ?"), ("hein +!?", "hein ?!"), ("+< oui", "oui"), ("(1.5) oui", "oui"),
    ("[- eng] oui", "oui"), ("oui [x 3]", "oui"), ("a_b+c", "a b c"), ("10 000 + 2", "10 000 + 2"), ("yyy", "yyy"), ("a [b", "a [b"),
])  # fmt: skip
def test_each_code_of_chat_has_its_rule(line: str, words: str) -> None:
    turns = read(f"@UTF8\n@Begin\n*ABC:\t{line}\n*DEF:\tfin\n@End\n").transcript.turns
    assert [turn.text for turn in turns if turn.speaker == "ABC"] == ([words] if words else [])


def test_old_chat_without_tabs_or_id_is_read() -> None:
    old = "@begin\n@participants: CHI Zoé, OBS observateur\n*OBS:   ça va ?\n*CHI:   oui ,\n\tça va\n@end\n"
    assert heard(old, "x.CHA") == [("OBS", "ça va ?"), ("CHI", "oui, ça va")]
    assert read(old).transcript.turns[0].role is INTERVIEWER


def test_a_line_of_chat_that_is_nothing_known_keeps_its_words() -> None:
    source = read("@UTF8\n@Begin\n*ABC:\toui\nperdu ici\n@End\n")
    assert [turn.text for turn in source.transcript.turns] == ["oui", "perdu ici"]
    assert any("ligne 4" in warning for warning in source.warnings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("grid", [GRID_LONG, GRID_SHORT], ids=["long", "short"])
def test_praat_is_read_in_its_two_forms_and_its_alphabets(grid: str, encoding: str) -> None:
    content = grid.encode(encoding) if encoding != "utf-16-be" else b"\xfe\xff" + grid.encode(encoding)
    turns = read_source(content, "x.TextGrid").transcript.turns
    assert [(t.speaker, t.text, t.start_s, t.end_s) for t in turns] == [
        ("Zoé", "bonjour", 0.0, 1.0), ("Ali", 'il dit "oui" 3', 2.0, 3.0)]  # fmt: skip


def test_a_grid_that_stops_short_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="abîmée"):
        read(GRID_LONG[:600])
