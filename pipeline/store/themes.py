"""Theme runs: every one is kept; the latest complete one is current."""

from __future__ import annotations

import json

from models.provenance import Run
from models.rows import SegmentRow, ThemeRow
from models.theme import ThemeSet
from pipeline.store.connection import StudyFile, Write
from pipeline.store.segments import segment_rows


def add_themes(write: Write, found: ThemeSet, *, run: Run) -> None:
    """Keep everything one theme run found, with what it could not place."""
    write.insert(
        """
        insert into themes
        select theme_id, run_id, position, label, terms, representatives, n_segments, n_participants, stability
        from incoming
        on conflict do nothing
        """,
        [
            {
                "theme_id": theme.theme_id,
                "run_id": run.run_id,
                "position": position,
                "label": theme.label,
                "terms": ", ".join(theme.terms),
                "representatives": json.dumps(theme.representatives),
                "n_segments": theme.n_segments,
                "n_participants": theme.n_participants,
                "stability": theme.stability,
            }
            for position, theme in enumerate(found.themes)
        ],
    )
    write.insert(
        """
        insert into segment_themes select segment_id, theme_id, run_id, probability from incoming on conflict do nothing
        """,
        [place.model_dump() for place in found.places],
    )
    write.insert(
        "insert into unheard_segments select run_id, segment_id from incoming on conflict do nothing",
        [{"run_id": run.run_id, "segment_id": segment_id} for segment_id in found.unheard],
    )
    write.execute(
        "insert into theme_readings values ($run_id, $reading) on conflict do nothing",
        {"run_id": run.run_id, "reading": found.reading},
    )
    _add_evidence(write, found, run_id=run.run_id)


def _add_evidence(write: Write, found: ThemeSet, *, run_id: str) -> None:
    """What each theme rests on, its parts, and what other numbers of themes would have given."""
    write.insert(
        """
        insert into theme_figures select theme_id, interviewer_share, without_loudest from incoming on conflict do nothing
        """,
        [
            {
                "theme_id": theme.theme_id,
                "interviewer_share": theme.interviewer_share,
                "without_loudest": theme.without_loudest,
            }
            for theme in found.themes
        ],
    )
    write.insert(
        """
        insert into theme_numbers
        select run_id, number, stability, spread, fewest_people, n_one_voice, chosen from incoming on conflict do nothing
        """,
        [{"run_id": run_id, **tried.model_dump()} for tried in found.numbers],
    )
    parts = [(theme.theme_id, place, part) for theme in found.themes for place, part in enumerate(theme.subthemes)]
    write.insert(
        """
        insert into subthemes
        select subtheme_id, theme_id, position, label, terms, stability from incoming on conflict do nothing
        """,
        [
            {
                "subtheme_id": part.subtheme_id,
                "theme_id": theme_id,
                "position": place,
                "label": part.label,
                "terms": ", ".join(part.terms),
                "stability": part.stability,
            }
            for theme_id, place, part in parts
        ],
    )
    write.insert(
        "insert into segment_subthemes select segment_id, subtheme_id from incoming on conflict do nothing",
        [{"segment_id": one, "subtheme_id": part.subtheme_id} for _, _, part in parts for one in part.segment_ids],
    )


def theme_rows(study: StudyFile) -> tuple[ThemeRow, ...]:
    """The current run's themes, in its order, with the code made from each."""
    rows = study.dicts(
        """
        select
            v.theme_id, v.run_id, v.is_current, v.label, h.terms, v.n_segments, v.n_participants, v.stability,
            h.representatives, c.code_id
        from v_themes v
        join themes h using (theme_id)
        left join (select theme_id, min(code_id) as code_id from current_codes where not retired group by theme_id) c
            on c.theme_id = v.theme_id
        where v.is_current
        order by h.position
        """
    )
    return tuple(
        ThemeRow(
            **{
                **row,
                "terms": tuple(term for term in row["terms"].split(", ") if term),
                "representatives": tuple(json.loads(row["representatives"])),
            }
        )
        for row in rows
    )


def theme_members(study: StudyFile, theme_id: str) -> tuple[str, ...]:
    """Segment ids of a theme of any run, one that researchers composed included, the surest first."""
    rows = study.rows(
        """
        select s.segment_id
        from segment_themes s
        where s.theme_id = $theme_id or (s.run_id, s.segment_id) in (
            select (run_id, segment_id) from theme_moves where theme_id = $theme_id
        )
        order by s.probability desc, s.segment_id
        """,
        {"theme_id": theme_id},
    )
    return tuple(row[0] for row in rows)


def current_places(study: StudyFile) -> dict[str, str]:
    """segment_id -> theme_id, for the current themes, after what researchers did to them."""
    rows = study.rows("select segment_id, theme_id from v_segment_themes where is_current order by segment_id")
    return dict(rows)


def theme_groups(study: StudyFile, theme_id: str) -> dict[str, int]:
    """How many people of each stakeholder group speak in a theme (group None is `non renseigné`)."""
    rows = study.rows(
        """
        select coalesce(s.stakeholder_group, 'non renseigné') as stakeholder_group, count(distinct s.participant_id)
        from v_segment_themes m
        join v_segments s using (segment_id)
        where m.theme_id = $theme_id and s.participant_id is not null
        group by all
        order by 2 desc, 1
        """,
        {"theme_id": theme_id},
    )
    return dict(rows)


def unheard(study: StudyFile) -> tuple[SegmentRow, ...]:
    """Segments that the current run could not place."""
    ids = [
        row[0]
        for row in study.rows(
            """
            select segment_id from unheard_segments
            where run_id = (select run_id from current_theme_run) order by segment_id
            """
        )
    ]
    return segment_rows(study, segment_ids=ids) if ids else ()


def reading(study: StudyFile) -> str | None:
    """What the current run says of its own reach, in French."""
    rows = study.rows("select reading from theme_readings where run_id = (select run_id from current_theme_run)")
    return rows[0][0] if rows else None


def rename_theme(write: Write, theme_id: str, label: str) -> None:
    """Give a theme a researcher's own name."""
    write.execute(
        "insert into theme_names values ($theme_id, $seq, $label)",
        {"theme_id": theme_id, "seq": write.next_seq(), "label": label},
    )
    write.record("theme renamed", theme_id)
