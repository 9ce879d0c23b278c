"""Every format of transcription tools gives its turns, its voices, its times, and keeps what is not said beside the words."""

from __future__ import annotations

import json

import pytest

from models.transcript import EventKind, ReadSource, SourceKind, SpeakerRole, Turn
from pipeline.errors import UnreadableSource
from pipeline.ingest.read import read_source

INTERVIEWER, PARTICIPANT, OTHER = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT, SpeakerRole.OTHER


def read(text: str, name: str = "sans-nom", encoding: str = "utf-8") -> ReadSource:
    return read_source(text.encode(encoding), name)


def heard(text: str, name: str = "sans-nom", encoding: str = "utf-8") -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text, name, encoding).transcript.turns]


def beside(turn: Turn) -> list[tuple[str, int, str]]:
    return [(event.kind.value, event.at, event.text) for event in turn.events]


TRS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans scribe="x" audio_filename="y" version="1" xml:lang="fr">
<Topics><Topic id="to1" desc="Le marché"/></Topics>
<Speakers><Speaker id="spk1" name="Enquêtrice"/><Speaker id="spk2" name="Zoé" type="female"/></Speakers>
<Episode><Section type="report" topic="to1" startTime="0" endTime="20">
<Turn speaker="spk1" startTime="0" endTime="4.5"><Sync time="0"/>
vous allez au marché ?
<Sync time="2.25"/>
<Event desc="rire" type="noise" extent="instantaneous"/> le samedi
</Turn>
<Turn speaker="spk2 spk1" startTime="4.5" endTime="6"><Sync time="4.5"/>
<Who nb="1"/>
toujours l'<Comment desc="elle hésite"/>été
<Who nb="2"/>
mh mh
</Turn>
<Turn speaker="spk2" startTime="6" endTime="7"><Sync time="6"/>
<Background time="6" type="music" level="high"/>
</Turn>
<Turn startTime="7" endTime="8"><Sync time="7"/>
bonjour</Turn>
</Section></Episode></Trans>
"""


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


EAF = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT><HEADER TIME_UNITS="milliseconds"/>
<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="1500"/>
<TIME_SLOT TIME_SLOT_ID="c" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="d" TIME_VALUE="2000"/>
<TIME_SLOT TIME_SLOT_ID="e" TIME_VALUE="3000"/></TIME_ORDER>
<TIER TIER_ID="Enq" PARTICIPANT="Enquêtrice" LINGUISTIC_TYPE_REF="default-lt">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="1" TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>et là ?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="ref@Zoé" LINGUISTIC_TYPE_REF="ref">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="2" TIME_SLOT_REF1="c" TIME_SLOT_REF2="d"><ANNOTATION_VALUE>Z_01</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="3" TIME_SLOT_REF1="d" TIME_SLOT_REF2="e"><ANNOTATION_VALUE>Z_02</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="tx@Zoé" PARENT_REF="ref@Zoé" LINGUISTIC_TYPE_REF="tx">
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="4" ANNOTATION_REF="2"><ANNOTATION_VALUE>rien du tout</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="5" ANNOTATION_REF="3"><ANNOTATION_VALUE>enfin si</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="ge@Zoé" PARENT_REF="tx@Zoé" LINGUISTIC_TYPE_REF="ge">
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="6" ANNOTATION_REF="4"><ANNOTATION_VALUE>NEG</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="Commentaires" LINGUISTIC_TYPE_REF="default-lt">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="7" TIME_SLOT_REF1="e" TIME_SLOT_REF2="e"><ANNOTATION_VALUE>rires</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="vide" LINGUISTIC_TYPE_REF="default-lt"/>
</ANNOTATION_DOCUMENT>"""


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


CHA = """@UTF8
@Begin
@Languages:\tfra
@Participants:\tZOE Zoé Participant, ENQ
\tInvestigator, TOU All Group
@ID:\tfra|corpus|ZOE|45;03.|female|||Participant|bac||
@Media:\tx, audio
*ENQ:\talors qu' est+ce_que \x1515_1500\x15
%mor:\tx|y
*ENQ:\tvous (.) <pensez vous> [//] dites &=rit:fort +...
*ZOE:\tje (ne) sais pas xxx moi . \x151500_3000\x15
%sit:\tla porte claque
*TOU:\t0 [=! applaudissements] .
*ZOE:\tj'+habite &-euh 0det mot@l là [<] [: ici] , voi:là
\tdepuis +//.
@G:\tLe quartier
*ENQ:\toui ?
@End
"""


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


