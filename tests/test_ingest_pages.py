"""Speech kept in corpora and pages (TEI, IRaMuTeQ, RTF, HTML, oTranscribe, Whisper) gives its turns, and is known by its content."""

from __future__ import annotations

import json

import pytest
from speech_files import CHA, CORPUS, EAF, GRID_LONG, PAGE, RTF, TEI, TRS, beside, heard, read

from models.transcript import EventKind, SourceKind, SpeakerRole
from pipeline.errors import UnreadableSource
from pipeline.ingest.read import read_source

INTERVIEWER, PARTICIPANT, OTHER = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT, SpeakerRole.OTHER


def test_tei_speech_gives_words_events_times_and_people_without_their_names() -> None:
    source = read(TEI, "x.xml")
    turns = source.transcript.turns
    assert [(t.speaker, t.role, t.text, t.start_s, t.end_s) for t in turns] == [
        ("titre", OTHER, "Le logement", None, None),
        ("Léo", INTERVIEWER, "où vivez- vous ?", 0.0, 1.5),
        ("Zoé Petit", PARTICIPANT, "là ici j'sais", 1.5, 3.0),
        ("ensemble", OTHER, "au revoir", None, None),
    ]
    assert beside(turns[1]) == [("pause", 2, "2")]
    assert beside(turns[2]) == [("noise", 6, "bruit de porte"), ("noise", 13, "Mme Petit sort")]
    assert dict(source.participants[0].attributes) == {"âge": "40", "sexe": "femme", "profession": "boulangère"}


def test_a_trjs_file_is_tei_under_another_name() -> None:
    assert heard(TEI, "essai.trjs") == heard(TEI, "x.xml")


def test_an_iramuteq_block_is_a_person_with_attributes() -> None:
    source = read(CORPUS, "corpus.txt")
    turns = source.transcript.turns
    assert source.source.kind is SourceKind.SURVEY
    assert [(t.participant_id, t.question, t.text) for t in turns] == [
        ("12", None, "Je vis ici.\n*Une ligne étoilée reste des mots"),
        ("12", "le logement", "Trop cher."),
        ("13", None, "Rien à dire."),
        ("12", None, "Encore."),
    ]
    assert [dict(person.attributes) for person in source.participants] == [
        {"sexe": "f", "commune": "lille_sud"}, {"retraité": "oui"}, {}]  # fmt: skip
    assert "dupont" not in source.model_dump_json()
    told = "\n".join(source.warnings)
    for part in (
        "sans modalité (ligne 8)",
        "nomme quelqu'un (ligne 8)",
        "Texte vide",
        "première ligne étoilée (ligne 1)",
    ):
        assert part in told


def test_an_iramuteq_identifier_that_is_a_name_is_replaced() -> None:
    source = read("**** *ent_durand\nBonjour.\n**** *ent_3\nOui.\n", "x.txt")
    first, second = source.participants
    assert first.participant_id.startswith("p-")
    assert second.participant_id == "ent_3"
    assert "durand" not in source.model_dump_json()


def test_rich_text_is_read_for_its_words_and_its_bold_names() -> None:
    source = read_source(RTF.encode("latin-1"), "x.rtf")
    assert [(t.speaker, t.text) for t in source.transcript.turns] == [
        ("Enquêtrice", "ça va ?"), ("Zoé", "l’été — oui\nencore 😀"), ("Enquêtrice", "et\tlà ?"), ("Zoé", "{rien}ł"),
        ("note de bas de page", "voir annexe"),
    ]  # fmt: skip
    assert "Secret" not in source.model_dump_json()


def test_a_web_page_is_read_for_what_it_shows() -> None:
    assert heard(PAGE, "x.html") == [
        ("Enquêtrice", "ça va ?"), ("Zoé", "oui,\ntrès bien & toi"), ("Enquêtrice", "et là ?"), ("Zoé", "rien")]  # fmt: skip


