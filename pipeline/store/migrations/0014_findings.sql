-- After whose remark a wording came, and the themes it draws on; one line beside the line of `findings` of the same number.
create table wording_origins (
    finding_id   varchar not null,
    seq          bigint not null,
    theme_ids    varchar not null,
    prompted_by  varchar not null,
    remark       varchar not null,
    primary key (finding_id, seq)
);

-- Appended: what a person decided of a passage proposed against a finding. The latest per finding and passage holds.
create table counter_decisions (
    decision_id  varchar not null primary key,
    seq          bigint not null,
    finding_id   varchar not null,
    segment_id   varchar not null,
    action       varchar not null check (action in ('accept', 'reject', 'reopen')),
    stance       varchar,
    reason       varchar not null,
    decided_by   varchar not null,
    decided_at   timestamp not null,
    score        double,
    evidence_id  varchar
);

-- Appended: a person's word on whether a question (known by the hash of its words) put a finding's subject.
create table questions_judged (
    finding_id   varchar not null,
    question_id  varchar not null,
    seq          bigint not null,
    concerns     boolean not null,
    judged_by    varchar not null,
    judged_at    timestamp not null,
    primary key (finding_id, question_id, seq)
);

create view current_counter_decisions as
select decision_id, seq, finding_id, segment_id, action, stance, reason, decided_by, decided_at, score, evidence_id
from counter_decisions
qualify row_number() over (partition by finding_id, segment_id order by seq desc) = 1;
