"""Real material, read whole: counts made here by other means than the readers'."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from models.survey import SurveyMapping
from models.transcript import ReadSource, SourceKind, SpeakerRole
from pipeline.errors import PolyphonieError, TableNotMapped
from pipeline.ingest.paragraphs import clean
from pipeline.ingest.read import read_source

DATA = Path(__file__).parents[2] / "shared" / "data"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared real material is not beside the repository"),
]
HEADER = re.compile(r"\s*\[(Che\w+|Interview\w+)\]")
INTERVIEWER, PARTICIPANT = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT


def read(path: Path, *surveys: SurveyMapping) -> ReadSource:
    return read_source(path.read_bytes(), path.name, surveys=surveys)


def files(pattern: str) -> list[Path]:
    return sorted(path for path in DATA.glob(pattern) if path.name != "SOURCE.md")


def words(text: str) -> Counter[str]:
    return Counter(text.split())


def test_the_27_interviews_give_1003_turns_each_with_its_speaker() -> None:
    """python-docx and one regular expression count and name the headers; words of the body must all be there."""
    import docx

    total = 0
    for path in files("entretiens-artisans/*.docx"):
        paragraphs = [clean(paragraph.text).strip() for paragraph in docx.Document(str(path)).paragraphs]
        headers = [found[1] for line in paragraphs if (found := HEADER.match(line))]
        first = next(place for place, line in enumerate(paragraphs) if HEADER.match(line))
        body = " ".join(line for line in paragraphs[first:] if not HEADER.match(line))
        turns = read(path).transcript.turns
        expected = [
            ("Chercheur", INTERVIEWER) if header.startswith("Che") else ("Interviewe", PARTICIPANT)
            for header in headers
        ]
        assert [(turn.speaker, turn.role) for turn in turns] == expected, path.name
        assert words(" ".join(turn.text for turn in turns)) == words(body), path.name
        total += len(turns)
    assert total == 1003


def test_almost_every_interview_turn_has_its_times() -> None:
    turns = [turn for path in files("entretiens-artisans/*.docx") for turn in read(path).transcript.turns]
    assert sum(turn.start_s is not None for turn in turns) == 1003
    assert sum(turn.end_s is None for turn in turns) == 1


def test_the_61_narratives_and_conversations_have_sensible_speakers() -> None:
    narratives = files("recits-oraux/ParisStories_*.txt")
    conversations = files("recits-oraux/Rhap_*.txt")
    assert (len(narratives), len(conversations)) == (34, 27)
    for path in narratives:
        (turn,) = read(path).transcript.turns
        assert turn.role is PARTICIPANT
        assert words(turn.text) == words(clean(path.read_text("utf-8")))
    for path in conversations:
        lines = path.read_text("utf-8").splitlines()
        turns = read(path).transcript.turns
        assert [turn.speaker for turn in turns] == [line.split(" :")[0] for line in lines]
        assert [turn.text for turn in turns] == [clean(line.split(" :", 1)[1]).strip() for line in lines]


WHO_ASKS = {
    "Rhap_D0001": {"L1"}, "Rhap_D0004": {"L2"}, "Rhap_D0005": {"L2"}, "Rhap_D0007": set(), "Rhap_D0008": {"L2"},
    "Rhap_D2002": {"L2"}, "Rhap_D2003": set(), "Rhap_D2004": {"L1"}, "Rhap_D2009": {"L2"}, "Rhap_D2013": {"L2"},
}  # fmt: skip


@pytest.mark.parametrize("name", WHO_ASKS)
def test_the_one_who_asks_is_the_interviewer(name: str) -> None:
    """Decided by reading each conversation; D2003 is a commentary of a football match, D0007 asks the way."""
    turns = read(DATA / "recits-oraux" / f"{name}.txt").transcript.turns
    assert {turn.speaker for turn in turns if turn.role is INTERVIEWER} == WHO_ASKS[name]


def test_behaviour_alone_finds_the_interviewer_of_the_27_interviews() -> None:
    """The same interviews with the labels L1 and L2 in place of the role words."""
    found = []
    for path in files("entretiens-artisans/*.docx"):
        turns = read(path).transcript.turns
        lines = [f"{'L1' if turn.role is INTERVIEWER else 'L2'} : {' '.join(turn.text.split())}" for turn in turns]
        blind = read_source("\n".join(lines).encode(), "x.txt").transcript.turns
        found.append({turn.speaker for turn in blind if turn.role is INTERVIEWER} == {"L1"})
    assert sum(found) == 27


def test_the_273_open_answers_are_267_turns_and_6_that_say_nothing() -> None:
    """Three « Ras », one « / », one blank, one « je ne sais pas »: counted, and their people kept."""
    mapping = SurveyMapping(file="analyses*.csv", participant="source", answers=("text",), attributes=("theme",))
    survey = read(DATA / "consultation-egalite" / "analyses_retenues.csv", mapping)
    assert survey.source.kind is SourceKind.SURVEY
    assert len(survey.transcript.turns) == 267
    assert len(survey.participants) == 273
    assert any(warning.startswith("6 réponse(s) vides ou sans contenu") for warning in survey.warnings)
    assert {dict(person.attributes).get("theme") for person in survey.participants} == {"2"}
    assert not any("\x92" in turn.text for turn in survey.transcript.turns)


def test_a_decidim_export_keeps_its_196_proposals() -> None:
    mapping = SurveyMapping(file="*.csv", participant="id", answers=("body",), attributes=("category/name/fr",))
    assert len(read(DATA / "decidim-lille" / "propositions-libres.csv", mapping).transcript.turns) == 196


def test_answers_one_a_json_line_are_read_by_their_path() -> None:
    mapping = SurveyMapping(file="*.jsonl", participant="id", answers=("questions.1.texte",), attributes=("sexe",))
    survey = read(DATA / "consultation-egalite" / "reponses_theme2.jsonl", mapping)
    lines = (DATA / "consultation-egalite" / "reponses_theme2.jsonl").read_text("utf-8").splitlines()
    assert len(survey.transcript.turns) == sum(bool(line.strip()) for line in lines)


def test_the_usability_sessions_keep_their_words_and_their_moderator() -> None:
    from odf import teletype, text
    from odf.opendocument import load

    for path in files("taguette-utilisabilite/transcriptions/*.odt"):
        lines = [clean(teletype.extractText(p)).strip() for p in load(str(path)).getElementsByType(text.P)]
        turns = read(path).transcript.turns
        moderated = [line for line in lines if line.startswith("MODERATOR:")]
        body = " ".join(re.sub(r"^MODERATOR:", "", line) for line in lines)
        assert words(" ".join(turn.text for turn in turns)) == words(body), path.name
        assert len([turn for turn in turns if turn.role is INTERVIEWER]) == len(moderated), path.name


def test_the_notebooks_are_field_notes() -> None:
    for path in files("taguette-utilisabilite/notes/*.txt"):
        notes = read(path)
        assert notes.source.kind is SourceKind.FIELD_NOTE
        assert words(" ".join(turn.text for turn in notes.transcript.turns)) == words(clean(path.read_text("utf-8")))


def test_subtitles_and_whisper_are_read() -> None:
    for path in files("formats-oral/sous-titres/*") + files("formats-oral/whisper/*"):
        source = read(path)
        assert source.transcript.turns[0].start_s is not None
        assert source.transcript.turns[0].role is PARTICIPANT


SPOKEN = {
    "chat/36M_Laetitia_BD016.CHA": (319, 2), "chat/60.cha": (5, 2), "chat/aperitif_chat.tei_corpo.cha": (522, 4), "chat/short.cha": (4, 2),
    "chat/testclan2.cha": (31, 3), "elan/DOC_FR_2020_CHOIX_5.eaf": (23, 3), "elan/TestElan2.eaf": (1, 1), "elan/short.eaf": (4, 2),
    "praat/FOR_DIA.TextGrid": (11, 3), "tei/60secondes.tei_corpo.xml": (5, 2), "tei/essai2.trjs": (2, 2), "tei/short.tei_corpo.xml": (4, 2),
    "transcriber/DOC_FR_2020_CHOIX_5.trs": (36, 3), "transcriber/ESLO1_ENT_012_C.trs": (596, 2), "transcriber/test1.trs": (1, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOKEN)
def test_what_other_tools_write_has_its_turns_and_its_speakers(name: str) -> None:
    turns = [turn for turn in read(DATA / "formats-oral" / name).transcript.turns if turn.speaker != "titre"]
    assert (len(turns), len({turn.speaker for turn in turns})) == SPOKEN[name]


def test_the_same_recording_has_the_same_words_in_transcriber_and_in_elan() -> None:
    trs, eaf = (read(DATA / "formats-oral" / name) for name in (
        "transcriber/DOC_FR_2020_CHOIX_5.trs", "elan/DOC_FR_2020_CHOIX_5.eaf"))  # fmt: skip
    spoken = [Counter(word for turn in one.transcript.turns for word in turn.text.split()) for one in (trs, eaf)]
    assert spoken[0] == spoken[1]


def test_the_same_minute_has_the_same_turns_in_chat_and_in_tei() -> None:
    chat, tei = (read(DATA / "formats-oral" / name) for name in ("chat/60.cha", "tei/60secondes.tei_corpo.xml"))
    assert [(t.speaker, t.text) for t in chat.transcript.turns] == [(t.speaker, t.text) for t in tei.transcript.turns]


def test_transcriber_turns_are_the_files_own() -> None:
    """573 `<Turn>` less 3 without a word, 26 with two speakers who each keep theirs: 596."""
    path = DATA / "formats-oral/transcriber/ESLO1_ENT_012_C.trs"
    turns = read(path).transcript.turns
    written = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)^.*?<Episode>", "", path.read_text("latin-1")))
    assert words(" ".join(turn.text for turn in turns if turn.speaker != "titre")) == words(clean(written))
    assert sum(turn.speaker == "titre" for turn in turns) == 42


def test_a_corpus_of_iramuteq_has_a_text_for_each_starred_line() -> None:
    for path in files("iramuteq/*.txt"):
        stars = [line for line in path.read_text("utf-8").splitlines() if line.startswith("****")]
        survey = read(path)
        assert survey.source.kind is SourceKind.SURVEY
        assert len(survey.participants) == len(stars) == {"manifeste_pc.txt": 4}.get(path.name, 140)
        body = " ".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("****"))
        assert words(" ".join(turn.text for turn in survey.transcript.turns)) == words(clean(body)), path.name


def test_every_file_of_the_material_is_read_or_refused_never_a_crash() -> None:
    outcomes: Counter[str] = Counter()
    for path in files("**/*"):
        if not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        try:
            outcomes[read(path).source.format] += 1
        except TableNotMapped:
            outcomes["not mapped"] += 1
        except PolyphonieError:
            outcomes["refused"] += 1
    assert outcomes["docx"] == 27
    assert outcomes["not mapped"] > 5
