"""The command line: its verbs are the README's, a refusal is one line and exit code 1, `--json` prints one object."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli.main import app, main

ROOT = Path(__file__).resolve().parents[1]
GROUPS = {
    "identities": ("import", "show", "remove"),
    "codebook": ("show", "import", "export"),
    "codings": ("import", "export", "next", "calibration"),
    "restitution": ("booklets", "replies", "show"),
    "findings": ("show", "import"),
    "evaluate": ("anonymisation",),
}


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def verbs() -> set[str]:
    command = typer.main.get_command(app)
    return set(command.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_the_readme_names_every_verb_and_no_other(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = {word for cell in cells for quoted in re.findall(r"`([^`]+)`", cell) for word in quoted.split()[:1]}
    named = {word for word in named if not word.startswith("[")}  # options
    named -= {
        "DIR",
        "FILE",
        *(sub for subs in GROUPS.values() for sub in subs if sub not in verbs()),
    }
    assert named - verbs() == set()
    assert verbs() - named == set()


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_the_readme_gives_the_two_commands_before_anything_else(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    first = re.findall(r"python run\.py \w+", text)[:2]
    assert first == ["python run.py demo", "python run.py test"]


@pytest.mark.parametrize(("group", "subverbs"), GROUPS.items())
def test_groups_hold_their_verbs(group: str, subverbs: tuple[str, ...]) -> None:
    shown = call(group, "--help").output
    assert all(verb in shown for verb in subverbs)


def test_a_study_from_new_to_status(tmp_path: Path) -> None:
    folder = str(tmp_path / "étude")
    made = call("new", folder, "--json")
    assert (made.exit_code, json.loads(made.stdout)) == (0, {"study": folder})
    shown = call("status", folder, "--json")
    answer = json.loads(shown.stdout)
    assert {"sources", "steps", "next"} <= answer.keys()
    assert [state["step"] for state in answer["steps"]] == [
        "ingest",
        "anonymise",
        "segment",
        "encode",
        "themes",
        "propose",
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("verify",), "holds"),
        (("findings", "show"), "findings"),
        (("codebook", "show"), "codes"),
        (("agreement",), "overall"),
        (("search", "logement"), "hits"),
    ],
)
def test_an_empty_study_answers_every_question(tmp_path: Path, words: tuple[str, ...], key: str) -> None:
    folder = str(tmp_path / "étude")
    call("new", folder)
    verb = [*words, folder] if words[0] != "search" else ["search", folder, words[1]]
    found = call(*verb, "--json")
    assert found.exit_code == 0, found.output
    assert key in json.loads(found.stdout)


def test_a_refusal_is_one_line_and_exit_code_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["polyphonie", "status", str(tmp_path)])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1
    said = capsys.readouterr().err.strip()
    assert "\n" not in said
    assert "polyphonie new" in said


def test_wrong_usage_is_exit_code_two(tmp_path: Path) -> None:
    assert call("run").exit_code == 2
    call("new", str(tmp_path / "s"))
    assert call("run", str(tmp_path / "s"), "--until", "nulle-part").exit_code == 2


def test_a_passphrase_is_never_an_argument() -> None:
    for verb in ("run", "review", "seal", "withdraw", "verify"):
        shown = call(verb, "--help").output
        assert "--passphrase-file" in shown
        assert not re.search(r"--passphrase(?!-file)", shown)
