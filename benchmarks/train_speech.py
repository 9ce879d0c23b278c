"""
Train the small networks that hear names in speech (pipeline/anonymise/speech_reader.py) and write its weights.

What it learns from, none of which stays in the weights as words:
- parliamentary debates (CC0): spaCy's French model names people in the cased sentences, each is replaced by a name drawn
  from the open lists, so that contexts are learnt and not members of parliament;
- craftsmen's interviews (MIT), the first half of the files: real oral French whose names its authors had masked. Where a
  sentence speaks of "le client" or of "elle", a drawn name may take that place; everywhere else words are just words;
- `spoken_patterns.txt` beside this file, invented.
Half of the names drawn are rare, a tenth are made up letter by letter, a tenth are misheard: a name must be known by its
place. Capitals and punctuation are then taken away from most sentences. Deterministic for given versions. Run from the repository:

    python benchmarks/train_speech.py DEBATES.txt INTERVIEWS_FOLDER
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from wordfreq import top_n_list

from pipeline.anonymise.facts import facts
from pipeline.anonymise.ner import load_recogniser
from pipeline.anonymise.speech_features import N_ROWS, rows_of
from pipeline.anonymise.speech_reader import WEIGHTS
from pipeline.anonymise.staying import staying
from pipeline.anonymise.words import Casing, Line, Word, read_line
from pipeline.french.lists import _rows, first_names, fold, is_ordinary, towns, words_of
from pipeline.french.names import DIMINUTIVES, NAMES_THAT_ARE_WORDS

SEED = 20261122
N_DEBATES, N_PATTERNS, ORAL_PASSES = 24_000, 70_000, 5
N_NETWORKS = 3
WINDOW, BATCH, EPOCHS, RATE = 64, 64, 4, 2e-3
N_DIMS, N_HIDDEN, WIDTH = 32, 64, 5
MISWRITTEN = 0.002  # of ordinary words
OTHER, BEGINS, GOES_ON, PLACE, UNTOLD = 0, 1, 2, 3, -100

PEOPLE = (
    "client cliente patron patronne collègue gars type mec copain copine ami amie voisin voisine dame monsieur fille garçon "
    "fils père mère frère soeur sœur femme mari chef architecte propriétaire rapporteur ministre président député maire "
    "prof apprenti stagiaire ouvrier maçon gamin personne médecin secrétaire"
).replace(" ", "|")
SOMEONE = re.compile(rf"\b(?:l['’]|(?:le|la|un|une|mon|ma|notre|ce|cet|cette|son|sa) )(?:{PEOPLE})\b", re.IGNORECASE)
HE = re.compile(r"(?<![-'’\w])(?=(?:il|elle) (?!y |faut|s['’]|fallait|pleut))", re.IGNORECASE)
WITH_HIM = re.compile(r"\b(?<=(?:avec|chez|pour|sans) )(?:lui|elle|eux)\b")
KINSMEN = words_of(
    "frère sœur cousin cousine oncle tante beau-frère belle-sœur neveu nièce fils fille mari femme copain copine mère père"
)
TRADES = words_of(
    "infirmière éducatrice voisin voisine boulanger gardien assistante prof médecin kiné nounou chef collègue facteur"
)
TITLES = ["madame", "madame", "monsieur", "monsieur", "mme", "mr", "docteur", "mademoiselle", "maître"]
FILLERS = words_of("euh ben enfin bah donc voilà quoi bon du coup hein tu vois genre franchement")
PARTICLES = ["ben", "el", "le", "de", "da", "van", "di", "dos", "de", "la"]


class Marked(NamedTuple):
    """A sentence and where names (`PER`), places (`LOC`) and what nobody can tell (`?`) stand in it."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


