-- A digest of every row of every table, taken as the row is written: half of its SHA-256, in two numbers. Whoever changes a cell
-- with another program changes its row's digest. The totals are told to the journal in the transaction that makes them.
-- A later migration adds only columns without a default to these tables: an empty cell has no part in a digest.
create table seals (
    table_name  varchar not null,
    high        ubigint not null,
    low         ubigint not null
);

create table seal_totals (
    table_name  varchar not null primary key,
    n_rows      bigint not null,
    high        ubigint not null,
    low         ubigint not null
);
