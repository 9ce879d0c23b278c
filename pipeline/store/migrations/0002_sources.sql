-- Sources, people, and the anonymised transcripts that passed the gate. Original words never come here.
create table sources (
    source_id      varchar not null primary key,
    source_sha256  varchar not null,
    kind           varchar not null,
    format         varchar not null,
    language       varchar not null,
    n_turns        integer not null,
    n_words        integer not null,
    run_id         varchar not null
);

-- Appended: the name shown changes when a person's name is later recognised in it.
create table source_names (
    source_id    varchar not null,
    seq          bigint not null,
    source_name  varchar not null,
    primary key (source_id, seq)
);

create table source_states (
    source_id  varchar not null,
    seq        bigint not null,
    state      varchar not null check (state in ('held', 'released', 'withdrawn')),
    primary key (source_id, seq)
);

-- Appended: participants.csv may be completed at any time; the latest line per person holds.
create table participants (
    participant_id     varchar not null,
    seq                bigint not null,
    stakeholder_group  varchar,
    territory          varchar,
    wave               varchar,
    attributes         varchar not null,
    consent_date       date,
    consent_uses       varchar not null,
    withdrawn_on       date,
    primary key (participant_id, seq)
);

create table transcripts (
    transcript_id  varchar not null primary key,
    source_id      varchar not null,
    version        integer not null,
    run_id         varchar not null,
    unique (source_id, version)
);

create table turns (
    turn_id        varchar not null primary key,
    transcript_id  varchar not null,
    turn_no        integer not null,
    speaker        varchar not null,
    speaker_role   varchar not null,
    participant_id varchar,
    text           varchar not null,
    question       varchar,
    start_s        double,
    end_s          double
);

-- Appended: who a speaker is, as participants.csv says it now; it wins over what was read in the source.
create table voices (
    source_id       varchar not null,
    speaker         varchar not null,
    seq             bigint not null,
    participant_id  varchar,
    speaker_role    varchar not null,
    primary key (source_id, speaker, seq)
);

-- What was seen of each file of sources/ and what came of it, so that nothing is read twice. `path_id` is a hash: a
-- file's name may name a person.
create table sightings (
    path_id        varchar not null,
    shown_name     varchar not null,
    seq            bigint not null,
    n_bytes        bigint not null,
    mtime_ns       bigint not null,
    reading        varchar not null,
    source_sha256  varchar not null,
    source_id      varchar,
    outcome        varchar not null check (outcome in ('read', 'duplicate', 'refused')),
    problem        varchar,
    warnings       varchar not null,
    primary key (path_id, seq)
);

-- Which sources a per-source step has done, under which settings (`ingest` counts readings, so a source read anew is due).
create table done (
    step      varchar not null,
    subject   varchar not null,
    settings  varchar not null,
    run_id    varchar not null,
    primary key (step, subject, settings)
);