class Names:
    """Draws names of every kind: frequent, rare, made up, misheard, words."""

    def __init__(self, rng: random.Random) -> None:
        """`rng`: the only source of chance."""
        self._rng = rng
        firsts = sorted((name, count) for name, (count, _) in first_names().items() if count >= 3 and len(name) > 1)
        self._firsts = [n for n, _ in firsts if not facts(n).never]
        self._first_weights = _running(c**0.45 for n, c in firsts if not facts(n).never)
        surnames = [(n, int(c)) for n, c in (row.rsplit(",", 1) for row in _rows("noms.csv.gz")[::7]) if n.isalpha()]
        surnames = [(n.lower(), c) for n, c in surnames if c >= 3 and 2 < len(n) < 14]
        self._surnames = [n for n, _ in surnames]
        self._surname_weights = _running(c**0.45 for _, c in surnames)
        self._words = sorted(n for n in NAMES_THAT_ARE_WORDS if first_names().get(n, (0, ""))[0] > 500)
        self._short = sorted(DIMINUTIVES)
        self._nicknames = sorted(
            w for w in top_n_list("fr", 60_000)[15_000:] if w.isalpha() and is_ordinary(w) and w[-1] in "aeiou"
        )
        places = [(n, size) for n, (country, size) in sorted(towns().items()) if country == "FR"]
        self._towns = [n for n, _ in places]
        self._town_weights = _running(size**0.4 for _, size in places)
        self._communes = sorted(row.split(",")[1] for row in _rows("communes.csv.gz"))
        self._follows = _follows(self._firsts[::3])

    def first(self) -> str:
        """A first name, in lower case."""
        dice = self._rng.random()
        if dice < 0.14:
            return self._rng.choice(self._words)
        if dice < 0.20:
            return self._rng.choice(self._short)
        if dice < 0.215:
            return self._rng.choice(self._nicknames)
        if dice < 0.34:
            return self._made_up()
        name = self._rng.choices(self._firsts, cum_weights=self._first_weights)[0]
        if dice < 0.48:
            return self._misheard(name)
        if dice < 0.53:
            return f"{name} {self._rng.choices(self._firsts, cum_weights=self._first_weights)[0]}"
        return name.replace("-", " ") if dice < 0.58 else name

    def plain(self) -> str:
        """A first name that is no word."""
        while facts(name := self._rng.choices(self._firsts, cum_weights=self._first_weights)[0]).ordinary:
            pass
        return name

    def word(self) -> str:
        """A word that is also a first name."""
        return self._rng.choice(self._words)

    def surname(self) -> str:
        """A surname, in lower case, sometimes with its particle."""
        dice = self._rng.random()
        name = (
            self._rng.choices(self._surnames, cum_weights=self._surname_weights)[0] if dice > 0.12 else self._made_up()
        )
        if dice > 0.9:
            return f"{self._rng.choice(PARTICLES)} {name}"
        return self._misheard(name) if dice > 0.8 else name

    def any(self) -> str:
        """A name of any form."""
        dice = self._rng.random()
        if dice < 0.72:
            return self.first()
        if dice < 0.92:
            return f"{self.first()} {self.surname()}"
        return f"{self._rng.choice(TITLES)} {self.surname()}"

    def town(self) -> str:
        """A town, four times in five one that many people know."""
        if self._rng.random() < 0.75:
            return self._rng.choices(self._towns, cum_weights=self._town_weights)[0]
        return self._rng.choice(self._communes)

    def _made_up(self) -> str:
        name = "^"
        while len(name) < 12:
            letter = self._rng.choice(self._follows.get(name[-2:], self._follows[name[-1:]]))
            if letter == "$" and len(name) > 3:
                break
            name += letter.replace("$", "a")
        return name[1:]

    def _misheard(self, name: str) -> str:
        at = self._rng.randrange(len(name))
        return name[:at] + self._rng.choice(["", name[at] * 2, self._rng.choice("aeiouhnrs")]) + name[at + 1 :] or name


def _running(weights: Any) -> list[float]:
    return list(np.cumsum(list(weights)))


def _follows(names: Sequence[str]) -> dict[str, list[str]]:
    follows: dict[str, list[str]] = {}
    for name in names:
        word = f"^{name}$"
        for at in range(1, len(word)):
            follows.setdefault(word[max(0, at - 2) : at], []).append(word[at])
            follows.setdefault(word[at - 1], []).append(word[at])
    return follows


def put(marked: Marked, stretches: Sequence[tuple[int, int, str, str]]) -> Marked:
    """The sentence with stretches (start, end, new text, label) replaced, all marks moved along."""
    pieces, spans, done, length = [], [], 0, 0
    events = [(s, e, new, label) for s, e, new, label in stretches]
    events += [(s, e, marked.text[s:e], label) for s, e, label in marked.spans]
    for start, end, new, label in sorted(events):
        if start < done:
            continue
        pieces += [marked.text[done:start], new]
        length += start - done
        spans.append((length, length + len(new), label))
        length += len(new)
        done = end
    return Marked("".join([*pieces, marked.text[done:]]), tuple(spans))


def with_people(marked: Marked, names: Names, rng: random.Random, share: float = 0.35) -> Marked:
    """Names drawn, in place of "le client", of "lui", or before "elle"."""
    text = marked.text
    stretches = [(*m.span(), names.any().title(), "PER") for m in SOMEONE.finditer(text) if rng.random() < share]
    stretches += [(*m.span(), names.any().title(), "PER") for m in WITH_HIM.finditer(text) if rng.random() < share]
    stretches += [
        (m.start(), m.start(), names.any().title() + " ", "PER") for m in HE.finditer(text) if rng.random() < share / 3
    ]
    return put(marked, stretches)


