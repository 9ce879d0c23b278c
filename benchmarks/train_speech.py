"""
Train the small networks that hear names in speech (pipeline/anonymise/speech_reader.py) and write their weights.

What they learn from is in `speech_texts.py` beside this file. They are judged here on sentences whose patterns were
kept apart, by class; what their answers are worth on whole texts is the business of `anonymise.py`. Deterministic for
given versions, on one thread. Run from the repository:

    python benchmarks/train_speech.py DEBATES.txt INTERVIEWS_FOLDER
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from drawn_names import Names
from speech_texts import KEPT_APART, UNTOLD, Marked, debates, heard, interviews, pattern_lines, patterns

from pipeline.anonymise.speech_features import FACT_ROWS, N_ROWS, rows_of
from pipeline.anonymise.speech_reader import BEGINS, FAR_STEP, GOES_ON, ORGANISATION, PLACE, WEIGHTS, WIDTH
from pipeline.anonymise.staying import staying

SEED = 20261122
PATTERNS = {"spoken_patterns.txt": 15_000, "spoken_patterns_people.txt": 30_000, "spoken_patterns_places.txt": 40_000}
TIMES_APART = 30  # fillings of each line kept apart
N_NETWORKS = 3
WINDOW, BATCH, EPOCHS, RATE = 64, 64, 4, 3e-3
N_DIMS, N_HIDDEN, N_CLASSES = 32, 64, 5
DROPPED = 0.2  # of what the layers say
HIDDEN_WORDS = 0.25  # of the words, told by what the lists know of them alone, lest sentences be learnt by heart
UNHEARD = 127  # a row that describes nothing
CLASSES = {"people": (BEGINS, GOES_ON), "places": (PLACE,), "organisations": (ORGANISATION,)}


class Words(NamedTuple):
    """Words one after the other: `ids` of the rows of all, where those of each begin, and the class of each."""

    ids: Any
    starts: Any
    told: Any

    def windows(self) -> int:
        """How many whole windows there are."""
        return len(self.told) // WINDOW


def main(debates_path: Path, interviews_folder: Path) -> None:
    """Gather, train, write, and say how well the networks do on the lines kept apart."""
    learnt, apart = gathered(debates_path, interviews_folder)
    print(f"{len(learnt.told):,} words learnt from, {len(apart.told):,} kept apart", flush=True)
    members = [train(learnt, apart, seed=SEED + n) for n in range(N_NETWORKS)]
    arrays: dict[str, Any] = {name: np.stack([member[name] for member in members]) for name in members[0]}
    with WEIGHTS.open("wb") as file:
        np.savez_compressed(file, **arrays)
    content = WEIGHTS.read_bytes()
    print(f"{WEIGHTS.name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


def gathered(debates_path: Path, interviews_folder: Path) -> tuple[Words, Words]:
    """Words to learn from, and words of the pattern lines kept apart; each part is drawn by itself."""
    rng = random.Random(SEED)
    learnt = [words_of_all(debates(debates_path, Names(rng), rng), rng)]
    rng = random.Random(SEED)
    learnt.append(words_of_all(interviews(interviews_folder, Names(rng), rng), rng))
    apart: list[Words] = []
    for name, times in PATTERNS.items():
        more, others = from_patterns(name, times)
        learnt.append(more)
        apart.append(others)
    return together(learnt), together(apart)


def from_patterns(name: str, times: int) -> tuple[Words, Words]:
    """Words of one file of patterns, filled so many times, and those of the lines kept apart."""
    rng = random.Random(SEED)
    names, lines = Names(rng), pattern_lines(name)
    rng.shuffle(lines)
    cut = len(lines) // KEPT_APART
    learnt = words_of_all(patterns(lines[cut:], times, names, rng), rng)
    return learnt, words_of_all(patterns(lines[:cut], cut * TIMES_APART, names, rng), rng)


def words_of_all(sentences: Iterable[Marked], rng: random.Random) -> Words:
    """Every sentence as it may be heard, one after the other."""
    mixed = list(sentences)
    rng.shuffle(mixed)
    rows: list[tuple[int, ...]] = []
    told: list[int] = []
    for marked in mixed:
        line, of = heard(marked, rng)
        rows += rows_of(line, staying(line))
        told += of
    ids = np.array([row for of in rows for row in of], dtype=np.int64)
    return Words(ids, np.cumsum([0, *map(len, rows)]), np.array(told))


def together(parts: Sequence[Words]) -> Words:
    """Parts one after the other."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    ids, told = np.concatenate([part.ids for part in parts]), np.concatenate([part.told for part in parts])
    return Words(ids, np.concatenate([[0], np.cumsum(lengths)]), told)


