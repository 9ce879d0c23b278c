"""What the present themes rest on: people who speak in them, their parts, where and when they are heard, their number."""

from __future__ import annotations

from models.theme import NumberTried, SubThemeRow, ThemeCount, ThemeFigures
from pipeline.store.connection import StudyFile, Write


def figures(study: StudyFile) -> dict[str, ThemeFigures]:
    """theme_id -> what it rests on, for the current themes."""
    rows = study.dicts(
        """
        with said as (
            select m.theme_id, s.participant_id, count(*) as n
            from v_segment_themes m join v_segments s using (segment_id)
            where m.is_current
            group by m.theme_id, s.participant_id
        )
        select
            d.theme_id, arg_max(d.participant_id, (d.n, d.participant_id)) as loudest_person,
            max(d.n) filter (d.participant_id is not null) / sum(d.n) as loudest_share,
            any_value(f.interviewer_share) as interviewer_share, any_value(f.without_loudest) as without_loudest
        from said d
        left join theme_figures f using (theme_id)
        group by d.theme_id
        order by d.theme_id
        """
    )
    return {row["theme_id"]: ThemeFigures(**row) for row in rows}


def counts(study: StudyFile, *, by: str) -> tuple[ThemeCount, ...]:
    """People of each group, territory or wave in each current theme, and how many of them the corpus holds."""
    rows = study.dicts(
        """
        with heard as (
            select
                segment_id, participant_id,
                coalesce(
                    case $by when 'group' then stakeholder_group when 'territory' then territory else wave end,
                    'non renseigné'
                ) as part
            from v_segments where participant_id is not null
        ),
        sizes as (select part, count(distinct participant_id) as n_people_heard from heard group by part)
        select
            m.theme_id, h.part, count(distinct h.participant_id) as n_participants, count(*) as n_segments,
            any_value(z.n_people_heard) as n_people_heard
        from v_segment_themes m
        join heard h using (segment_id)
        join sizes z on z.part = h.part
        where m.is_current
        group by m.theme_id, h.part
        order by m.theme_id, h.part
        """,
        {"by": by},
    )
    return tuple(ThemeCount(**row) for row in rows)


def subthemes(study: StudyFile, theme_id: str) -> tuple[SubThemeRow, ...]:
    """The parts of a theme, largest first, counted on the present segments."""
    rows = study.dicts(
        """
        select
            t.subtheme_id, t.theme_id, t.label, t.terms, t.stability, count(s.segment_id) as n_segments,
            count(distinct s.participant_id) as n_participants
        from subthemes t
        join segment_subthemes m using (subtheme_id)
        join v_segments s using (segment_id)
        where t.theme_id = $theme_id
        group by t.subtheme_id, t.theme_id, t.label, t.terms, t.stability, t.position
        order by t.position
        """,
        {"theme_id": theme_id},
    )
    return tuple(
        SubThemeRow(**{**row, "terms": tuple(term for term in row["terms"].split(", ") if term)}) for row in rows
    )


def subtheme_members(study: StudyFile | Write, theme_id: str) -> dict[str, tuple[str, ...]]:
    """subtheme_id -> its segment ids, the largest part first."""
    rows = study.rows(
        """
        select t.subtheme_id, m.segment_id
        from subthemes t join segment_subthemes m using (subtheme_id)
        where t.theme_id = $theme_id
        order by t.position, m.segment_id
        """,
        {"theme_id": theme_id},
    )
    found: dict[str, list[str]] = {}
    for subtheme_id, segment_id in rows:
        found.setdefault(subtheme_id, []).append(segment_id)
    return {subtheme_id: tuple(ids) for subtheme_id, ids in found.items()}


def numbers_tried(study: StudyFile) -> tuple[NumberTried, ...]:
    """What each number of themes gave in the current run; empty when it was imposed."""
    rows = study.dicts(
        """
        select number, stability, spread, fewest_people, n_one_voice, chosen
        from theme_numbers where run_id = (select run_id from current_theme_run)
        order by number
        """
    )
    return tuple(NumberTried(**row) for row in rows)


def number_asked(study: StudyFile) -> tuple[bool, int | None]:
    """Whether a researcher ever asked for a number, and the latest one; None gives the choice back to the method."""
    rows = study.rows("select number from theme_number_choices order by seq desc limit 1")
    return (True, rows[0][0]) if rows else (False, None)


def ask_number(write: Write, number: int | None) -> None:
    """Keep how many themes a researcher asks for."""
    write.execute(
        "insert into theme_number_choices values ($seq, $number)", {"seq": write.next_seq(), "number": number}
    )
    write.record("theme number asked", "", number=number)
