-- Where words were replaced in the anonymised turns, and where something was flagged and left: positions, never an
-- original word. What leaves the study at a lower level of disclosure is made from them.
create table masks (
    turn_id         varchar not null,
    start_char      integer not null,
    end_char        integer not null,
    state           varchar not null check (state in ('masked', 'left')),
    kind            varchar not null,
    entity_key      varchar,
    sort            varchar,
    reason          varchar,
    generalisation  varchar
);

-- Transcripts whose masks are known: one may have none.
create table masked_transcripts (
    transcript_id  varchar not null primary key,
    n_masked       integer not null,
    n_left         integer not null
);
