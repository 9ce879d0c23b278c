"""Acts on themes, appended, and where they leave the themes and segments of the current run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from models.theme import ArrangedTheme, ThemeAct
from pipeline.store.connection import StudyFile, Write

PRESENT, ASIDE, GONE = "present", "aside", "gone"


def acts(study: StudyFile) -> tuple[ThemeAct, ...]:
    """Every act, the oldest first."""
    parts: dict[str, dict[int, list[str]]] = {}
    for act_id, part, segment_id in study.rows(
        "select act_id, part, segment_id from theme_act_parts order by act_id, part, segment_id"
    ):
        parts.setdefault(act_id, {}).setdefault(part, []).append(segment_id)
    rows = study.dicts("select act_id, kind, theme_ids, label, actor, acted_at, undoes from theme_acts order by seq")
    return tuple(
        ThemeAct(
            **{
                **row,
                "theme_ids": tuple(json.loads(row["theme_ids"])),
                "parts": tuple(tuple(ids) for _, ids in sorted(parts.get(row["act_id"], {}).items())),
            }
        )
        for row in rows
    )


def add_act(write: Write, act: ThemeAct) -> None:
    """Append one act; the journal tells its kind and the themes, not the name given."""
    write.execute(
        """
        insert into theme_acts
        values ($act_id, $seq, $kind, $theme_ids, $label, $actor, $acted_at, $undoes)
        """,
        {
            "act_id": act.act_id,
            "seq": write.next_seq(),
            "kind": act.kind.value,
            "theme_ids": json.dumps(act.theme_ids),
            "label": act.label,
            "actor": act.actor,
            "acted_at": act.acted_at,
            "undoes": act.undoes,
        },
    )
    write.insert(
        "insert into theme_act_parts select act_id, part, segment_id from incoming on conflict do nothing",
        [
            {"act_id": act.act_id, "part": number, "segment_id": one}
            for number, part in enumerate(act.parts)
            for one in part
        ],
    )
    write.record("theme act", act.act_id, act=act.kind.value, themes=list(act.theme_ids), undoes=act.undoes)


def found_themes(study: StudyFile) -> tuple[str | None, tuple[ArrangedTheme, ...]]:
    """The current run and its themes as the method found them, in its order."""
    current = study.rows("select run_id from current_theme_run")
    if not current:
        return None, ()
    rows = study.rows(
        """
        select m.theme_id, h.label, list(m.segment_id order by m.segment_id)
        from segment_themes m join themes h using (theme_id)
        where m.run_id = $run_id
        group by m.theme_id, h.label, h.position
        order by h.position
        """,
        {"run_id": current[0][0]},
    )
    return current[0][0], tuple(
        ArrangedTheme(theme_id=theme_id, label=label, segment_ids=tuple(ids)) for theme_id, label, ids in rows
    )


def members_of(study: StudyFile, theme_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """theme_id -> segment ids, as the run that found it had them."""
    rows = study.rows(
        """
        select theme_id, list(segment_id order by segment_id)
        from segment_themes where list_contains($ids, theme_id)
        group by theme_id order by theme_id
        """,
        {"ids": list(theme_ids)},
    )
    return {theme_id: tuple(ids) for theme_id, ids in rows}


def texts_of(study: StudyFile | Write, theme_ids: Sequence[str]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """theme_id (or subtheme_id) -> its terms, and its representatives where it has some."""
    rows = study.rows(
        """
        select theme_id, terms, representatives from themes where list_contains($ids, theme_id)
        union all
        select subtheme_id, terms, '[]' from subthemes where list_contains($ids, subtheme_id)
        order by 1
        """,
        {"ids": list(theme_ids)},
    )
    return {
        one: (tuple(term for term in terms.split(", ") if term), tuple(json.loads(shown))) for one, terms, shown in rows
    }


def first_label(write: Write, theme_id: str) -> str:
    """The name a theme had before anybody renamed it."""
    label: str = write.rows("select label from themes where theme_id = $theme_id", {"theme_id": theme_id})[0][0]
    return label


def add_composed(write: Write, row: Mapping[str, Any]) -> None:
    """Enter a theme that researchers composed; the same act on the same run gives the same theme, entered once."""
    write.execute(
        """
        insert into themes
        select $theme_id, $run_id, (select coalesce(max(position), 0) + 1 from themes where run_id = $run_id), $label, $terms,
               $representatives, $n_segments,
               (select count(distinct participant_id) from v_segments where list_contains($segment_ids, segment_id)), null
        on conflict do nothing
        """,
        dict(row),
    )


def set_state(write: Write, theme_id: str, standing: str) -> None:
    """Append a theme's standing."""
    write.execute(
        "insert into theme_states values ($theme_id, $seq, $standing)",
        {"theme_id": theme_id, "seq": write.next_seq(), "standing": standing},
    )


def move(write: Write, run_id: str, moves: Mapping[str, str]) -> None:
    """Append where segments now are."""
    seq = write.next_seq()
    write.insert(
        "insert into theme_moves select run_id, segment_id, seq, theme_id from incoming",
        [
            {"run_id": run_id, "segment_id": segment_id, "seq": seq, "theme_id": theme_id}
            for segment_id, theme_id in sorted(moves.items())
        ],
    )


def every_name(study: StudyFile) -> dict[str, str]:
    """theme_id -> its name, for the themes of every run."""
    return dict(study.rows("select theme_id, label from v_themes order by theme_id"))


def aside(study: StudyFile) -> tuple[tuple[str, str, int, int], ...]:
    """Themes of the current run that are set aside: id, name, people, segments."""
    rows = study.rows(
        """
        select v.theme_id, v.label, v.n_participants, v.n_segments
        from v_themes v join current_theme_states s using (theme_id)
        where v.run_id = (select run_id from current_theme_run) and s.standing = 'aside'
        order by v.label
        """
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)
