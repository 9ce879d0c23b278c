-- What happened beside the words of a turn (laughter, pauses, remarks): a JSON list of {kind, at, text}, in which the text is kept
-- only where every word of it is a usual stage direction. Never coded; `at` counts code points of the turn's text.
alter table turns add column events varchar default '[]';

create or replace view all_turns as
select
    t.turn_id, t.transcript_id, c.version as transcript_version, c.source_id, t.turn_no, t.speaker,
    coalesce(v.speaker_role, t.speaker_role) as speaker_role,
    case when v.speaker is not null then v.participant_id else t.participant_id end as participant_id,
    t.text, t.start_s, t.end_s, t.question, coalesce(t.events, '[]') as events
from turns t
join transcripts c using (transcript_id)
left join current_voices v on v.source_id = c.source_id and v.speaker = t.speaker;

create view v_events as
select
    t.turn_id, t.transcript_id, t.source_id, t.turn_no, cast(json_extract(e.value, '$.at') as integer) as at_char,
    json_extract_string(e.value, '$.kind') as kind, json_extract_string(e.value, '$.text') as text
from all_turns t
semi join current_transcripts using (transcript_id), json_each(t.events) e;