def test_otranscribe_gives_its_time_stamps_to_the_turns() -> None:
    stamp = '<span class="timestamp" contenteditable="false" data-timestamp="{}">0:0{}</span>'
    page = "".join(
        f"<p>{stamp.format(at + 0.5, at)}<b>{who}</b> : {words}</p>"
        for at, who, words in [
            (1, "Enquêtrice", "Bonjour ?"),
            (3, "Zoé", "Oui."),
            (4, "Enquêtrice", "Et ?"),
            (6, "Zoé", "Là."),
        ]
    )
    turns = read(json.dumps({"text": page, "media": "x.mp3", "media-time": 3}), "x.otr").transcript.turns
    assert [(t.speaker, t.text, t.start_s) for t in turns] == [
        ("Enquêtrice", "Bonjour ?", 1.5), ("Zoé", "Oui.", 3.5), ("Enquêtrice", "Et ?", 4.5), ("Zoé", "Là.", 6.5)]  # fmt: skip


def test_diarised_words_cut_a_segment_where_the_voice_changes() -> None:
    words = [
        {"word": "Bonjour.", "start": 0, "end": 1, "speaker": "A1"}, {"word": "Bonjour,", "start": 1, "end": 2, "speaker": "B2"},
        {"word": "oui.", "start": 2, "end": 3}]  # fmt: skip
    segment = {"start": 0, "end": 3, "text": " Bonjour. Bonjour, oui.", "words": words}
    turns = read(json.dumps({"segments": [segment]}), "x.json").transcript.turns
    assert [(t.speaker, t.text, t.start_s, t.end_s) for t in turns] == [
        ("A1", "Bonjour.", 0.0, 1.0), ("B2", "Bonjour, oui.", 1.0, 3.0)]  # fmt: skip


def test_words_that_are_not_the_segments_text_do_not_replace_it() -> None:
    words = [{"word": "faux", "speaker": "A"}, {"word": "mots", "speaker": "B"}]
    turns = read(
        json.dumps({"segments": [{"start": 0, "end": 1, "text": "Vrai.", "words": words}]}), "x.json"
    ).transcript.turns
    assert [turn.text for turn in turns] == ["Vrai."]


SAME = {
    "trs": TRS, "eaf": EAF, "cha": CHA, "textgrid": GRID_LONG, "tei": TEI, "iramuteq": CORPUS, "html": PAGE, "rtf": RTF,
}  # fmt: skip


@pytest.mark.parametrize("name", ["sans-extension", "faux.txt", "faux.docx", "faux.json"])
@pytest.mark.parametrize("family", SAME)
def test_the_format_is_found_by_content_under_any_name(family: str, name: str) -> None:
    encoding = "latin-1" if family in ("rtf", "trs") else "utf-8"
    assert read(SAME[family], name, encoding).source.format == family


@pytest.mark.parametrize(("name", "content", "way_out"), [
    ("x.rtr", "quelque chose", "dans Sonal, exportez"),
    ("x.crp", '{"tabThm": [], "tabEnt": []}', "« polyphonie import »"),
    ("x.crp", "quelque chose", "« .crp » non reconnu"),
    ("x.sonal", '<html><body><span class="lblseg"> </span></body></html>', "aucune parole"),
    ("x.xml", '<?xml version="1.0"?><autre/>', "d'aucun format de transcription"),
    ("x.TextGrid", 'File type = "ooTextFile"\nObject class = "Pitch 1"\n', "pas une grille"),
    ("x.TextGrid", "ooBinaryFile\x08TextGrid", "binaire"),
    ("x.eaf", "<ANNOTATION_DOCUMENT><TIER>", "abîmée"),
    ("x.cha", "@UTF8\n@Begin\n@End\n", "aucune ligne de parole"),
    ("x.xml", "<TEI><text><body><p/></body></text></TEI>", "aucune parole"),
    ("x.trs", "<Trans><Episode/></Trans>", "aucune parole"),
    ("x.txt", "**** *a_b\n", "aucun texte"),
    ("x.otr", '{"text": 3}', "JSON"),
    ("x.html", "<html><body></body></html>", "aucune parole"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_way_out(name: str, content: str, way_out: str) -> None:
    with pytest.raises(UnreadableSource, match=way_out):
        read(content, name)


def test_events_are_of_a_closed_list_of_kinds() -> None:
    assert {kind.value for kind in EventKind} == {
        "laughter", "pause", "inaudible", "overlap", "noise", "comment", "other"}  # fmt: skip
