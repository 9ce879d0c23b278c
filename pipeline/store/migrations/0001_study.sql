-- The study itself, how each derived thing came to be, and the journal of every write that matters.
create table study (
    study_id    varchar not null primary key,
    created_at  timestamp not null
);

create table runs (
    run_id       varchar not null primary key,
    step         varchar not null,
    settings     varchar not null,
    versions     varchar not null,
    seed         bigint,
    inputs_hash  varchar not null,
    started_at   timestamp not null,
    ended_at     timestamp,
    seq          bigint not null
);

-- Appended by store/journal.py and nowhere else; `hash` covers the event and the hash before it.
create table journal (
    seq            bigint not null primary key,
    happened_at    timestamp not null,
    actor          varchar not null,
    kind           varchar not null,
    subject        varchar not null,
    payload        varchar not null,
    previous_hash  varchar not null,
    hash           varchar not null
);
