-- What each theme rests on, the evidence for their number, their parts, and what researchers did to them.
create table theme_figures (
    theme_id           varchar not null primary key,
    interviewer_share  double,
    without_loudest    double
);

create table theme_numbers (
    run_id         varchar not null,
    number         integer not null,
    stability      double not null,
    spread         double not null,
    fewest_people  integer not null,
    n_one_voice    integer not null,
    chosen         boolean not null,
    primary key (run_id, number)
);

create table subthemes (
    subtheme_id  varchar not null primary key,
    theme_id     varchar not null,
    position     integer not null,
    label        varchar not null,
    terms        varchar not null,
    stability    double
);

create table segment_subthemes (
    segment_id   varchar not null,
    subtheme_id  varchar not null,
    primary key (segment_id, subtheme_id)
);

-- Appended: how many themes the researchers asked for; null leaves it to the method again.
create table theme_number_choices (
    seq     bigint not null primary key,
    number  integer
);

-- Appended: what was done to themes, in order; an undo is one more act. Their effect on the current run is in the two tables below.
create table theme_acts (
    act_id     varchar not null primary key,
    seq        bigint not null,
    kind       varchar not null,
    theme_ids  varchar not null,
    label      varchar,
    actor      varchar not null,
    acted_at   timestamp not null,
    undoes     varchar
);

-- The parts of a split, which a later run's theme is split along again.
create table theme_act_parts (
    act_id      varchar not null,
    part        integer not null,
    segment_id  varchar not null,
    primary key (act_id, part, segment_id)
);

-- Appended: `present`, `aside` or `gone` (merged or split).
create table theme_states (
    theme_id  varchar not null,
    seq       bigint not null,
    standing  varchar not null,
    primary key (theme_id, seq)
);

-- Appended: where the acts put a segment; the latest line counts.
create table theme_moves (
    run_id      varchar not null,
    segment_id  varchar not null,
    seq         bigint not null,
    theme_id    varchar not null,
    primary key (run_id, segment_id, seq)
);

create view current_theme_states as
select theme_id, arg_max(standing, seq) as standing from theme_states group by theme_id;

create or replace view v_themes as
select
    h.theme_id, h.run_id, h.run_id = (select run_id from current_theme_run) and coalesce(s.standing, 'present') = 'present'
    as is_current, coalesce(n.label, h.label) as label, h.terms, h.n_segments, h.n_participants, h.stability
from themes h
left join (select theme_id, arg_max(label, seq) as label from theme_names group by theme_id) n using (theme_id)
left join current_theme_states s using (theme_id);

create or replace view v_segment_themes as
select
    m.segment_id, coalesce(v.theme_id, m.theme_id) as theme_id, m.probability, m.run_id,
    m.run_id = (select run_id from current_theme_run) and coalesce(s.standing, 'present') = 'present' as is_current
from segment_themes m
left join (
    select run_id, segment_id, arg_max(theme_id, seq) as theme_id from theme_moves group by run_id, segment_id
) v on v.run_id = m.run_id and v.segment_id = m.segment_id
left join current_theme_states s on s.theme_id = coalesce(v.theme_id, m.theme_id);
