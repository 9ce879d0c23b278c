"""
Step 5 and what researchers do with it: find themes, then rename, merge, split, set aside, undo.

Acts are appended; the themes on show are always what the method found, then every act in force (`pipeline.themes.acts`).
A new run replays them, and those whose themes it cannot recognise are listed in `lost`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

from models.provenance import Step
from models.rows import SegmentRow
from models.theme import ArrangedTheme, Arrangement, MapPoint, ThemeAct, ThemeActKind, ThemeSet
from pipeline.encode.encode import encoder_id
from pipeline.errors import UnknownReference
from pipeline.flow import analysing
from pipeline.flow.analysing import StepCount
from pipeline.flow.study import OpenStudy, Progress, Role, now, silent
from pipeline.store import runs, segments, theme_acts, theme_sheets, themes
from pipeline.store.connection import Write
from pipeline.themes.acts import arrange, in_force, reference
from pipeline.themes.find import find_themes, people_of
from pipeline.themes.map import map_segments, nearest_passages

THEME_VERSION = "3"
THEMES_FROM_SEGMENTS = 1
MOST_TERMS, MOST_REPRESENTATIVES = 10, 5
NO_THEME = "Ce thème n'est plus dans l'analyse en cours : rechargez l'écran des thèmes."


def find(study: OpenStudy, *, seed: int | None = None, progress: Progress = silent) -> StepCount:
    """Find themes over every segment, unless the current run already stands on exactly these; acts are replayed on it."""
    if not themes_due(study, seed=seed):
        return StepCount(0)
    everything = analysing.corpus(study)
    _, inputs = segments.segments_hash(study.file)
    chosen = study.settings.themes.seed if seed is None else seed
    with study.write() as write:
        run = runs.start_run(
            write,
            Step.THEMES,
            settings=_settings(study),
            versions=analysing.versions("bertopic", "scikit-learn"),
            seed=chosen,
            inputs_hash=inputs,
        )
    with (
        analysing.loading
    ):  # the topic model is imported without the encoder's library: nobody may be loading that one meanwhile
        found = find_themes(
            everything.segments,
            everything.vectors,
            seed=chosen,
            run_id=run.run_id,
            n_themes=number(study),
            progress=lambda done, total: progress(Step.THEMES, done, total),
        )
    with study.write() as write:
        themes.add_themes(write, found, run=run)
        runs.end_run(write, run, themes=len(found.themes), unheard=len(found.unheard))
        before = Arrangement(themes=_as_found(found))
        _settle(write, run.run_id, before, _arranged(study, run.run_id, before.themes))
    progress(Step.THEMES, 1, 1)
    return StepCount(len(found.themes))


def _as_found(found: ThemeSet) -> tuple[ArrangedTheme, ...]:
    held: dict[str, list[str]] = {theme.theme_id: [] for theme in found.themes}
    for place in found.places:
        held[place.theme_id].append(place.segment_id)
    return tuple(
        ArrangedTheme(theme_id=theme.theme_id, label=theme.label, segment_ids=tuple(held[theme.theme_id]))
        for theme in found.themes
    )


def themes_due(study: OpenStudy, *, seed: int | None = None) -> bool:
    """Whether the segments, the encoder, the settings, the number asked or the seed have changed since the current run."""
    n_segments, inputs = segments.segments_hash(study.file)
    if n_segments < THEMES_FROM_SEGMENTS:
        return False
    latest = runs.latest_run(study.file, Step.THEMES)
    same_seed = latest is not None and (seed is None or latest.seed == seed)
    return not (
        latest is not None and same_seed and latest.inputs_hash == inputs and latest.settings == _settings(study)
    )


def _settings(study: OpenStudy) -> str:
    fields = {
        "number": number(study),
        "encoder": encoder_id(study.settings.encoder.name),
        "version": THEME_VERSION,
    }
    return json.dumps(fields, sort_keys=True)


def number(study: OpenStudy) -> int | None:
    """How many themes are asked for: the researchers' latest choice, else the settings'; None leaves it to the method."""
    asked, latest = theme_sheets.number_asked(study.file)
    return latest if asked else study.settings.themes.number


def ask_number(study: OpenStudy, wanted: int | None) -> None:
    """Ask for a number of themes, from the next run on; None gives the choice back to the method."""
    study.require(Role.RESEARCHER)
    if wanted != number(study):
        with study.write() as write:
            theme_sheets.ask_number(write, wanted)


def rename(study: OpenStudy, theme_id: str, label: str) -> None:
    """Give a theme a researcher's own name. Raises `UnknownReference` as every act here."""
    _act(study, ThemeActKind.RENAME, (theme_id,), label=label.strip())


