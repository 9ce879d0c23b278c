-- Several coders: who codes a source blind or has read it to its end; what was concluded where they differ; the acts done to
-- the codebook, so that each can be taken back. Everything here is appended; the latest line holds.
create table readings (
    coder      varchar not null,
    source_id  varchar not null,
    seq        bigint not null,
    state      varchar not null check (state in ('blind', 'read', 'open')),
    since      timestamp not null,
    primary key (coder, source_id, seq)
);

create table adjudications (
    adjudication_id  varchar not null,
    seq              bigint not null,
    code_id          varchar not null,
    outcome          varchar not null check (outcome in ('applies', 'does_not_apply')),
    mode             varchar not null check (mode in ('agreement', 'third_person')),
    decided_by       varchar not null,
    decided_at       timestamp not null,
    reason           varchar not null,
    undone           boolean not null,
    primary key (adjudication_id, seq)
);

-- What each coder had said: a decision, or (null) their silence in a source that they read to its end.
create table adjudicated (
    adjudication_id  varchar not null,
    coder            varchar not null,
    says_yes         boolean not null,
    decision_id      varchar,
    reason           varchar not null,
    primary key (adjudication_id, coder)
);

-- `changed` and `carried` are JSON lists: {code_id, before, after} (numbers of its lines in `codes`), and decision ids.
create table codebook_acts (
    act_id   varchar not null,
    seq      bigint not null,
    kind     varchar not null,
    actor    varchar not null,
    done_at  timestamp not null,
    changed  varchar not null,
    carried  varchar not null,
    undone   boolean not null,
    primary key (act_id, seq)
);

create view current_readings as
select coder, source_id, state, since
from readings
qualify row_number() over (partition by coder, source_id order by seq desc) = 1;

create view current_adjudications as
select adjudication_id, code_id, outcome, mode, decided_by, decided_at, reason, undone
from adjudications
qualify row_number() over (partition by adjudication_id order by seq desc) = 1;

create view current_codebook_acts as
select act_id, seq, kind, actor, done_at, changed, carried, undone
from codebook_acts
qualify row_number() over (partition by act_id order by seq desc) = 1;

-- A coding that an adjudication set aside is kept as a decision and is no longer in force; a new decision stands again.
create or replace view v_codings as
select
    d.decision_id as coding_id, d.segment_id, d.turn_id, d.start_char, d.end_char, d.verbatim, d.code_id, c.path as code_path,
    d.coder, case when d.action = 'accept' then 'proposal' else 'human' end as origin, d.score, d.decided_at
from current_decisions d
join current_codes c using (code_id)
where d.action in ('accept', 'code')
  and not exists (
    select 1 from adjudicated a
    join current_adjudications j using (adjudication_id)
    where a.decision_id = d.decision_id and a.says_yes and j.outcome = 'does_not_apply' and not j.undone
  );
