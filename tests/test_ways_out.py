"""Every way out of a study at every level: what researchers wrote, what was counted, what was said by one person only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from studies import lighten, opening, small_study
from typer.testing import CliRunner

from models.finding import Stance
from models.transcript import Anchor
from pipeline.cli.main import app
from pipeline.flow import codebook, coding, findings, matrices, outputs, review, steps, words
from pipeline.flow.study import OUTPUTS, OpenStudy
from pipeline.readable import readings
from pipeline.store import segments

LOWER = ("funder", "public")
TOLD = "sage-femme"  # flagged at the gate, left as it is by the person who reviewed
AGE = "quarante-trois ans"
STATEMENT = f"La seule {TOLD} du village, {AGE}, porte tout le quartier."
CODE = f"La seule {TOLD} du village"
PEOPLE = "participant_id,stakeholder_group,source,speaker,consent_uses\n" + "".join(
    f"P{n},habitants,voix{n}.txt,Voix{n},{'analyse' if n == 2 else 'analyse;citation'}\n" for n in range(1, 8)
)
SAID = (
    "Voix{n} : Le guichet de la mairie ferme trop tôt pour tout le monde, et le courrier se perd en route.\n"
    "Enquêtrice : Et encore ?\nVoix{n} : Rien de plus pour le moment.\n"
)
ALONE = f"Voix1 : Je suis la seule {TOLD} du village, j'ai {AGE}, et je garde un accordéon rouge au grenier.\n"
NEIGHBOUR = "Voix3 : On entend l'accordéon rouge de la voisine, là-haut au grenier.\n"
UNQUOTED = "Voix2 : Le guichet m'a rendu un formulaire couvert de ratures.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven people; what one says of herself was flagged and left; another does not agree to be quoted."""
    folder = small_study(tmp_path_factory.mktemp("made") / "étude", release="reviewed")
    (folder / "sources" / "entretien.txt").unlink()
    (folder / "participants.csv").write_text(PEOPLE, encoding="utf-8")
    for n in range(1, 8):
        body = "Enquêtrice : Racontez.\n" + SAID.format(n=n) + {1: ALONE, 2: UNQUOTED, 3: NEIGHBOUR}.get(n, "")
        (folder / "sources" / f"voix{n}.txt").write_text(body, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        lighten(patch)
        with opening(folder) as study:
            steps.run(study)
            review.release(study)
            steps.run(study)
            code = codebook.add_code(study, CODE, definition=STATEMENT)
            finding = findings.write_finding(study, STATEMENT, code_ids=[code.code_id])
            for one in segments.current_segments(study.file):
                anchor = Anchor(turn_id=one.turn_id, start=one.start, end=one.end, verbatim=one.text)
                coding.code_words(study, anchor, code.code_id)
                findings.add_evidence(study, finding.finding_id, Stance.SUPPORTS, anchor, recompute=False)
            findings.compute(study, finding.finding_id)
    return folder


@pytest.fixture
def left(made: Path, tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    """A copy of that study, open."""
    with opening(shutil.copytree(made, tmp_path / "étude")) as study:
        yield study


def written(study: OpenStudy) -> dict[str, str]:
    """All that can be read in each file of `outputs/`, whatever its format."""
    folder = study.folder / OUTPUTS
    return {
        path.relative_to(folder).as_posix(): " ".join(
            text for part in readings(path.read_bytes()) for text in (part.place, *part.texts)
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def everything(study: OpenStudy, level: str) -> dict[str, str]:
    """Each way out at a level, with what can be read of it."""
    for form in outputs.EXPORT_FORMATS:
        outputs.export(study, form, level=level)
    for form in ("html", "docx"):
        outputs.report(study, form, level=level)
    outputs.export_codings(study, study.folder / OUTPUTS / "codages.csv", level=level)
    outputs.export_codebook(study, study.folder / OUTPUTS / "livre.csv", level=level)
    for by in ("group", "code"):
        matrices.write_matrix(study, by=by, level=level)
    counted = words.corpus(study, level=level)
    said = {
        "findings": outputs.findings_json(study, level=level),
        "search": outputs.search(study, "guichet", level=level),
        "groups": [one.model_dump(mode="json") for one in words.group_words(counted, by="group")],
        "classes": words.classes(counted).model_dump(mode="json"),
        "words": counted.table.words,
        "contexts": [one.model_dump(mode="json") for one in words.contexts(study, "seule", level=level)],
        "saturation": [one.model_dump(mode="json") for one in words.saturation(study, of="codes", level=level)],
    }
    return {**written(study), **{name: json.dumps(one, ensure_ascii=False) for name, one in said.items()}}


@pytest.mark.parametrize("level", LOWER)
def test_what_was_flagged_leaves_nowhere_below_the_team(left: OpenStudy, level: str) -> None:
    found = everything(left, level)
    assert [name for name, text in found.items() if TOLD in text.lower() or AGE in text.lower()] == []
    assert any("porte tout le quartier" in text for text in found.values()), "the statement itself must leave"


def test_the_team_reads_what_was_written(left: OpenStudy) -> None:
    found = everything(left, "team")
    for name in ("findings", "contexts", "livre.csv"):
        assert TOLD in found[name], name


@pytest.mark.parametrize("level", LOWER)
def test_a_word_that_few_people_said_is_not_counted_below_the_team(left: OpenStudy, level: str) -> None:
    counted = words.corpus(left, level=level).table.words
    assert "guichet" in counted
    assert not {"accordéon", "grenier"} & set(counted)
    assert {"accordéon", "grenier"} <= set(words.corpus(left).table.words)


@pytest.mark.parametrize("level", LOWER)
def test_a_context_of_somebody_who_may_not_be_quoted_stays(left: OpenStudy, level: str) -> None:
    assert words.contexts(left, "ratures") != ()
    assert words.contexts(left, "ratures", level=level) == ()
    shown = words.contexts(left, "guichet", level=level)
    assert len(shown) == len(words.contexts(left, "guichet")) - 2
    assert "P2" not in {one.participant_id for one in shown}


def test_the_command_line_asks_for_the_level(left: OpenStudy) -> None:
    folder = str(left.folder)
    left.close()
    told = {
        level: CliRunner().invoke(app, ["words", folder, "--find", "accord*", "--level", level, "--json"]).stdout
        for level in ("team", *LOWER)
    }
    assert "accordéon" in told["team"]
    assert all(TOLD not in told[level] for level in LOWER)
    refused = CliRunner().invoke(app, ["words", folder, "--level", "tous"])
    assert refused.exit_code != 0