def merge(study: OpenStudy, theme_ids: Sequence[str], *, label: str | None = None) -> str:
    """Make one theme of several; returns its id."""
    if len(set(theme_ids)) < 2:
        raise UnknownReference("Il faut au moins deux thèmes à fusionner : choisissez-en un autre.")
    return _act(study, ThemeActKind.MERGE, tuple(dict.fromkeys(theme_ids)), label=(label or "").strip() or None)[0]


def split(study: OpenStudy, theme_id: str) -> tuple[str, ...]:
    """Make each part of a theme a theme of its own; returns their ids, the largest first."""
    parts = tuple(theme_sheets.subtheme_members(study.file, theme_id).values())
    if len(parts) < 2:
        raise UnknownReference("Ce thème n'a pas de sous-thèmes : il ne peut pas être séparé.")
    return _act(study, ThemeActKind.SPLIT, (theme_id,), parts=parts)


def set_aside(study: OpenStudy, theme_id: str) -> None:
    """Take a theme out of every list, count and report, without losing it."""
    _act(study, ThemeActKind.SET_ASIDE, (theme_id,))


def undo(study: OpenStudy, act_id: str | None = None) -> ThemeAct | None:
    """Take back one act, or the latest one in force; later acts that stood on it are listed as lost. None: nothing to undo."""
    study.require(Role.RESEARCHER)
    wanted = [act for act in in_force(theme_acts.acts(study.file)) if act_id in (None, act.act_id)]
    if not wanted:
        return None
    undone = wanted[-1]
    _write_act(study, _new_act(study, ThemeActKind.UNDO, undone.theme_ids, undoes=undone.act_id))
    return undone


def history(study: OpenStudy) -> tuple[ThemeAct, ...]:
    """Acts in force, the latest first."""
    return tuple(reversed(in_force(theme_acts.acts(study.file))))


def lost(study: OpenStudy) -> tuple[ThemeAct, ...]:
    """Acts in force whose themes the present run does not have."""
    run_id, found = theme_acts.found_themes(study.file)
    return _arranged(study, run_id, found).lost if run_id else ()


def _act(study: OpenStudy, kind: ThemeActKind, theme_ids: tuple[str, ...], **fields: Any) -> tuple[str, ...]:
    """Append one act and settle it; ids of the themes that it made."""
    study.require(Role.RESEARCHER)
    run_id, found = theme_acts.found_themes(study.file)
    standing = _arranged(study, run_id, found).themes if run_id else ()
    present = {theme.theme_id for theme in standing if not theme.set_aside}
    if not present.issuperset(theme_ids):
        raise UnknownReference(NO_THEME)
    names = _references(study, str(run_id))
    act = _new_act(study, kind, tuple(names.get(one, one) for one in theme_ids), **fields)
    made = _write_act(study, act)
    return tuple(theme.theme_id for theme in made.themes if theme.theme_id not in present)


def _references(study: OpenStudy, run_id: str) -> dict[str, str]:
    """theme_id -> its name in acts, for themes that acts made in this run."""
    from models.base import content_id

    return {
        content_id("theme", run_id, name): name
        for act in theme_acts.acts(study.file)
        for name in (reference(act.act_id, part) for part in range(max(1, len(act.parts))))
    }


def _new_act(study: OpenStudy, kind: ThemeActKind, theme_ids: tuple[str, ...], **fields: Any) -> ThemeAct:
    return ThemeAct(
        act_id=secrets.token_hex(10), kind=kind, theme_ids=theme_ids, actor=study.actor, acted_at=now(), **fields
    )


def _write_act(study: OpenStudy, act: ThemeAct) -> Arrangement:
    run_id, found = theme_acts.found_themes(study.file)
    before = _arranged(study, run_id, found)
    with study.write() as write:
        theme_acts.add_act(write, act)
        after = _arranged(study, run_id, found, acts=(*theme_acts.acts(study.file), act))
        if run_id:
            _settle(write, run_id, before, after)
    return after


