create table themes (
    theme_id         varchar not null primary key,
    run_id           varchar not null,
    position         integer not null,
    label            varchar not null,
    terms            varchar not null,
    representatives  varchar not null,
    n_segments       integer not null,
    n_participants   integer not null,
    stability        double
);

create table segment_themes (
    segment_id   varchar not null,
    theme_id     varchar not null,
    run_id       varchar not null,
    probability  double not null,
    primary key (run_id, segment_id)
);

-- What the method could not place is kept and shown.
create table unheard_segments (
    run_id      varchar not null,
    segment_id  varchar not null,
    primary key (run_id, segment_id)
);

create table theme_readings (
    run_id   varchar not null primary key,
    reading  varchar
);

-- Appended: a researcher's own name for a theme.
create table theme_names (
    theme_id  varchar not null,
    seq       bigint not null,
    label     varchar not null,
    primary key (theme_id, seq)
);
