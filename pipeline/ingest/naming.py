"""
Which of the labels seen in a file are speakers: the decision that needs the whole file.

A known role word is one even when it comes once; a name must come back, and names alone must open enough paragraphs; in a
file where nearly every paragraph opens with a name, a name seen once is a person who spoke once, and the researcher is told.
Words that open ordinary sentences (« Bref : ») never are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.french import speakers
from pipeline.ingest.labels import Form, Line
from pipeline.ingest.paragraphs import told
from pipeline.ingest.roles import near_miss, role_by_word

MIN_NAMES_SHARE = 0.2  # of the paragraphs, that begin with a name, where no role word is there to confirm it
MIN_SOLE_SHARE = 0.5  # the same, where only one name comes back
MIN_DENSE_SHARE = 0.6  # above, nearly every paragraph is a turn
MIN_LOWER_CASE_SHARE = 0.8
MIN_LOWER_CASE_TURNS = 3
MIN_TIMED_LABELS = 3
MAX_NAME_WORDS = 4
MAX_ONCE_WORDS = 3
PARTICLES = frozenset({"de", "du", "des", "la", "le", "les", "d", "et", "von", "van", "el", "al", "ben", "n°"})

_NUMBERED = re.compile(r"[^\W\d_]+ \d{1,2}")  # "locuteur 1", as speech recognition names voices


class Named(NamedTuple):
    """Folded label -> speaker as shown; and what is worth a look."""

    speakers: Mapping[str, str]
    warnings: tuple[str, ...]


def find_speakers(lines: Sequence[Line]) -> Named:
    """The labels that are speakers, among all that have the shape of one; none when the file names nobody."""
    candidates: dict[str, list[Line]] = {}
    for line in lines:
        if line.key:
            candidates.setdefault(line.key, []).append(line)
    certain = {key for key, seen in candidates.items() if _says_its_role(key, seen) or _is_code(key, seen, lines)}
    certain |= _letter_pairs(candidates)
    certain |= _next_codes(candidates, certain)
    certain |= _same_layout(candidates, certain)
    likely = {key for key, seen in candidates.items() if key not in certain and _comes_back(key, seen)}
    if not certain and not _cover_enough(lines, likely):
        likely = set()
    accepted = certain | likely
    accepted |= _all_in_lower_case(candidates, lines, accepted)
    once = _spoke_once(candidates, lines, accepted)
    names = {key: str(seen[0].label) for key, seen in candidates.items() if key in accepted | once}
    warnings = _mend_spelling(names, candidates)
    if once:
        places = told(line.line for key in once for line in candidates[key])
        warnings.append(f"{len(once)} nom(s) de locuteur n'apparaissent qu'une fois ({places}) : vérifiez.")
    return Named(names, tuple(warnings))


def _says_its_role(key: str, seen: Sequence[Line]) -> bool:
    if seen[0].form is Form.VOICE:
        return True
    if seen[0].form in (Form.LETTER, Form.ALONE) and len(seen) < 2:
        return False
    return role_by_word(key) is not None or near_miss(key) is not None


def _is_code(key: str, seen: Sequence[Line], lines: Sequence[Line]) -> bool:
    """`L1`, `E`, `INT`, in capitals: twice, or at the very start of the file."""
    code = speakers.CODE.fullmatch(key)
    label = str(seen[0].label)
    if not code or label != label.upper() or seen[0].form in (Form.LETTER, Form.LEAD, Form.ALONE):
        return False
    usual = code[1] in speakers.INTERVIEWER_CODES | speakers.PARTICIPANT_CODES | speakers.AMBIGUOUS_CODES
    opens = next((line for line in lines if line.whole), None) is seen[0]
    return usual and (len(seen) > 1 or opens)


def _letter_pairs(candidates: Mapping[str, Sequence[Line]]) -> set[str]:
    """`Q.` and `R.` name voices together, never alone: `E. Dupont` is not one."""
    letters = {key for key, seen in candidates.items() if seen[0].form is Form.LETTER}
    asking = {key for key in letters if key[0] in "qe"} or {key for key in letters if key[0] == "i"}
    answering = letters - asking
    return asking | answering if asking and answering else set()


def _next_codes(candidates: Mapping[str, Sequence[Line]], certain: set[str]) -> set[str]:
    """`L2` is a voice, even heard once, where `L1` is one."""
    codes = {key: speakers.CODE.fullmatch(key) for key in candidates}
    stems = {code[1] for key, code in codes.items() if key in certain and code and code[2]}
    return {
        key
        for key, code in codes.items()
        if code and code[2] and code[1] in stems and candidates[key][0].form is not Form.LETTER
    }


def _same_layout(candidates: Mapping[str, Sequence[Line]], certain: set[str]) -> set[str]:
    """
    Labels set exactly as others that are speakers: with a time code, or alone on their line.

    A name beside a time code, where several lines have both, is one even heard once. Beside a role word alone on its line
    or between brackets, what comes back set the same way is one too, capital or not.
    """
    timed = [
        key
        for key, seen in candidates.items()
        if all(_is_timed(line) for line in seen) and _looks_like_a_name(key, seen[0])
    ]
    found = set(timed) if sum(len(candidates[key]) for key in timed) >= MIN_TIMED_LABELS and len(timed) > 1 else set()
    for form in (Form.ALONE, Form.BRACKETS):
        if any(candidates[key][0].form is form and not candidates[key][0].said for key in certain):
            found |= {
                key
                for key, seen in candidates.items()
                if len(seen) > 1 and all(line.form is form and not line.said for line in seen) and _may_be_a_name(key)
                and len(key.split()) <= (MAX_NAME_WORDS if form is Form.ALONE else 1)
            }  # fmt: skip
    return found


def _is_timed(line: Line) -> bool:
    return line.form in (Form.TIMED, Form.BRACKETS, Form.COLON) and line.times.start_s is not None


def _comes_back(key: str, seen: Sequence[Line]) -> bool:
    return len(seen) > 1 and _looks_like_a_name(key, seen[0])


def _looks_like_a_name(key: str, line: Line) -> bool:
    if line.form in (Form.LETTER, Form.ALONE) or not _may_be_a_name(key):
        return False
    words = str(line.label).replace("_", " ").replace(",", "").split()
    return len(words) <= MAX_NAME_WORDS and words[0][0].isupper() and all(_is_capitalised(word) for word in words)


def _may_be_a_name(key: str) -> bool:
    return not any(key in words for words in (speakers.NOT_SPEAKERS, speakers.HEADER_WORDS, speakers.STAGE_DIRECTIONS))


def _is_capitalised(word: str) -> bool:
    return not word[0].islower() or word.startswith(("d'", "l'", "(")) or speakers.fold(word) in PARTICLES


def _cover_enough(lines: Sequence[Line], keys: set[str]) -> bool:
    return bool(keys) and _share(lines, keys) >= (MIN_NAMES_SHARE if len(keys) > 1 else MIN_SOLE_SHARE)


def _share(lines: Sequence[Line], keys: set[str]) -> float:
    """
    Share of the paragraphs that begin with one of these labels.

    Counted over lines and over blank-separated blocks, the larger wins: a text file may cut a turn into many lines.
    """
    full = [line for line in lines if line.whole]
    blocks = [
        line
        for previous, line in zip([None, *lines], lines, strict=False)
        if line.whole and (previous is None or not previous.whole)
    ]
    by_lines, by_blocks = (sum(line.key in keys for line in some) / max(len(some), 1) for some in (full, blocks))
    return max(by_lines, by_blocks if len(blocks) > 1 else 0.0)


def _all_in_lower_case(candidates: Mapping[str, Sequence[Line]], lines: Sequence[Line], accepted: set[str]) -> set[str]:
    """Names typed without capitals, where nearly every line begins with one that comes back."""
    lower = {
        key
        for key, seen in candidates.items()
        if key not in accepted
        and len(seen) >= MIN_LOWER_CASE_TURNS
        and seen[0].form is Form.COLON
        and (" " not in key or _NUMBERED.fullmatch(key))
        and _may_be_a_name(key)
    }
    return (
        lower
        if lower and _share(lines, accepted | lower) >= MIN_LOWER_CASE_SHARE and len(accepted | lower) > 1
        else set()
    )


def _spoke_once(candidates: Mapping[str, Sequence[Line]], lines: Sequence[Line], accepted: set[str]) -> set[str]:
    if len(accepted) < 2 or _share(lines, accepted) < MIN_DENSE_SHARE:
        return set()
    return {
        key
        for key, seen in candidates.items()
        if key not in accepted
        and seen[0].form in (Form.BRACKETS, Form.COLON, Form.TIMED)
        and _looks_like_a_name(key, seen[0])
        and len(key.split()) <= MAX_ONCE_WORDS
    }


def _mend_spelling(names: dict[str, str], candidates: Mapping[str, Sequence[Line]]) -> list[str]:
    """A misspelt role word is the speaker it means: `Checheur` is `Chercheur`, and no third voice."""
    warnings = []
    for key in tuple(names):
        meant = near_miss(key)
        if meant is None:
            continue
        right = names.get(speakers.fold(meant), meant.capitalize())
        places = told(line.line for line in candidates[key])
        warnings.append(f"Rôle mal orthographié, lu « {right} » ({places}).")
        names[key] = right
    return warnings