def _arranged(
    study: OpenStudy, run_id: str | None, found: Sequence[ArrangedTheme], *, acts: Sequence[ThemeAct] | None = None
) -> Arrangement:
    done = theme_acts.acts(study.file) if acts is None else acts
    named = list({one for act in done for one in act.theme_ids})
    members = theme_acts.members_of(study.file, named) if named else {}
    return arrange(found, done, run_id=run_id or "", members=members)


def _settle(write: Write, run_id: str, before: Arrangement, after: Arrangement) -> None:
    """Write what differs between two arrangements of the same run: names, standings, places, themes newly composed."""
    old = {theme.theme_id: theme for theme in before.themes}
    new = {theme.theme_id: theme for theme in after.themes}
    for theme in after.themes:
        if theme.came_from and theme.theme_id not in old:
            theme_acts.add_composed(write, _composed(write, run_id, theme))
        known = old.get(theme.theme_id)
        if known is not None and known.label != theme.label:
            label = theme.label or theme_acts.first_label(write, theme.theme_id)
            themes.rename_theme(write, theme.theme_id, label)
    for theme_id in old.keys() - new.keys():
        theme_acts.set_state(write, theme_id, theme_acts.GONE)
    for theme_id, theme in new.items():
        standing = theme_acts.ASIDE if theme.set_aside else theme_acts.PRESENT
        was = old.get(theme_id)
        if was is None or was.set_aside != theme.set_aside:
            theme_acts.set_state(write, theme_id, standing)
    placed = {one: theme.theme_id for theme in before.themes for one in theme.segment_ids}
    moves = {
        one: theme.theme_id for theme in after.themes for one in theme.segment_ids if placed.get(one) != theme.theme_id
    }
    theme_acts.move(write, run_id, moves)


def _composed(write: Write, run_id: str, theme: ArrangedTheme) -> dict[str, Any]:
    """The row of a theme that researchers composed: its words and passages are those of what it was made from."""
    inside = frozenset(theme.segment_ids)
    parts = [
        part_id
        for whole in theme.came_from
        for part_id, ids in theme_sheets.subtheme_members(write, whole).items()
        if len(inside.intersection(ids)) * 2 > len(inside)
    ]
    known = theme_acts.texts_of(write, parts if parts else theme.came_from)
    texts = list(known.values())
    terms = tuple(
        dict.fromkeys(one for rank in range(MOST_TERMS) for words, _ in texts for one in words[rank : rank + 1])
    )
    shown = [one for _, passages in texts for one in passages if one in inside]
    representatives = tuple(dict.fromkeys([*shown, *theme.segment_ids]))[:MOST_REPRESENTATIVES]
    words = " · ".join(terms[:3])
    return {
        "theme_id": theme.theme_id,
        "run_id": run_id,
        "label": theme.label or (words[:1].upper() + words[1:]) or "Thème composé",
        "terms": ", ".join(terms[:MOST_TERMS]),
        "representatives": json.dumps(representatives),
        "n_segments": len(theme.segment_ids),
        "segment_ids": list(theme.segment_ids),
    }


def theme_map(study: OpenStudy, *, most: int) -> tuple[MapPoint, ...]:
    """The map of at most `most` segments, evenly taken when there are more; the same map for the same corpus."""
    everything = analysing.corpus(study)
    people = people_of(everything.segments)
    step = -(-len(everything.segments) // most)
    kept = slice(None, None, step)
    return map_segments(
        everything.segments[kept], everything.vectors[kept], people[kept], seed=study.settings.themes.seed
    )


def near(study: OpenStudy, segment_id: str, *, most: int = 10) -> tuple[tuple[SegmentRow, float], ...]:
    """
    What other people said nearest to a segment, with its nearness.

    Raises:
        UnknownReference: no such segment in the present cut.
    """
    everything = analysing.corpus(study)
    try:
        found = nearest_passages(everything.segments, everything.vectors, segment_id, most=most)
    except KeyError as fault:
        raise UnknownReference("Cet extrait n'est plus dans l'étude : choisissez-en un autre.") from fault
    rows = {
        row.segment_id: row for row in segments.segment_rows(study.file, segment_ids=[one.segment_id for one in found])
    }
    return tuple((rows[one.segment_id], one.nearness) for one in found if one.segment_id in rows)
