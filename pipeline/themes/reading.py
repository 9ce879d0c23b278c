"""What a theme run says of its own reach, in French: small corpora, few people, why that many themes, which ones are shaky."""

from __future__ import annotations

from collections.abc import Sequence

from models.theme import NumberTried, Theme, ThemeSet
from models.transcript import Segment

FEW_SEGMENTS = 30  # below, the grouping is a first reading only
CAUTIOUS_SEGMENTS = 150
FEW_PEOPLE = 3
SHAKY_STABILITY = 0.5


def too_few(segments: Sequence[Segment]) -> ThemeSet:
    """No theme, and why: every segment is listed, and what to do instead."""
    return ThemeSet(
        themes=(),
        places=(),
        unheard=tuple(segment.segment_id for segment in segments),
        reading=(
            f"{len(segments)} segments : trop peu pour que le calcul dise quelque chose. Lisez-les de proche en proche "
            "(« Passages proches ») et codez-les à la main."
        ),
    )


def reading(
    n_segments: int, n_people: int, themes: Sequence[Theme], numbers: Sequence[NumberTried], *, usual: int
) -> str | None:
    """
    How far these themes can be trusted; None when there is nothing to say.

    Args:
        numbers: what each number of themes gave; empty when the researcher imposed it.
        usual: the number that a corpus of that size is first given.
    """
    said = []
    if n_segments < FEW_SEGMENTS:
        said.append(
            f"{n_segments} segments : à cette taille, le regroupement n'est qu'une première lecture. Relisez tout à la main, "
            "de proche en proche."
        )
    elif n_segments < CAUTIOUS_SEGMENTS:
        said.append(f"{n_segments} segments : les thèmes de moins de dix segments sont à lire avec prudence.")
    if n_people < FEW_PEOPLE:
        said.append(
            "Moins de trois personnes parlent ici : un thème peut n'être que la façon de parler de l'une d'elles."
        )
    if len(numbers) > 1:
        said.append(_reason_of_number(numbers, usual, len(themes)))
    shaky = [theme.label for theme in themes if (theme.stability or 0) < SHAKY_STABILITY]
    if shaky:
        said.append(
            f"{len(shaky)} thème(s) sur {len(themes)} changent beaucoup d'un tirage à l'autre (stabilité sous 0,50) : "
            "relisez leurs segments avant d'en faire des codes."
        )
    return " ".join(said) or None


def _reason_of_number(numbers: Sequence[NumberTried], usual: int, n_kept: int) -> str:
    """Why that number of themes, with what the others would have given."""
    measured = " ; ".join(f"{one.number} thèmes : {one.stability:.2f}".replace(".", ",") for one in numbers)
    chosen = next(one.number for one in numbers if one.chosen)
    kept = (
        "le nombre usuel à cette taille est gardé"
        if chosen == usual
        else f"{chosen} est retenu, plus stable que le nombre usuel ({usual})"
    )
    gone = (
        f" {chosen - n_kept} thème(s) trop petits, ou d'une seule voix, ont été répartis entre les autres."
        if n_kept < chosen
        else ""
    )
    return f"Accord entre deux moitiés des tirages ({measured}) : {kept}.{gone}"
