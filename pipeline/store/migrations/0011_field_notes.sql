-- Field notes: how each passage stands (observed, reported, interpreted; null where nothing marks it), and their head (date, place,
-- who observed), which passed the gate like any other words: it stands at the end of the transcript under voices of its own.
alter table turns add column standing varchar;

create or replace view all_turns as
select
    t.turn_id, t.transcript_id, c.version as transcript_version, c.source_id, t.turn_no, t.speaker,
    coalesce(v.speaker_role, t.speaker_role) as speaker_role,
    case when v.speaker is not null then v.participant_id else t.participant_id end as participant_id,
    t.text, t.start_s, t.end_s, t.question, coalesce(t.events, '[]') as events, t.standing
from turns t
join transcripts c using (transcript_id)
left join current_voices v on v.source_id = c.source_id and v.speaker = t.speaker;

create or replace view v_turns as
select
    turn_id, transcript_id, transcript_version, source_id, turn_no, speaker, speaker_role, participant_id, text, start_s, end_s,
    standing
from all_turns
semi join current_transcripts using (transcript_id);

create or replace view v_segments as
select
    s.segment_id, s.turn_id, s.transcript_id, t.participant_id, p.stakeholder_group, p.territory, p.wave, t.turn_no,
    s.start_char, s.end_char, s.text, s.question, s.n_words, t.standing
from current_segmentations g
semi join current_transcripts c on c.transcript_id = g.transcript_id
join segmentation_members m on m.run_id = g.run_id and m.transcript_id = g.transcript_id
join segments s on s.segment_id = m.segment_id
join all_turns t on t.turn_id = s.turn_id
left join v_participants p on p.participant_id = t.participant_id;

create view v_field_notes as
select
    t.source_id, s.source_name,
    max(t.text) filter (where t.speaker_role = 'other' and t.speaker = 'date') as noted_on,
    max(t.text) filter (where t.speaker_role = 'other' and t.speaker = 'lieu') as place,
    max(t.text) filter (where t.speaker_role = 'other' and t.speaker = 'observation par') as observer,
    count(*) filter (where t.standing = 'observed') as n_observed,
    count(*) filter (where t.standing = 'reported') as n_reported,
    count(*) filter (where t.standing = 'interpreted') as n_interpreted,
    count(*) filter (where t.speaker_role = 'observer' and t.standing is null) as n_unmarked
from v_turns t
join current_sources s using (source_id)
where s.kind = 'field_note'
group by t.source_id, s.source_name;

-- What each origin (`participants.csv`, or a source by its id) says of a person; appended, the latest line per person and origin
-- holds. `participants` keeps what is settled from them: a value two sources disagree on is in neither until somebody decides.
create table descriptions (
    participant_id     varchar not null,
    origin             varchar not null,
    seq                bigint not null,
    stakeholder_group  varchar,
    territory          varchar,
    wave               varchar,
    attributes         varchar not null,
    primary key (participant_id, origin, seq)
);
