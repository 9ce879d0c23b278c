"""Fixtures of the whole house: a study in memory, the invented corpus, an encoder without weights, no network."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from made import AT, DIALOGUE, read_source_of, release
from studies import FakeEncoder, lighten, opening, run_light

from models.participant import Participant
from pipeline.flow.study import OpenStudy
from pipeline.store import runs
from pipeline.store.connection import StudyFile, memory_study

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"


class NetworkUsed(AssertionError):
    """Something opened a connection."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Any connection but to this machine fails the test that made it."""
    real = socket.socket.connect

    def refuse(self: socket.socket, address: Any, *rest: Any) -> Any:
        if self.family == socket.AF_UNIX or (
            isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1", "localhost")
        ):
            return real(self, address, *rest)
        raise NetworkUsed("a connection was opened")

    def refuse_name(*_: Any, **__: Any) -> NoReturn:
        raise NetworkUsed("a name was looked up")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    if "browser" not in request.keywords:
        monkeypatch.setattr(socket, "getaddrinfo", refuse_name)


@pytest.fixture(scope="session")
def sample_corpus() -> Path:
    """The invented corpus."""
    return ROOT / "corpus" / "samples"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The shared real material; the test is skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the shared real material is not on this machine")
    return SHARED_DATA


@pytest.fixture
def fake_encoder(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """Puts `FakeEncoder` in the place of the study's encoder."""
    from pipeline.flow import analysing

    fake = FakeEncoder()
    monkeypatch.setattr(analysing, "load_encoder", lambda *_, **__: fake)
    monkeypatch.setattr(analysing, "_loaded", {})
    monkeypatch.setattr(analysing, "encoder_id", lambda _: "fake")  # its vectors never pass for the real encoder's
    return fake


@pytest.fixture
def study() -> Iterator[StudyFile]:
    """A study in memory, holding one released dialogue of two answers by one person."""
    with memory_study() as file:
        with file.write(actor="test", at=AT) as write:
            runs.create_study(write, "study-of-a-test")
        person = Participant(participant_id="p-Karima", stakeholder_group="personnes accompagnées", territory="Nord")
        release(file, read_source_of(*DIALOGUE), people_of=[person])
        yield file


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flow without what is heavy: rules and lists only, an encoder without weights."""
    lighten(monkeypatch)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, sample_corpus: Path) -> Path:
    """The invented corpus, run once to its themes; tests work on copies."""
    return run_light(sample_corpus, tmp_path_factory.mktemp("prepared") / "étude")


@pytest.fixture
def sampled(prepared: Path, tmp_path: Path, light: None) -> Iterator[OpenStudy]:
    """The invented corpus, run to its themes."""
    with opening(shutil.copytree(prepared, tmp_path / "étude")) as study:
        yield study
