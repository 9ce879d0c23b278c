"""
Vectors, keyed by the text's hash and the encoder: the same words are never encoded twice, and vectors of two encoders
never mix.

One table per dimension, because `FLOAT[n]` then refuses a vector of the wrong length. The dimension is the one thing of
this store that shapes a statement, and it is an integer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from pipeline.store.connection import StudyFile, Write

FEW_TEXTS = 20_000  # fewer are asked for by name; more, and reading all is quicker


def text_id(text: str) -> str:
    """Key of a text: SHA-256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def add_vectors(write: Write, texts: Sequence[str], vectors: Any, *, encoder_id: str) -> None:
    """
    Keep vectors.

    Args:
        texts: what was encoded.
        vectors: (n_texts, n_dims) float32, rows in the order of `texts`.
        encoder_id: which encoder made them.
    """
    if not len(texts):
        return
    import pyarrow

    n_dims = int(vectors.shape[1])
    write.execute(
        f"create table if not exists vectors_{n_dims} ("
        f"text_id varchar not null, encoder_id varchar not null, vector float[{n_dims}] not null, "
        "primary key (text_id, encoder_id))"
    )
    flat = pyarrow.array(vectors.astype("float32", copy=False).ravel())
    incoming = pyarrow.table(
        {
            "text_id": [text_id(text) for text in texts],
            "encoder_id": [encoder_id] * len(texts),
            "vector": pyarrow.FixedSizeListArray.from_arrays(flat, n_dims),
        }
    )
    write.cursor.register("incoming", incoming)
    try:
        write.execute(
            f"insert into vectors_{n_dims} select text_id, encoder_id, vector from incoming "  # noqa: S608  # an integer
            "on conflict do nothing"
        )
    finally:
        write.cursor.unregister("incoming")


def known_texts(study: StudyFile, *, encoder_id: str, among: Sequence[str] | None = None) -> frozenset[str]:
    """Keys of the texts that this encoder has encoded; `among` these keys only, when given."""
    found: set[str] = set()
    few = list(among) if among is not None and len(among) <= FEW_TEXTS else None
    for n_dims in _dimensions(study):
        rows = study.rows(
            f"select text_id from vectors_{n_dims} where encoder_id = $encoder_id "  # noqa: S608  # an integer
            "and ($few is null or text_id in (select unnest($few)))",
            {"encoder_id": encoder_id, "few": few},
        )
        found.update(row[0] for row in rows)
    return frozenset(found)


def vectors_of(study: StudyFile, texts: Sequence[str], *, encoder_id: str) -> Any:
    """
    The vectors of these texts.

    Returns:
        (n_texts, n_dims) float32 in the order of `texts`, rows of length 1; None when one of them was not encoded.
    """
    import numpy

    wanted = [text_id(text) for text in texts]
    few = list(dict.fromkeys(wanted)) if len(wanted) <= FEW_TEXTS else None
    for n_dims in _dimensions(study):
        found = study.arrow(
            f"select text_id, vector from vectors_{n_dims} where encoder_id = $encoder_id "  # noqa: S608  # an integer
            "and ($few is null or text_id in (select unnest($few)))",
            {"encoder_id": encoder_id, "few": few},
        )
        if found.num_rows:
            place = {key: row for row, key in enumerate(found["text_id"].to_pylist())}
            if any(key not in place for key in wanted):
                return None
            flat = found["vector"].combine_chunks().flatten().to_numpy(zero_copy_only=False)
            matrix = numpy.asarray(flat, dtype=numpy.float32).reshape(-1, n_dims)
            return matrix[[place[key] for key in wanted]]
    return None


def tables(study: StudyFile) -> list[str]:
    """The vector tables of this study."""
    return [f"vectors_{n_dims}" for n_dims in _dimensions(study)]


def _dimensions(study: StudyFile) -> list[int]:
    rows = study.rows("select table_name from duckdb_tables() where table_name like 'vectors_%' order by table_name")
    return [int(row[0].removeprefix("vectors_")) for row in rows]
