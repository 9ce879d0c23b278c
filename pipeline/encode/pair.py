"""
Two encoders side by side, as one `sentence_transformers` module: what the first one sees, then what the second one sees.

E5 and the Universal Sentence Encoder do not err on the same sentences: together they learn a code from ten examples better
than either (`benchmarks/propose.py`). E5's vectors all point one way, and tell texts apart by the little that is left; it is
drawn out by taking off, from each text, the vector of an empty text, so that both halves weigh alike once a corpus is
centred.

This file imports `sentence_transformers` when it is imported (seconds): only `encode.load_encoder` does so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule
from torch.nn import functional

from pipeline.encode.e5 import E5Sentences
from pipeline.encode.sentence_module import UniversalSentences

E5_WEIGHT = 2.3  # spread about the mean of a corpus: .40 to .41 for E5, .89 to .97 for the other, on both measured sets


class PairedSentences(InputModule):  # type: ignore[misc]  # the library is untyped for the checker
    """Texts to sentence embeddings, `(n, 384 + 512)` float32, rows of length 1."""

    save_in_root = False

    def __init__(self) -> None:
        super().__init__()
        self._e5 = E5Sentences()
        self._use = UniversalSentences()
        with torch.no_grad():
            nothing = self._e5(self._e5.preprocess([""]))["sentence_embedding"]
        self.register_buffer("nothing", nothing.clone(), persistent=False)

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_unused: Any) -> dict[str, torch.Tensor]:
        """Both encoders' pieces; the first one's under `e5_…`."""
        texts = self._prepend_prompt(list(inputs), prompt) if prompt else list(inputs)
        first = {f"e5_{name}": pieces for name, pieces in self._e5.preprocess(texts).items()}
        return {**self._use.preprocess(texts), **first}

    def forward(self, features: dict[str, Any], **_unused: Any) -> dict[str, Any]:
        """Add `sentence_embedding` to the features."""
        own = {name.removeprefix("e5_"): pieces for name, pieces in features.items() if name.startswith("e5_")}
        first = self._e5(own)["sentence_embedding"] - self.nothing
        second = self._use({name: features[name] for name in ("input_ids", "lengths")})["sentence_embedding"]
        features["sentence_embedding"] = functional.normalize(torch.cat([E5_WEIGHT * first, second], dim=1), dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return int(self._e5.get_embedding_dimension() + self._use.get_embedding_dimension())

    def save(self, output_path: str, *_unused: Any, **_unused_too: Any) -> None:
        """Write the settings only: the weights stay in their packages."""
        self.save_config(output_path)
