"""
What researchers do to themes, replayed: rename, merge, split, set aside, undo.

Acts are kept, never their result: the themes of any run are what the method found, then every act in force, in order. So an
undo forgets nothing, and a new run keeps what was decided wherever the theme can be recognised (half of its segments in
common, by Jaccard's index, among those that are still in the corpus). An act whose themes are gone is listed, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.base import content_id
from models.theme import ArrangedTheme, Arrangement, ThemeAct, ThemeActKind

RECOGNISED_FROM = 0.5  # Jaccard index of the segments of two runs


def arrange(
    found: Sequence[ArrangedTheme],
    acts: Sequence[ThemeAct],
    *,
    run_id: str,
    members: Mapping[str, Sequence[str]],
) -> Arrangement:
    """
    The themes of a run after every act in force.

    Args:
        found: the run's own themes, in its order.
        acts: all acts, the oldest first, undone ones and undos included. A theme that an act made is named there by
            `reference`.
        run_id: the run they are replayed on; themes that acts make get ids of their own in each run.
        members: theme_id -> segment ids, for themes of other runs that acts name.
    """
    standing = {theme.theme_id: theme for theme in found}
    corpus = frozenset(one for theme in found for one in theme.segment_ids)
    lost = []
    for act in in_force(acts):
        themes = [_recognised(one, standing, members, corpus) for one in act.theme_ids]
        keys = list(dict.fromkeys(key for key in themes if key is not None))
        if None in themes or not _replay(act, keys, standing, run_id):
            lost.append(act)
    return Arrangement(themes=tuple(standing.values()), lost=tuple(lost))


def in_force(acts: Sequence[ThemeAct]) -> tuple[ThemeAct, ...]:
    """Acts that no undo takes back, undos left out."""
    undone = {act.undoes for act in acts if act.kind is ThemeActKind.UNDO}
    return tuple(act for act in acts if act.kind is not ThemeActKind.UNDO and act.act_id not in undone)


def reference(act_id: str, part: int) -> str:
    """The name of a theme that an act makes, the same in every run."""
    return f"{act_id}/{part}"


def _recognised(
    wanted: str, standing: Mapping[str, ArrangedTheme], members: Mapping[str, Sequence[str]], corpus: frozenset[str]
) -> str | None:
    """The key of the theme that an act names: itself, or the one that shares most of its segments."""
    if wanted in standing:
        return wanted
    known = corpus.intersection(members.get(wanted, ()))
    if not known:
        return None
    near = {key: _jaccard(known, frozenset(theme.segment_ids)) for key, theme in standing.items()}
    best = max(near, key=lambda key: (near[key], key), default=None)
    return best if best is not None and near[best] >= RECOGNISED_FROM else None


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 0.0


def _replay(act: ThemeAct, keys: Sequence[str], standing: dict[str, ArrangedTheme], run_id: str) -> bool:
    """Change `standing` as the act says; whether it could."""
    if act.kind is ThemeActKind.MERGE:
        return len(keys) > 1 and _merge(act, keys, standing, run_id)
    if len(keys) != 1:
        return False
    if act.kind is ThemeActKind.SPLIT:
        return _split(act, keys[0], standing, run_id)
    change = {"label": act.label} if act.kind is ThemeActKind.RENAME else {"set_aside": True}
    standing[keys[0]] = standing[keys[0]].model_copy(update=change)
    return True


def _merge(act: ThemeAct, keys: Sequence[str], standing: dict[str, ArrangedTheme], run_id: str) -> bool:
    merged = [standing.pop(key) for key in keys]
    name = reference(act.act_id, 0)
    standing[name] = ArrangedTheme(
        theme_id=content_id("theme", run_id, name),
        segment_ids=tuple(one for theme in merged for one in theme.segment_ids),
        label=act.label,
        came_from=tuple(theme.theme_id for theme in merged),
    )
    return True


def _split(act: ThemeAct, key: str, standing: dict[str, ArrangedTheme], run_id: str) -> bool:
    """Along the act's parts; segments that are in none of them go with the first, which is the largest."""
    whole = standing[key]
    part_of = {one: number for number, part in enumerate(act.parts) for one in part}
    parts: dict[int, list[str]] = {}
    for one in whole.segment_ids:
        parts.setdefault(part_of.get(one, 0), []).append(one)
    if len(parts) < 2:
        return False
    standing.pop(key)
    for number in sorted(parts):
        name = reference(act.act_id, number)
        standing[name] = ArrangedTheme(
            theme_id=content_id("theme", run_id, name), segment_ids=tuple(parts[number]), came_from=(whole.theme_id,)
        )
    return True
