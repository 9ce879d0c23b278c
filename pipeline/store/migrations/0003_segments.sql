-- What can be coded. Vectors live in one table per dimension, made by store/vectors.py (FLOAT[n] refuses a wrong length).
create table segments (
    segment_id     varchar not null primary key,
    transcript_id  varchar not null,
    turn_id        varchar not null,
    start_char     integer not null,
    end_char       integer not null,
    text           varchar not null,
    question       varchar,
    n_words        integer not null
);

-- Which cut of a transcript is the present one: the latest line per transcript. A transcript that yields no segment has
-- its line too, so that it is not cut again.
create table segmentations (
    transcript_id  varchar not null,
    seq            bigint not null,
    run_id         varchar not null,
    primary key (transcript_id, seq)
);

create table segmentation_members (
    run_id         varchar not null,
    transcript_id  varchar not null,
    segment_id     varchar not null,
    position       integer not null,
    primary key (run_id, segment_id)
);
