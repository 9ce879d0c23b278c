-- Giving back. Words of replies are in the transcripts of their sheets (a source each); here stand who answered what, when, and
-- what it changed. Everything is appended; the latest line of a sheet, of an outcome or of a booklet handed over holds.
create table reply_sheets (
    sheet_id        varchar not null,
    seq             bigint not null,
    source_id       varchar not null,
    step            varchar not null check (step in ('alone', 'peers', 'together')),
    participant_id  varchar,
    group_name      varchar,
    n_present       integer,
    received_on     date not null,
    hand            varchar not null check (hand in ('own', 'dictated', 'noted')),
    entered_by      varchar not null,
    entered_at      timestamp not null,
    removed         boolean not null,
    primary key (sheet_id, seq)
);

create table replies (
    reply_id    varchar not null primary key,
    sheet_id    varchar not null,
    finding_id  varchar not null,
    statement   varchar not null,
    turn_no     integer not null,
    answer      varchar not null check (answer in ('agree', 'nuance', 'refuse', 'words')),
    said        boolean not null
);

create table reply_outcomes (
    outcome_id        varchar not null,
    seq               bigint not null,
    reply_id          varchar not null,
    finding_id        varchar not null,
    effect            varchar not null check (effect in ('evidence', 'status', 'wording', 'kept')),
    evidence_id       varchar,
    stance            varchar,
    status_before     varchar not null,
    status_after      varchar not null,
    statement_before  varchar not null,
    statement_after   varchar not null,
    reason            varchar not null,
    decided_by        varchar not null,
    decided_at        timestamp not null,
    undone            boolean not null,
    primary key (outcome_id, seq)
);

create table booklets_given (
    given_id        varchar not null,
    seq             bigint not null,
    participant_id  varchar,
    group_name      varchar,
    given_on        date not null,
    given_by        varchar not null,
    finding_ids     varchar not null,
    taken_back      boolean not null,
    primary key (given_id, seq)
);

create table plain_wordings (
    finding_id  varchar not null,
    seq         bigint not null,
    text        varchar not null,
    statement   varchar not null,
    author      varchar not null,
    written_at  timestamp not null,
    primary key (finding_id, seq)
);

create view current_reply_sheets as
select sheet_id, source_id, step, participant_id, group_name, n_present, received_on, hand, entered_by, entered_at
from (select * from reply_sheets qualify row_number() over (partition by sheet_id order by seq desc) = 1)
where not removed;

create view current_reply_outcomes as
select outcome_id, reply_id, finding_id, effect, evidence_id, stance, status_before, status_after, statement_before,
       statement_after, reason, decided_by, decided_at, undone
from (
    select *, min(seq) over (partition by outcome_id) as first_seq from reply_outcomes
    qualify row_number() over (partition by outcome_id order by seq desc) = 1
)
order by first_seq;

create view v_replies as
select
    r.reply_id, r.finding_id, r.answer, c.step, c.participant_id, coalesce(p.stakeholder_group, c.group_name) as stakeholder_group,
    c.n_present, c.received_on, c.hand, t.turn_id, case when r.said then t.text end as words, c.source_id
from replies r
join current_reply_sheets c using (sheet_id)
left join v_turns t on t.source_id = c.source_id and t.turn_no = r.turn_no
left join v_participants p on p.participant_id = c.participant_id;
