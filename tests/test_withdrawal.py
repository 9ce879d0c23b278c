"""A withdrawal leaves no byte of the person, keeps what the others said, and ends even when it is killed on the way."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from studies import PASSPHRASE, opening, small_study

from models.finding import Stance
from models.transcript import Anchor, SourceState
from pipeline.flow import care, coding, findings, review, steps
from pipeline.flow.study import OpenStudy
from pipeline.store import coding as coding_store
from pipeline.store import people, sources

pytestmark = pytest.mark.usefixtures("light")

CANARY = "klaxonnage"  # said once, by the person who leaves; in no dictionary, and nothing like a name
TESTS = Path(__file__).parent

ALONE = (
    "Enquêtrice : Et la mairie ?\n"
    f"Karima : La mairie ne répond jamais, c'est comme le {CANARY} que personne n'a jamais vu passer ici.\n"
    "Enquêtrice : Et depuis ?\n"
    "Karima : Depuis j'attends, et je garde tous les papiers dans une boîte en fer.\n"
)
TOGETHER = (
    "Animatrice : Qui veut commencer ?\n"
    "Karima : Moi je veux bien, on m'a promis un rendez-vous et il n'est jamais venu.\n"
    "Bachir : Chez nous le guichet ferme à midi, on n'y arrive jamais avec les horaires de l'usine.\n"
    f"Karima : Le {CANARY} est encore passé hier sous mes fenêtres.\n"
    "Odile : Le bus du soir a été supprimé, on dépend des voisins pour tout.\n"
)
ANSWERS = (
    "participant_id,question_1,commune\nK1,Le {} me fait peur le soir,Nord\nB1,Le bus passe trop tard pour moi,Sud\n"
)
PEOPLE = (
    "participant_id,stakeholder_group,source,speaker\n"
    "K1,habitants,seule.txt,Karima\nK1,habitants,groupe.txt,Karima\n"
    "B1,habitants,groupe.txt,Bachir\nO1,professionnels,groupe.txt,Odile\n"
)


def prepare(folder: Path, *, originals: str = "folder") -> Path:
    """Karima speaks alone, in a group and in a questionnaire; Bachir and Odile too, not alone."""
    small_study(folder)
    (folder / "sources" / "entretien.txt").unlink()
    for name, text in (("seule.txt", ALONE), ("groupe.txt", TOGETHER), ("réponses.csv", ANSWERS.format(CANARY))):
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    (folder / "participants.csv").write_text(PEOPLE, encoding="utf-8")
    toml = (folder / "study.toml").read_text(encoding="utf-8")
    toml = toml.replace('originals = "folder"', f'originals = "{originals}"')
    toml += '\n[[survey]]\nfile = "*.csv"\nparticipant = "participant_id"\nanswers = ["question_1"]\nattributes = ["commune"]\n'
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    return folder


def quote_everywhere(study: OpenStudy) -> str:
    """Codings, memos, a code, a finding with its evidence, and outputs, all of which repeat the canary. Returns the finding."""
    code = coding.add_code(study, "peur", definition=f"Tout ce qui est dit du {CANARY}.")
    anchors = []
    for transcript in sources.current_transcripts(study.file):
        for turn in transcript.turns:
            start = turn.text.find(CANARY)
            if start >= 0:
                turn_id = transcript.turn_id(turn.turn_no)
                anchors.append(Anchor(turn_id=turn_id, start=start, end=start + len(CANARY), verbatim=CANARY))
    assert len(anchors) == 3
    for anchor in anchors:
        decision = coding.code_words(study, anchor, code.code_id, reason=f"le mot {CANARY}")
        coding.write_memo(study, "segment", decision.segment_id or "", f"Elle parle du {CANARY}.")
    coding.write_memo(study, "code", code.code_id, f"Le {CANARY} revient souvent, voir aussi le bus.")
    finding = findings.write_finding(study, f"Le {CANARY} fait peur le soir.")
    findings.add_evidence(study, finding.finding_id, Stance.SUPPORTS, anchors[0])
    outputs = study.folder / "outputs"
    (outputs / "rapport.html").write_text(f"<p>Le {CANARY[:4]}<b>{CANARY[4:]}</b></p>", encoding="utf-8")
    (outputs / "notes.txt").write_text(f"vu le {CANARY}", encoding="utf-16")
    (outputs / "codages.csv").write_text("participant_id;mot\nK1;rien\n", encoding="utf-8")
    with zipfile.ZipFile(outputs / "rapport.docx", "w", zipfile.ZIP_DEFLATED) as document:
        document.writestr("word/document.xml", f"<w:t>Le {CANARY[:5]}</w:t><w:t>{CANARY[5:]}</w:t>" + "<w:p/>" * 500)
        document.writestr("docProps/core.xml", "<dc:creator>x</dc:creator>")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mots.txt", f"{CANARY} " * 50)
    with zipfile.ZipFile(outputs / "tout.zip", "w") as archive:
        archive.writestr("dedans.qdpx", inner.getvalue())
    (outputs / "livre.txt").write_text("Le bus, les horaires.", encoding="utf-8")
    return finding.finding_id


def seen_in(content: bytes, depth: int = 0) -> bool:
    """Whether the canary is in these bytes, in any case of encoding, or in any zipped part of them."""
    for word in (CANARY, CANARY.capitalize()):
        if any(word.encode(kind) in content for kind in ("utf-8", "utf-16-le", "utf-16-be")):
            return True
    if content.startswith(b"PK") and depth < 3:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(seen_in(archive.read(name), depth + 1) for name in archive.namelist())
    return False


def places_of_canary(folder: Path) -> list[str]:
    found = [p for p in folder.rglob("*") if p.is_file() and (seen_in(p.read_bytes()) or CANARY in p.name)]
    return sorted(p.relative_to(folder).as_posix() for p in found)


def vault_says(study: OpenStudy) -> list[str]:
    return [name for name in study.vault.names() if seen_in(study.vault.read(name))]


def test_not_one_byte_of_the_person_remains(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
        finding_id = quote_everywhere(study)
        care.backup(study, tmp_path / "copie.polyphonie")
        assert len(places_of_canary(folder)) >= 6
        assert vault_says(study)
        receipt = care.withdraw(study, "K1")
        assert vault_says(study) == []
        assert care.verify(study).broken == ()
        assert (receipt.findings, receipt.lost) == ((finding_id,), (finding_id,))
        assert receipt.outputs == ("codages.csv", "notes.txt", "rapport.docx", "rapport.html", "tout.zip")
        assert [name for name, _ in receipt.backups] == ["copie.polyphonie"]
        assert sorted(receipt.shared) == ["groupe.txt", "réponses.csv"]
        assert receipt.texts == 3  # a definition, a memo on a code, a statement
        assert "pseudonyme" in receipt.remains
    assert places_of_canary(folder) == []
    assert (folder / "outputs" / "livre.txt").exists()
    assert "K1" not in (folder / "participants.csv").read_text(encoding="utf-8")


def test_what_the_others_said_stays_word_for_word(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
        code = coding.add_code(study, "transport")
        for transcript in sources.current_transcripts(study.file):
            for turn in transcript.turns:
                if "bus du soir" in turn.text:
                    start = turn.text.index("bus du soir")
                    turn_id = transcript.turn_id(turn.turn_no)
                    anchor = Anchor(turn_id=turn_id, start=start, end=start + 11, verbatim="bus du soir")
                    coding.code_words(study, anchor, code.code_id)
        care.withdraw(study, "K1")
        said = " ".join(t.text for one in sources.current_transcripts(study.file) for t in one.turns)
        assert "horaires de l'usine" in said
        assert "Le bus passe trop tard" in said
        assert "rendez-vous" not in said
        assert [c.verbatim for c in coding_store.codings(study.file)] == ["bus du soir"]
        assert sorted(people.participants(study.file)) == ["B1", "O1"]
        states = {s.source_name: s.state for s in sources.all_sources(study.file)}
        assert states["groupe.txt"] is SourceState.RELEASED
        assert SourceState.WITHDRAWN in states.values()


def test_a_shared_file_is_replaced_by_what_remains_and_read_no_second_time(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
        care.withdraw(study, "K1")
        before = study.file.rows("select turn_id, text from v_turns order by all")
        counts = steps.run(study)
        assert counts.ingest is not None
        assert (counts.ingest.read, counts.ingest.refused) == (0, 0)
        assert study.file.rows("select turn_id, text from v_turns order by all") == before
    left = sorted(p.name for p in (folder / "sources").iterdir())
    assert left == ["groupe.txt", "réponses.csv"]
    text = (folder / "sources" / "groupe.txt").read_text(encoding="utf-8")
    assert "Bachir : Chez nous le guichet" in text
    assert "Karima" not in text
    with (folder / "sources" / "réponses.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [
            ["participant_id", "question_1", "commune"],
            ["B1", "Le bus passe trop tard pour moi", "Sud"],
        ]


def test_a_sealed_file_of_several_people_is_sealed_again_without_the_person(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "s", originals="vault")
    with opening(folder) as study:
        steps.run(study)
        care.seal(study)
        assert not list((folder / "sources").glob("*.txt"))
        care.withdraw(study, "K1")
        assert vault_says(study) == []
        assert care.verify(study).broken == ()
        given = care.unseal(study, to=tmp_path / "rendus")
        assert sorted(p.name for p in given) == ["groupe.txt", "réponses.csv"]
        assert CANARY not in (tmp_path / "rendus" / "groupe.txt").read_text(encoding="utf-8")
    assert places_of_canary(folder) == []


def test_somebody_who_speaks_only_in_a_source_at_the_gate_can_leave(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "s")
    toml = folder / "study.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace('release = "automatic"', 'release = "reviewed"'), encoding="utf-8"
    )
    with opening(folder) as study:
        steps.run(study)
        assert review.held_sources(study)
        care.withdraw(study, "K1")
        assert vault_says(study) == []
        assert places_of_canary(folder) == []
        review.release(study)
        steps.run(study)
        said = " ".join(t.text for one in sources.current_transcripts(study.file) for t in one.turns)
        assert CANARY not in said
        assert "horaires de l'usine" in said


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
import pytest
from pathlib import Path
from studies import lighten, opening
lighten(pytest.MonkeyPatch())
from pipeline.flow import care, {module}

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

{module}.{function} = die
with opening(Path({folder!r})) as study:
    care.withdraw(study, "K1")
"""

