create table findings (
    finding_id  varchar not null,
    seq         bigint not null,
    statement   varchar not null,
    status      varchar not null,
    scope       varchar not null,
    author      varchar not null,
    written_at  timestamp not null,
    code_ids    varchar not null,
    primary key (finding_id, seq)
);

-- Appended: a verbatim put forward, or (`removed`) taken back.
create table evidence (
    evidence_id  varchar not null,
    seq          bigint not null,
    finding_id   varchar not null,
    stance       varchar not null check (stance in ('supports', 'nuances', 'contradicts')),
    turn_id      varchar not null,
    start_char   integer not null,
    end_char     integer not null,
    verbatim     varchar not null,
    added_by     varchar not null,
    added_at     timestamp not null,
    removed      boolean not null,
    primary key (evidence_id, seq)
);

-- What `ground` computed for a finding's latest evidence; replaced by a later line, never typed by hand.
create table groundings (
    finding_id  varchar not null,
    seq         bigint not null,
    grounding   varchar not null,
    primary key (finding_id, seq)
);
