-- How many events the journal holds and the hash of the last: a journal whose end is cut off no longer reaches it. One line,
-- written in the transaction of each event.
create table journal_head (
    only_line  boolean not null primary key,
    n_events   bigint not null,
    hash       varchar not null
);
insert into journal_head select true, seq, hash from journal order by seq desc limit 1;

-- A number drawn for each row that holds a participant's words. The journal's digests and the seals cover it, and a withdrawal
-- erases it with the row: what the journal keeps then answers no guess at the words. Empty in rows written before.
alter table turns add column salt varchar;
alter table segments add column salt varchar;
alter table decisions add column salt varchar;
alter table evidence add column salt varchar;