def debates(path: Path, names: Names, rng: random.Random) -> Iterator[Marked]:
    """Cased sentences; people swapped, towns swapped, other entities left untold."""
    sentences = sorted(set(path.read_text(encoding="utf-8").splitlines()))
    chosen = rng.sample(sentences, N_DEBATES)
    for text, entities in zip(chosen, load_recogniser().entities(chosen), strict=True):
        stretches = []
        for start, end, label in entities:
            words = text[start:end].split()
            title = words[0].lower() in ("monsieur", "madame")
            if label == "PER" and len(words) <= 4:
                new = f"{words[0]} {names.surname().title()}" if title else names.any().title()
                before = re.search(r"(Monsieur|Madame) $", text[:start])
                start = before.start() if before else start
                stretches.append((start, end, new if rng.random() < 0.5 or not before else f"{before[1]} {new}", "PER"))
            elif label == "LOC" and text[start:end].lower() in towns():
                stretches.append((start, end, names.town().title(), "LOC"))
            elif not facts(words[0]).ordinary:
                stretches.append((start, end, text[start:end], "?"))
        yield with_people(put(Marked(text, ()), stretches), names, rng)


def interviews(folder: Path, names: Names, rng: random.Random) -> Iterator[Marked]:
    """Oral French from the first half of the files; a masked word is left untold."""
    import docx

    files = sorted(folder.glob("*.docx"))
    for path in files[: len(files) // 2]:
        for paragraph in docx.Document(str(path)).paragraphs:
            text = paragraph.text.strip()
            if text and not text.startswith("["):
                spans = tuple((*m.span(), "?") for m in re.finditer(r"\bBIP\b", text))
                for _ in range(ORAL_PASSES):
                    yield with_people(Marked(text, spans), names, rng, share=rng.choice([0.0, 0.3, 0.6]))


def patterns(names: Names, rng: random.Random) -> Iterator[Marked]:
    """Invented sentences, filled."""
    lines = Path(__file__).with_name("spoken_patterns.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    fill: dict[str, tuple[Callable[[], str], str]] = {
        "F": (names.first, "PER"),
        "P": (names.plain, "PER"),
        "W": (names.word, ""),
        "N": (names.any, "PER"),
        "S": (names.surname, "PER"),
        "C": (names.town, "LOC"),
        "T": (lambda: rng.choice(TITLES), "PER"),
        "K": (lambda: rng.choice(KINSMEN), ""),
        "J": (lambda: rng.choice(TRADES), ""),
    }
    for _ in range(N_PATTERNS):
        line = rng.choice(lines)
        if rng.random() < 0.2:
            line = f"{rng.choice(FILLERS)} {line}"
        stretches = []
        for m in re.finditer(r"(\{T\} )?\{(\w)\}", line):
            draw, label = fill[m[2]]
            new = draw()
            if m[1]:
                new = f"{rng.choice(TITLES)} {new}"
            stretches.append((*m.span(), new.title() if label else new, label))
        marked = put(Marked(line, ()), stretches)
        yield Marked(marked.text, tuple(s for s in marked.spans if s[2]))


def heard(marked: Marked, rng: random.Random) -> tuple[Line, list[int]]:
    """The sentence as a recording service may give it, and the class of each word."""
    dice = rng.random()
    text, casing = marked.text, Casing.KEPT
    if dice < 0.8:
        text, casing = text.lower(), Casing.LOST
    if len(text) != len(marked.text):
        text = marked.text
    if dice < 0.65:
        text = re.sub(r"[,.!?;:…«»\"“”()]", " ", text)
    if dice >= 0.8:
        text = text[:1].upper() + text[1:]
    line = read_line(text, casing)
    if dice < 0.65:  # no sentence ends are heard
        line = Line(line.text, tuple(w._replace(opening=False) for w in line.words), casing)
    told = classes(line, marked.spans)
    words = [_miswritten(w, rng) if t == OTHER else w for w, t in zip(line.words, told, strict=True)]
    return Line(line.text, tuple(words), casing), told


def _miswritten(word: Word, rng: random.Random) -> Word:
    """Now and then an ordinary word with a wrong letter, so that a word nobody knows is not a name for that alone."""
    if len(word.text) < 5 or rng.random() > MISWRITTEN:
        return word
    at = rng.randrange(1, len(word.text))
    text = word.text[:at] + rng.choice("aeiourstnl") + word.text[at + 1 :]
    return word._replace(text=text, folded=fold(text))


def classes(line: Line, spans: Sequence[tuple[int, int, str]]) -> list[int]:
    """Class of each word from the marks."""
    told = [OTHER] * len(line.words)
    for start, end, label in spans:
        inside = [k for k, w in enumerate(line.words) if w.start < end and start < w.end]
        for k in inside:
            told[k] = {"PER": BEGINS if k == inside[0] else GOES_ON, "LOC": PLACE}.get(label, UNTOLD)
    return told


def main(debates_path: Path, interviews_folder: Path) -> None:
    """Gather, train, write, and say how well each network does on sentences kept apart."""
    rng = random.Random(SEED)
    names = Names(rng)
    gathered = [*debates(debates_path, names, rng), *interviews(interviews_folder, names, rng), *patterns(names, rng)]
    rng.shuffle(gathered)
    rows: list[tuple[int, ...]] = []
    told: list[int] = []
    for marked in gathered:
        line, of = heard(marked, rng)
        rows += rows_of(line, staying(line))
        told += of
    print(f"{len(gathered):,} sentences, {len(rows):,} words, {sum(t == BEGINS for t in told):,} names")
    members = [train(rows, told, seed=SEED + n) for n in range(N_NETWORKS)]
    arrays = {name: np.stack([member[name] for member in members]) for name in members[0]}
    WEIGHTS.parent.mkdir(exist_ok=True)
    with WEIGHTS.open("wb") as file:
        np.savez_compressed(file, **arrays)
    content = WEIGHTS.read_bytes()
    print(f"{WEIGHTS.name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


def train(rows: Sequence[tuple[int, ...]], told: Sequence[int], *, seed: int) -> dict[str, Any]:
    """Weights of one network as float16, by name. Torch is needed here only."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    table = nn.EmbeddingBag(N_ROWS, N_DIMS, mode="sum")
    nn.init.normal_(table.weight, std=0.1)
    near = nn.Conv1d(N_DIMS, N_HIDDEN, WIDTH, padding=WIDTH // 2)
    far = nn.Conv1d(N_HIDDEN, N_HIDDEN, WIDTH, padding=WIDTH // 2)
    last = nn.Conv1d(N_HIDDEN, 4, 1)
    parts = nn.ModuleList([table, near, far, last])

    def forward(windows: Sequence[int]) -> Any:
        flat = [r for w in windows for r in rows[w * WINDOW : (w + 1) * WINDOW]]
        offsets = np.cumsum([0, *map(len, flat)][:-1])
        ids = torch.tensor([i for of in flat for i in of])
        words = table(ids, torch.tensor(offsets)).view(len(windows), WINDOW, N_DIMS).transpose(1, 2)
        hidden = torch.relu(near(nn.functional.dropout(words, 0.1, training=parts.training)))
        return last(hidden + torch.relu(far(hidden)))

    n_windows = len(rows) // WINDOW
    order = list(range(n_windows))
    kept_apart, order = order[: n_windows // 20], order[n_windows // 20 :]
    answers = torch.tensor(told[: n_windows * WINDOW]).view(n_windows, WINDOW)
    optimiser = torch.optim.AdamW(parts.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(order) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    rng = random.Random(seed)
    for epoch in range(EPOCHS):
        rng.shuffle(order)
        parts.train()
        total = 0.0
        for at in range(len(order) // BATCH):
            windows = order[at * BATCH : (at + 1) * BATCH]
            loss = nn.functional.cross_entropy(forward(windows), answers[windows], ignore_index=UNTOLD)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        parts.eval()
        with torch.no_grad():
            guessed = torch.cat([forward([w]) for w in kept_apart]).softmax(1)
        person = (guessed[:, 1] + guessed[:, 2]) > 0.5
        truth = answers[kept_apart]
        wanted, counted = (truth == BEGINS) | (truth == GOES_ON), truth != UNTOLD
        right = int((person & wanted & counted).sum())
        print(
            f"epoch {epoch + 1}: loss {total / (len(order) // BATCH):.4f}, words of names kept apart: "
            f"recall {right / int(wanted.sum()):.3f}, precision {right / max(1, int((person & counted).sum())):.3f}",
            flush=True,
        )
    arrays = {"table": table.weight, "near": near.weight, "near_bias": near.bias, "far": far.weight}
    arrays |= {"far_bias": far.bias, "last": last.weight[:, :, 0], "last_bias": last.bias}
    return {name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
