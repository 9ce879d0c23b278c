"""
E-mail addresses, sites and names on networks, written or said aloud.

Said, an address is read from its "arobase" outwards: back over letters, numbers and signs ("karim tiret bas b") as
long as they belong together, forth over the provider and its "point com". A name on a network is read after the
network's ("mon insta c'est"), and needs a sign or a digit to be told from what people say about networks. Sites of
national institutions and networks stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from models.anonymisation import MentionKind
from pipeline.anonymise.spans import EXACT, Found
from pipeline.french.contacts import (
    AT,
    EMAIL,
    GLUED_HANDLE,
    HANDLE,
    NETWORK_CUE,
    PROVIDERS,
    SAID_DOMAIN,
    SAID_LINE,
    SIGN,
    URL,
)
from pipeline.french.institutions import INSTITUTIONS, NATIONAL_SITES
from pipeline.french.lists import fold, frequency, is_ordinary, spaced
from pipeline.french.numbers import SPOKEN_NUMBER, read_number

MAX_LOCAL_WORDS = 12  # tokens read back from "arobase"
MAX_HANDLE_WORDS = 8
LINKS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "au", "aux"})
FUNCTION_WORD = 5.4  # Zipf frequency above which a word is grammar, not a name

_HANDLE_GAP = re.compile(r",?[ ](?=\w)")
_TOKEN = re.compile(r"[\w.+\-]*\w")
_SIGNS = re.compile(rf"(?:{SIGN.pattern}|\d+|{SPOKEN_NUMBER}|du[ ]\d+|\b[a-z](?!\w))\Z", re.IGNORECASE)
_SIGN_AT = re.compile(rf"(?:{SIGN.pattern}|\d+|(?:du[ ])?(?:\d+|{SPOKEN_NUMBER}))(?!\w)", re.IGNORECASE)
_SIGNED_BEFORE = re.compile(r"(?:\btiret|\bpoint|\bunderscore|\bdu bas)(?:[ ]\w+){1,3}\Z", re.IGNORECASE)
_WORTH_A_LOOK = re.compile(r"@|\.\w\w|arr?oba|robase|\bpoint[ ]|\(at\)|\[at\]|\(a\)|://|\bat[ ]", re.IGNORECASE)


def find_contacts(text: str) -> list[Found]:
    """Addresses of the net in a turn, written and said."""
    found: list[Found] = []
    if _WORTH_A_LOOK.search(text) or " chez " in text:
        found += _written(text)
        found += _said(text)
    found += _on_networks(text)
    found += _with_a_line(text)
    return found


def _written(text: str) -> Iterator[Found]:
    for match in EMAIL.finditer(text):
        yield Found(*match.span(), MentionKind.EMAIL, "rule:email", rank=EXACT - 2)
    for match in URL.finditer(text):
        if not _is_national(match.group()):
            yield Found(*match.span(), MentionKind.URL, "rule:url", rank=EXACT)
    for match in HANDLE.finditer(text):
        yield Found(*match.span(), MentionKind.URL, "rule:handle", rank=EXACT)


@cache
def _national_names() -> frozenset[str]:
    return frozenset(spaced(name).replace(" ", "") for name in (*INSTITUTIONS, *NATIONAL_SITES))


def _is_national(site: str) -> bool:
    """Whether a site is that of an institution or a brand that everyone uses, and of no page of it."""
    bare = re.sub(r"^(?:https?://)?(?:www\.|w ?w ?w point )?", "", fold(site))
    if "facebook" in bare or "instagram" in bare or bare.count("/") > 1:
        return False
    name = re.split(r"[./]| point ", bare)
    parts = {part.replace("-", "").replace(" tiret ", "") for part in name[:-1]}
    return bool(parts & _national_names())


def _said(text: str) -> Iterator[Found]:
    for sign in AT.finditer(text):
        domain = SAID_DOMAIN.match(text, sign.end())
        start = _local_start(text, sign.start())
        if domain and start is not None and _is_domain(domain.group()):
            yield Found(start, domain.end(), MentionKind.EMAIL, "rule:said-email", 0.95, EXACT - 2)
        elif domain:
            end = _handle_end(text, sign.end())
            if end:
                yield Found(sign.start(), end, MentionKind.URL, "rule:said-handle", 0.9, EXACT)


def _is_domain(said: str) -> bool:
    words = fold(said).split()
    return "." in said or "point" in words or "dot" in words or (bool(words) and words[0] in PROVIDERS)


def _local_start(text: str, end: int) -> int | None:
    """Where the part before "arobase" begins: letters, numbers and signs belong together; a name may stand before."""
    start: int | None = None
    bound, taken, glued = end, 0, True
    while taken < MAX_LOCAL_WORDS:
        before = text[:bound].rstrip(" ,")
        if "\n" in text[len(before) : bound]:
            break
        sign = _SIGNS.search(before, max(0, len(before) - 40))
        token = sign or re.search(r"[\w.+\-]*\w\Z", before[max(0, len(before) - 40) :])
        if token is None:
            break
        length = len(token.group())
        word = before[len(before) - length :]
        if not sign and not (_may_be_local(word, first=start is None) if not glued else _not_grammar(word)):
            signed = _SIGNED_BEFORE.search(before) if fold(word) in LINKS else None
            if signed is None:
                break
            start = bound = signed.start()  # "collectif tiret bords de somme arobase"
            glued, taken = True, taken + 1
            continue
        start = bound = len(before) - length
        glued, taken = sign is not None, taken + 1
    return start


def _not_grammar(word: str) -> bool:
    return frequency(word) < FUNCTION_WORD and fold(word) not in ("mail", "email", "mel", "adresse", "est")


def _may_be_local(word: str, *, first: bool) -> bool:
    """A word with nothing between it and the next: a name, rare enough to be no part of the sentence."""
    return first or (_not_grammar(word) and frequency(word) < 4.2 and not is_ordinary(word.lower()))


def _on_networks(text: str) -> Iterator[Found]:
    """ "mon insta c'est karim du 59 tiret bas", "sur snap lilou_59", "mon pseudo c'est zouzoute"."""
    for cue in NETWORK_CUE.finditer(text):
        glued = GLUED_HANDLE.match(text, cue.end())
        if glued:
            yield Found(*glued.span(), MentionKind.URL, "rule:handle", 0.9, EXACT)
            continue
        end = _handle_end(text, cue.end()) if cue["said"].strip() else 0
        word = _TOKEN.match(text, cue.end())
        if end:
            yield Found(cue.end(), end, MentionKind.URL, "rule:said-handle", 0.85, EXACT)
        elif word and cue["said"].strip() and fold(cue["network"]).startswith("pseudo") and _is_nobodys_word(word[0]):
            yield Found(*word.span(), MentionKind.URL, "rule:said-handle", 0.8, EXACT)


def _with_a_line(text: str) -> Iterator[Found]:
    """ "donc euh yass tiret bas officiel": nobody says so of anything else."""
    for match in SAID_LINE.finditer(text):
        end = _handle_end(text, match.start("name")) if _not_grammar(match["name"].split()[0]) else 0
        if end > match.end():
            yield Found(match.start("name"), end, MentionKind.URL, "rule:said-handle", 0.85, EXACT)


def _is_nobodys_word(word: str) -> bool:
    return frequency(word) < 3.0 and not is_ordinary(word.lower())


def _handle_end(text: str, start: int) -> int:
    """End of a said name on a network, 0 when the words that follow hold no sign, or begin with grammar."""
    at, end, words = start + (text[start : start + 1] == " "), 0, 0
    open_sign = False
    while words < MAX_HANDLE_WORDS:
        sign = _SIGN_AT.match(text, at)
        token = sign or _TOKEN.match(text, at)
        if token is None:
            break
        if sign:
            if not words:
                return 0  # "sur facebook 300 amis"
            end, open_sign = sign.end(), True
        elif _not_grammar(token.group()) or (words == 0 and fold(token.group()) in ("la", "le", "les", "miss")):
            if open_sign and not _reads_on(token.group()):
                break
            end = token.end() if open_sign else end
            open_sign = False
            if end == 0 and words > 3:
                break
        else:
            break
        words += 1
        at = token.end()
        gap = _HANDLE_GAP.match(text, at)
        if gap is None:
            break
        at = gap.end()
    return end


def _reads_on(word: str) -> bool:
    """Whether a word behind a sign still belongs to the name: no grammar, no everyday word."""
    return read_number(word) is not None or frequency(word) < 5.0
