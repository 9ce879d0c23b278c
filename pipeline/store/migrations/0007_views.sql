-- The public views (DESIGN, section 6): column names are a promise to people who query the study themselves.
-- Those named current_* are for this store.
create view current_sources as
select s.source_id, n.source_name, s.source_sha256, s.kind, s.format, s.language, t.state, s.n_turns, s.n_words
from sources s
join (select source_id, arg_max(source_name, seq) as source_name from source_names group by source_id) n using (source_id)
join (select source_id, arg_max(state, seq) as state from source_states group by source_id) t using (source_id);

create view v_sources as
select source_id, source_name, source_sha256, kind, format, language, state, n_turns, n_words
from current_sources;

create view v_participants as
select participant_id, stakeholder_group, territory, wave, cast(attributes as json) as attributes, consent_uses, withdrawn_on
from participants
qualify row_number() over (partition by participant_id order by seq desc) = 1;

create view current_transcripts as
select transcript_id, source_id, version
from transcripts
qualify row_number() over (partition by source_id order by version desc) = 1;

create view current_voices as
select source_id, speaker, participant_id, speaker_role
from voices
qualify row_number() over (partition by source_id, speaker order by seq desc) = 1;

create view all_turns as
select
    t.turn_id, t.transcript_id, c.version as transcript_version, c.source_id, t.turn_no, t.speaker,
    coalesce(v.speaker_role, t.speaker_role) as speaker_role,
    case when v.speaker is not null then v.participant_id else t.participant_id end as participant_id,
    t.text, t.start_s, t.end_s, t.question
from turns t
join transcripts c using (transcript_id)
left join current_voices v on v.source_id = c.source_id and v.speaker = t.speaker;

create view v_turns as
select
    turn_id, transcript_id, transcript_version, source_id, turn_no, speaker, speaker_role, participant_id, text, start_s, end_s
from all_turns
semi join current_transcripts using (transcript_id);

create view current_segmentations as
select transcript_id, arg_max(run_id, seq) as run_id
from segmentations
group by transcript_id;

create view v_segments as
select
    s.segment_id, s.turn_id, s.transcript_id, t.participant_id, p.stakeholder_group, p.territory, p.wave, t.turn_no,
    s.start_char, s.end_char, s.text, s.question, s.n_words
from current_segmentations g
semi join current_transcripts c on c.transcript_id = g.transcript_id
join segmentation_members m on m.run_id = g.run_id and m.transcript_id = g.transcript_id
join segments s on s.segment_id = m.segment_id
join all_turns t on t.turn_id = s.turn_id
left join v_participants p on p.participant_id = t.participant_id;

create view current_theme_run as
select run_id from runs where step = 'themes' and ended_at is not null order by seq desc limit 1;

create view v_themes as
select
    h.theme_id, h.run_id, h.run_id = (select run_id from current_theme_run) as is_current,
    coalesce(n.label, h.label) as label, h.terms, h.n_segments, h.n_participants, h.stability
from themes h
left join (select theme_id, arg_max(label, seq) as label from theme_names group by theme_id) n using (theme_id);

create view v_segment_themes as
select segment_id, theme_id, probability, run_id, run_id = (select run_id from current_theme_run) as is_current
from segment_themes;

create view current_codes as
select code_id, parent_id, name, path, definition, when_to_use, when_not, examples, colour, theme_id, retired
from codes
qualify row_number() over (partition by code_id order by seq desc) = 1;

-- The latest decision for the same words, code and coder is the one in force.
create view current_decisions as
select
    decision_id, seq, action, segment_id, turn_id, start_char, end_char, verbatim, code_id, coder, decided_at, reason,
    proposal_id, score, undoes
from decisions
qualify row_number() over (partition by turn_id, start_char, end_char, code_id, coder order by seq desc) = 1;

create view v_codings as
select
    d.decision_id as coding_id, d.segment_id, d.turn_id, d.start_char, d.end_char, d.verbatim, d.code_id, c.path as code_path,
    d.coder, case when d.action = 'accept' then 'proposal' else 'human' end as origin, d.score, d.decided_at
from current_decisions d
join current_codes c using (code_id)
where d.action in ('accept', 'code');

create view current_propose_run as
select run_id from runs where step = 'propose' and ended_at is not null order by seq desc limit 1;

-- A proposal of an older run stays visible once somebody answered it; pending ones are the latest run's only.
create view v_proposals as
select
    p.proposal_id, p.segment_id, c.path as code_path, p.score, p.reason, p.run_id,
    case d.action when 'accept' then 'accepted' when 'reject' then 'rejected' else 'pending' end as state
from proposals p
join current_codes c using (code_id)
left join (
    select proposal_id, arg_max(action, seq) as action
    from decisions where proposal_id is not null group by proposal_id
) d using (proposal_id)
where d.action in ('accept', 'reject') or (p.run_id = (select run_id from current_propose_run) and not c.retired);

create view current_findings as
select finding_id, statement, status, scope, author, written_at, code_ids
from findings
qualify row_number() over (partition by finding_id order by seq desc) = 1;

create view current_evidence as
select evidence_id, finding_id, stance, turn_id, start_char, end_char, verbatim, added_by, added_at
from (
    select * from evidence
    qualify row_number() over (partition by evidence_id order by seq desc) = 1
)
where not removed;

create view v_findings as
select
    f.finding_id, f.statement, f.status,
    cast(json_extract(g.grounding, '$.n_participants') as integer) as n_participants,
    cast(json_extract(g.grounding, '$.n_groups') as integer) as n_groups,
    list_transform(
        list_filter(
            cast(json_extract(g.grounding, '$.groups') as json[]),
            lambda x: json_extract_string(x, '$.position') in ('silent_asked', 'silent_never_asked')
        ),
        lambda x: json_extract_string(x, '$.group')
    ) as groups_silent,
    list_transform(
        list_filter(
            cast(json_extract(g.grounding, '$.groups') as json[]),
            lambda x: json_extract_string(x, '$.position') in ('divergent', 'divided')
        ),
        lambda x: json_extract_string(x, '$.group')
    ) as groups_contradicting,
    cast(json_extract(g.grounding, '$.max_participant_share') as double) as max_participant_share
from current_findings f
left join (select finding_id, arg_max(grounding, seq) as grounding from groundings group by finding_id) g using (finding_id);

-- From a finding to the file: one line per verbatim and code that covers it (no code: one line, code_path null).
create view v_trace as
select
    f.finding_id, f.statement, e.stance, e.verbatim, c.code_path, c.coder, coalesce(c.decided_at, e.added_at) as decided_at,
    t.participant_id, p.stakeholder_group, t.turn_no, t.speaker_role, e.start_char, e.end_char, t.transcript_id,
    t.transcript_version, t.source_id, s.source_name, s.source_sha256
from current_findings f
join current_evidence e using (finding_id)
left join v_codings c on c.turn_id = e.turn_id and c.start_char < e.end_char and e.start_char < c.end_char
left join all_turns t on t.turn_id = e.turn_id
left join v_participants p on p.participant_id = t.participant_id
left join current_sources s on s.source_id = t.source_id;