GRID_LONG = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 3
tiers? <exists>
size = 3
item []:
    item [1]:
        class = "IntervalTier"
        name = "ortho"
        xmin = 0
        xmax = 3
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1
            text = "bonjour"
        intervals [2]:
            xmin = 1
            xmax = 2
            text = "_"
        intervals [3]:
            xmin = 2
            xmax = 3
            text = "il dit ""oui"" 3"
    item [2]:
        class = "IntervalTier"
        name = "phones"
        xmin = 0
        xmax = 3
        intervals: size = 1
        intervals [1]:
            xmin = 0
            xmax = 3
            text = "b"
    item [3]:
        class = "IntervalTier"
        name = "spk"
        xmin = 0
        xmax = 3
        intervals: size = 2
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = "Zoé"
        intervals [2]:
            xmin = 1.5
            xmax = 3
            text = "Ali"
"""
GRID_SHORT = (
    '"ooTextFile"\n"TextGrid"\n0\n3\n<exists>\n2\n"IntervalTier"\n"Zoé"\n0\n3\n1\n0\n1\n"bonjour"\n'
    '"IntervalTier"\n"Ali"\n0\n3\n2\n0\n2\n""\n2\n3\n"il dit ""oui"" 3"\n'
)


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


TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>
<person xml:id="E" role="enquêteur"><persName>Léo</persName></person>
<person xml:id="Z" sex="2" age="40"><persName>Zoé Petit</persName><occupation>boulangère</occupation><birth>Lyon</birth></person>
</listPerson></particDesc></profileDesc></teiHeader>
<text><timeline unit="s"><when absolute="0" xml:id="T0"/><when interval="1.5" since="#T0" xml:id="T1"/><when interval="3" since="#T0" xml:id="T2"/></timeline>
<body><div><head>Le logement</head>
<u who="#E" start="#T0" end="#T1">où <pause dur="2"/>vivez-<w>vous</w> ?</u>
<annotationBlock who="#Z" start="#T1" end="#T2"><u><seg>là <del>ici</del> <incident><desc>bruit de porte</desc></incident></seg><choice><orig>j'sais</orig><reg>je sais</reg></choice></u>
<spanGrp type="mor"><span>ADV</span></spanGrp></annotationBlock>
<incident><desc>Mme Petit sort</desc></incident>
<u who="#E #Z">au revoir</u>
</div></body></text></TEI>"""


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


CORPUS = """avant
**** *id_12 *sexe_f *commune_lille_sud
Je vis ici.

*Une ligne étoilée reste des mots
-*le_logement
Trop cher.
**** *id_13 *retraité *nom_dupont
Rien à dire.
0001 *id_12 *sexe_f *commune_lille_sud
Encore.
**** *id_14
"""


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


RTF = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}{\info{\author Secret}}"
    r"{\*\generator x;}{\b Enqu\'eatrice :} \'e7a va\~?\par"
    "\n"
    r"{\b Zo\'e9 :} l\rquote \'e9t\u233\'e9 \emdash  oui{\footnote voir annexe}\line encore \u-10179?\u-8704?\par "
    r"{\b Enqu\'eatrice :} et\tab l\u224 a ?{\pict 0102}{\deleted ôté}\par {\b Zo\'e9 :} \{rien\}{\f1 \'b3}\par}"
)


def test_rich_text_is_read_for_its_words_and_its_bold_names() -> None:
    source = read_source(RTF.encode("latin-1"), "x.rtf")
    assert [(t.speaker, t.text) for t in source.transcript.turns] == [
        ("Enquêtrice", "ça va ?"), ("Zoé", "l’été — oui\nencore 😀"), ("Enquêtrice", "et\tlà ?"), ("Zoé", "{rien}ł"),
        ("note de bas de page", "voir annexe"),
    ]  # fmt: skip
    assert "Secret" not in source.model_dump_json()


PAGE = """<!DOCTYPE html><html><head><title>Secret</title><style>p{}</style></head><body><script>x()</script>
<h1>Entretien</h1><p><b>Enquêtrice</b> : ça&nbsp;va&#160;?</p><p><strong>Zoé</strong> : oui,<br>
très   bien &amp; toi</p>
<table><tr><td><p>Enquêtrice :</p></td><td>et l&agrave; ?</td></tr></table>
<div><div>Zoé : rien</div></div></body></html>"""


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
