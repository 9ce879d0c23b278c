"""
An organisation or a place masked in part, and suspected in whole, is masked in whole: "Relais" of "Relais du Cher".

Half a name left beside its pseudonym still tells where, and reads badly. Only what follows is taken, by small words and a
last word that is a name's: where people write capitals it bears one. What comes before is left to the reviewer.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.anonymisation import Mention, MentionAction, MentionKind
from pipeline.anonymise.words import Casing, Line
from pipeline.french.suspicion import INNER_WORDS

MAX_SMALL_WORDS = 3  # between the part that was masked and the last word of the name: "Relais de l'Ouest"

_PLACED = frozenset({MentionKind.ORGANISATION, MentionKind.PLACE})


def complete(
    mentions: Sequence[Mention], suspects: Sequence[Mention], lines: Sequence[Line], casing: Casing
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """
    Mentions brought to the end of the suspicion that holds them, and the suspicions that are left.

    Args:
        lines: the turns, numbered from one as in `turn_no`; offsets are code points within each.
    """
    grown = []
    left = list(suspects)
    begun = {(m.turn_no, at) for m in mentions for at in range(m.start, m.end)}
    for mention in mentions:
        free = (s for s in left if not any((s.turn_no, at) in begun for at in range(mention.end, s.end)))
        whole = next((s for s in free if _holds(s, mention, lines[mention.turn_no - 1], casing)), None)
        if whole is None:
            grown.append(mention)
            continue
        left.remove(whole)
        text = lines[mention.turn_no - 1].text
        grown.append(mention.model_copy(update={"end": whole.end, "form": text[mention.start : whole.end]}))
    return tuple(grown), tuple(left)


def _holds(suspect: Mention, mention: Mention, line: Line, casing: Casing) -> bool:
    """Whether the suspicion goes on from this masked part to the end of a name."""
    if mention.kind not in _PLACED or mention.action is not MentionAction.MASK or suspect.turn_no != mention.turn_no:
        return False
    if not suspect.start <= mention.start < mention.end < suspect.end:
        return False
    after = [k for k, word in enumerate(line.words) if mention.end <= word.start and word.end <= suspect.end]
    if not after or len(after) > MAX_SMALL_WORDS + 1 or not all(line.joined(k - 1) for k in after if k):
        return False
    *small, last = after
    if any(line.words[k].folded not in INNER_WORDS for k in small) or line.words[last].folded in INNER_WORDS:
        return False
    return casing is Casing.LOST or line.words[last].capital