STEPS = (
    ("withdrawing", "_erase_outputs"),
    ("withdrawing", "erase_line"),
    ("forgetting", "keep_original"),
    ("withdrawing", "_write_beside"),
    ("originals", "destroy_files"),
    ("forgetting", "forget_person"),
    ("withdrawing", "rewrite"),
    ("traces.copying", "rewrite_file"),
)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is for POSIX systems")
@pytest.mark.parametrize(("module", "function"), STEPS)
def test_a_withdrawal_killed_on_the_way_ends_at_the_next_opening(tmp_path: Path, module: str, function: str) -> None:
    folder = prepare(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
        quote_everywhere(study)
    program = KILLED.format(tests=str(TESTS), module=module.split(".")[0], function=function, folder=str(folder))
    if "." in module:
        program = program.replace(f"{module.split('.')[0]}.{function} = die", f"{module}.{function} = die")
    killed = subprocess.run([sys.executable, "-c", program], cwd=TESTS.parent, env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    with opening(folder) as study:
        study.unlock(PASSPHRASE)
        assert care.verify(study).broken == ()
        assert vault_says(study) == []
        assert "K1" not in people.participants(study.file)
    assert places_of_canary(folder) == []


def test_until_the_vault_is_opened_an_interrupted_withdrawal_is_told_and_the_study_file_is_clean(
    tmp_path: Path,
) -> None:
    folder = prepare(tmp_path / "s")
    with opening(folder) as study:
        steps.run(study)
    program = KILLED.format(tests=str(TESTS), module="withdrawing", function="complete", folder=str(folder))
    subprocess.run([sys.executable, "-c", program], cwd=TESTS.parent, env=os.environ, check=False)
    with opening(folder) as study:
        assert [b.what for b in care.verify(study).broken if "retrait" in b.what]
        assert not seen_in((folder / "study.duckdb").read_bytes())
        study.unlock(PASSPHRASE)
        assert care.verify(study).broken == ()
    assert places_of_canary(folder) == []
