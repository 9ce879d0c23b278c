-- The machine's proposals and people's decisions never share a table. Everything here is appended.
create table codes (
    code_id      varchar not null,
    seq          bigint not null,
    parent_id    varchar,
    name         varchar not null,
    path         varchar not null,
    definition   varchar not null,
    when_to_use  varchar not null,
    when_not     varchar not null,
    examples     varchar not null,
    colour       varchar not null,
    theme_id     varchar,
    retired      boolean not null,
    primary key (code_id, seq)
);

create table proposals (
    proposal_id  varchar not null primary key,
    segment_id   varchar not null,
    code_id      varchar not null,
    score        double not null,
    reason       varchar not null,
    run_id       varchar not null
);

create table decisions (
    decision_id  varchar not null primary key,
    seq          bigint not null,
    action       varchar not null check (action in ('accept', 'reject', 'code', 'remove', 'reopen')),
    segment_id   varchar,
    turn_id      varchar not null,
    start_char   integer not null,
    end_char     integer not null,
    verbatim     varchar not null,
    code_id      varchar not null,
    coder        varchar not null,
    decided_at   timestamp not null,
    reason       varchar not null,
    proposal_id  varchar,
    score        double,
    undoes       varchar
);

create table memos (
    memo_id     varchar not null,
    seq         bigint not null,
    about_kind  varchar not null,
    about_id    varchar not null,
    text        varchar not null,
    author      varchar not null,
    written_at  timestamp not null,
    primary key (memo_id, seq)
);