def train(learnt: Words, apart: Words, *, seed: int) -> dict[str, Any]:
    """Weights of one network as float16, by name. Torch is needed here only."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    torch.set_num_threads(1)
    table = nn.EmbeddingBag(N_ROWS, N_DIMS, mode="sum", padding_idx=UNHEARD)
    nn.init.normal_(table.weight, std=0.1)
    near = nn.Conv1d(N_DIMS, N_HIDDEN, WIDTH, padding=WIDTH // 2)
    far = nn.Conv1d(N_HIDDEN, N_HIDDEN, WIDTH, padding=FAR_STEP * (WIDTH // 2), dilation=FAR_STEP)
    last = nn.Conv1d(N_HIDDEN, N_CLASSES, 1)
    parts = nn.ModuleList([table, near, far, last])

    def forward(words: Words, windows: Sequence[int]) -> Any:
        ids, lengths = rows_in(words, windows)
        if parts.training:
            unheard = np.repeat(chance.random(len(lengths)) < HIDDEN_WORDS, lengths)
            ids[unheard & (ids >= FACT_ROWS)] = UNHEARD
        begins = torch.from_numpy(np.cumsum(lengths) - lengths)
        found = table(torch.from_numpy(ids), begins).view(len(windows), WINDOW, N_DIMS)
        hidden = torch.relu(near(dropped(found.transpose(1, 2))))
        return last(dropped(hidden + torch.relu(far(hidden))))

    def dropped(values: Any) -> Any:
        return nn.functional.dropout(values, DROPPED, training=parts.training)

    order = list(range(learnt.windows()))
    answers = torch.from_numpy(learnt.told[: learnt.windows() * WINDOW]).view(-1, WINDOW)
    optimiser = torch.optim.AdamW(parts.parameters(), lr=RATE, weight_decay=0.01)
    steps = len(order) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * steps)
    rng = random.Random(seed)
    for epoch in range(EPOCHS):
        parts.train()
        total = 0.0
        for windows in batches(order, rng):
            loss = nn.functional.cross_entropy(forward(learnt, windows), answers[windows], ignore_index=UNTOLD)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        parts.eval()
        with torch.no_grad():
            guessed = forward(apart, range(apart.windows())).softmax(1).transpose(1, 2).reshape(-1, N_CLASSES)
        print(f"epoch {epoch + 1}: loss {total / steps:.4f}; apart: {judged(guessed.numpy(), apart.told)}", flush=True)
    arrays = {"table": table.weight, "near": near.weight, "near_bias": near.bias, "far": far.weight}
    arrays |= {"far_bias": far.bias, "last": last.weight[:, :, 0], "last_bias": last.bias}
    return {name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()}


def batches(order: list[int], rng: random.Random) -> Iterator[list[int]]:
    """All windows once, in an order that is drawn; what fills no batch is left out."""
    rng.shuffle(order)
    return (order[at : at + BATCH] for at in range(0, len(order) - BATCH + 1, BATCH))


def rows_in(words: Words, windows: Sequence[int]) -> tuple[Any, Any]:
    """Rows of the words of some windows, and how many describe each word."""
    edges = [words.starts[w * WINDOW : (w + 1) * WINDOW + 1] for w in windows]
    ids = np.concatenate([words.ids[e[0] : e[-1]] for e in edges])
    return ids, np.concatenate([np.diff(e) for e in edges])


def judged(guessed: Any, told: Any) -> str:
    """Recall and precision by word of each class at one half."""
    told = told[: len(guessed)]
    said = []
    for name, classes in CLASSES.items():
        found = guessed[:, list(classes)].sum(axis=1) > 0.5
        wanted = np.isin(told, classes)
        right = int((found & wanted).sum())
        recall, precision = right / max(1, int(wanted.sum())), right / max(1, int((found & (told != UNTOLD)).sum()))
        said.append(f"{name} {recall:.3f}/{precision:.3f}")
    return ", ".join(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
