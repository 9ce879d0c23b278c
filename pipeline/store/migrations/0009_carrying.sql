-- What a re-anonymisation could not carry to the new version: kept without a word of the old one, until a person codes it
-- again or dismisses it. Appended, and moved nowhere: a turn is named by its source and its number.
create table stranded (
    stranded_id   varchar not null,
    seq           bigint not null,
    about         varchar not null check (about in ('coding', 'evidence', 'memo')),
    in_force      boolean not null,
    source_id     varchar not null,
    from_version  integer not null,
    turn_no       integer not null,
    code_id       varchar,
    finding_id    varchar,
    stance        varchar,
    coder         varchar not null,
    decided_at    timestamp not null,
    why           varchar not null,
    primary key (stranded_id, seq)
);

create table stranded_settled (
    stranded_id  varchar not null,
    seq          bigint not null,
    settled_by   varchar not null,
    settled_at   timestamp not null,
    reason       varchar not null,
    primary key (stranded_id, seq)
);

-- What has begun and must be ended at the next opening: a withdrawal, a re-anonymisation, a file to write anew.
create table unfinished (
    task_id  varchar not null primary key,
    seq      bigint not null,
    kind     varchar not null check (kind in ('withdrawal', 'reanonymisation', 'rewriting')),
    payload  varchar not null
);

-- Open until somebody dismisses it or, for a coding, codes the same turn with the same code again.
create view v_stranded as
select
    s.stranded_id, s.about, s.source_id, n.source_name, s.from_version, s.turn_no, s.code_id, c.path as code_path,
    s.finding_id, s.stance, s.coder, s.decided_at, s.why
from stranded s
left join current_sources n using (source_id)
left join current_codes c on c.code_id = s.code_id
where s.in_force
  and not exists (select 1 from stranded_settled d where d.stranded_id = s.stranded_id and d.seq > s.seq)
  and not exists (
    select 1 from current_decisions d
    join all_turns t on t.turn_id = d.turn_id
    where s.about = 'coding' and d.action in ('accept', 'code') and d.seq > s.seq
      and d.code_id = s.code_id and t.source_id = s.source_id and t.turn_no = s.turn_no
  );
