"""Small invented files of transcription tools and corpora, and how a test reads one."""

from __future__ import annotations

from models.transcript import ReadSource, Turn
from pipeline.ingest.read import read_source

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

RTF = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}{\info{\author Secret}}"
    r"{\*\generator x;}{\b Enqu\'eatrice :} \'e7a va\~?\par"
    "\n"
    r"{\b Zo\'e9 :} l\rquote \'e9t\u233\'e9 \emdash  oui{\footnote voir annexe}\line encore \u-10179?\u-8704?\par "
    r"{\b Enqu\'eatrice :} et\tab l\u224 a ?{\pict 0102}{\deleted ôté}\par {\b Zo\'e9 :} \{rien\}{\f1 \'b3}\par}"
)

PAGE = """<!DOCTYPE html><html><head><title>Secret</title><style>p{}</style></head><body><script>x()</script>
<h1>Entretien</h1><p><b>Enquêtrice</b> : ça&nbsp;va&#160;?</p><p><strong>Zoé</strong> : oui,<br>
très   bien &amp; toi</p>
<table><tr><td><p>Enquêtrice :</p></td><td>et l&agrave; ?</td></tr></table>
<div><div>Zoé : rien</div></div></body></html>"""


def read(text: str, name: str = "sans-nom", encoding: str = "utf-8") -> ReadSource:
    return read_source(text.encode(encoding), name)


def heard(text: str, name: str = "sans-nom", encoding: str = "utf-8") -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text, name, encoding).transcript.turns]


def beside(turn: Turn) -> list[tuple[str, int, str]]:
    return [(event.kind.value, event.at, event.text) for event in turn.events]
