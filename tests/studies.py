"""Studies that tests make: a small one, the invented corpus run to its themes, opened as a custodian. Nothing heavy runs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline import engine
from pipeline.flow import analysing, anonymising, imports, steps
from pipeline.flow.opening import new_study, open_study
from pipeline.flow.study import OpenStudy, Role

PASSPHRASE = "une phrase de test"


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


def lighten(patch: pytest.MonkeyPatch) -> None:
    """No worker process, no language model, an encoder without weights; the stages themselves are the real ones."""
    in_process, encoder = engine.map_stage, FakeEncoder()
    patch.setattr(anonymising, "_recogniser", lambda: None)
    patch.setattr(engine, "map_stage", lambda f, items, **_: in_process(f, items, workers=0))
    patch.setattr(steps, "load_ahead", lambda *_, **__: None)
    patch.setattr(anonymising, "ready_workers", lambda *_: None)
    patch.setattr(analysing, "load_encoder", lambda *_, **__: encoder)
    patch.setattr(analysing, "_loaded", {})
    patch.setattr(analysing, "encoder_id", lambda _: "fake")


def run_light(corpus: Path, folder: Path) -> Path:
    """A corpus (`sources/`, settings, participants) copied into a new folder and run once to its themes, lightened."""
    folder.mkdir()
    shutil.copytree(corpus / "sources", folder / "sources")
    for name in ("study.toml", "participants.csv"):
        shutil.copyfile(corpus / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        lighten(patch)
        with opening(folder) as study:
            steps.run(study)
    return folder


def decide_all(study: OpenStudy, sample_corpus: Path) -> list[imports.Imported]:
    """The scripted work of the demonstration's two researchers: codebook, codings, findings."""
    decisions = sample_corpus / "decisions"
    return [
        imports.import_codebook(study, decisions / "codebook.csv"),
        imports.import_codings(study, decisions / "codings.csv"),
        imports.import_findings(study, decisions / "findings.json"),
    ]


def small_study(folder: Path, *, release: str = "automatic") -> Path:
    new_study(folder, title="Petite étude")
    toml = (folder / "study.toml").read_text(encoding="utf-8").replace('release = "reviewed"', f'release = "{release}"')
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    interview = (
        "Enquêtrice : Comment ça se passe avec la mairie ?\n"
        "Karima : Je m'appelle Karima Belkacem et j'attends depuis mars. Mon numéro c'est le 06 39 98 12 34.\n"
        "Enquêtrice : Et sur internet ?\n"
        "Karima : Le site demande un mot de passe que je n'ai jamais reçu, alors j'ai laissé tomber.\n"
    )
    (folder / "sources" / "entretien.txt").write_text(interview, encoding="utf-8")
    return folder


def opening(folder: Path, *, role: Role = Role.CUSTODIAN) -> OpenStudy:
    return open_study(folder, actor="Inès", role=role, passphrase=lambda _: PASSPHRASE)
