"""Words and meaning side by side: which classes of vocabulary meet which themes, and where the two eyes disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from models.lexicometry import Classification, CrossedClass, WordsAndMeaning

AGREES, HALF_AGREES = 0.5, 0.2  # adjusted Rand: an order of magnitude for readers, no test


def cross(classification: Classification, theme_of: Mapping[str, str]) -> WordsAndMeaning:
    """
    Cross the classes with the themes.

    Args:
        theme_of: segment_id -> theme_id; segments that only one of the two places are left out.
    """
    class_of = {s: one.number for one in classification.classes for s in one.segment_ids}
    shared = sorted(class_of.keys() & theme_of.keys())
    met = Counter((class_of[s], theme_of[s]) for s in shared)
    in_class, in_theme = Counter(class_of[s] for s in shared), Counter(theme_of[s] for s in shared)
    crossed = tuple(
        CrossedClass(
            class_number=number,
            theme_id=theme_id,
            n_segments=n,
            of_class=round(n / in_class[number], 4),
            of_theme=round(n / in_theme[theme_id], 4),
        )
        for (number, theme_id), n in sorted(met.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))
    )
    agreement = _adjusted_rand(met, in_class, in_theme, len(shared))
    return WordsAndMeaning(
        crossed=crossed, adjusted_rand=agreement, n_segments=len(shared), reading=_reading(agreement, len(shared))
    )


def _adjusted_rand(
    met: Mapping[tuple[int, str], int], in_class: Mapping[int, int], in_theme: Mapping[str, int], n: int
) -> float | None:
    """Hubert & Arabie 1985. None when either side is one single group, or nothing is shared."""
    if len(in_class) < 2 or len(in_theme) < 2:
        return None
    together = sum(map(_pairs, met.values()))
    left, right = sum(map(_pairs, in_class.values())), sum(map(_pairs, in_theme.values()))
    expected, most = left * right / _pairs(n), (left + right) / 2
    return round((together - expected) / (most - expected), 4) if most > expected else None


def _pairs(n: int) -> float:
    return n * (n - 1) / 2


def _reading(agreement: float | None, n_segments: int) -> str:
    if agreement is None:
        return "Il faut au moins deux classes et deux thèmes pour les comparer."
    shown = f"{agreement:.2f}".replace(".", ",")
    if agreement >= AGREES:
        said = "Les mots et le sens découpent presque le même corpus : les thèmes se reconnaissent à leur vocabulaire."
    elif agreement >= HALF_AGREES:
        said = "Les mots et le sens se recoupent en partie : lisez les cases où ils se séparent."
    else:
        said = (
            "Les mots et le sens découpent le corpus autrement : un même thème se dit avec des vocabulaires différents, "
            "ou un même vocabulaire sert à dire plusieurs choses."
        )
    return f"{said} (Rand ajusté {shown} sur {n_segments} extraits.)"
