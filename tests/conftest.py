"""Fixtures of the whole house: a study in memory, the invented corpus, an encoder without weights, no network."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from made import AT, DIALOGUE, read_source_of, release

from models.participant import Participant
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


class FakeEncoder:
    """Deterministic vectors from words: texts that share words are near. Shape (n, 64) float32, rows of length 1."""

    n_dims = 64

    def get_embedding_dimension(self) -> int:
        return self.n_dims

    def encode(self, texts: Sequence[str], **_: Any) -> np.ndarray[Any, Any]:
        rows = np.zeros((len(texts), self.n_dims), dtype=np.float32)
        for place, text in enumerate(texts):
            for word in text.lower().split() or [""]:
                rows[place, int(hashlib.sha256(word[:6].encode()).hexdigest(), 16) % self.n_dims] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


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
