"""
Who is who over a study: mentions of the sources at hand joined with all that was known, then all that was decided.

What detectors and the study's own words say is kept apart from what custodians decided of it, so that a decision taken
back leaves no trace: the vault holds the entities as they were linked, and the same after review.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from models.anonymisation import Entity, Mention, MentionAction, MentionKind
from models.base import content_id
from models.review import Identity
from models.transcript import Transcript
from pipeline.anonymise.agree import agree
from pipeline.anonymise.aliases import hear
from pipeline.anonymise.declared import find_declared, seek
from pipeline.anonymise.forms import same_form, words_in
from pipeline.anonymise.generalise import Precision, at_precision
from pipeline.anonymise.known import exposes, find_known, is_word
from pipeline.anonymise.link import Linked, Place, link_mentions
from pipeline.anonymise.lives import cues
from pipeline.anonymise.pseudonyms import name_entities
from pipeline.flow.gate import Review, Split, read_identities, read_review
from pipeline.flow.ingesting import registered_people
from pipeline.flow.likely import keep_likely
from pipeline.flow.study import OpenStudy, now

SPREAD_KINDS = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION)
SPREAD_SCORE = 0.75  # below, a find is not repeated elsewhere on its own authority
DETAILS = frozenset({MentionKind.QUASI, MentionKind.AGE})  # a person says what stands there instead
MASKED_DETAIL = "[détail]"

_MENTIONS = TypeAdapter(tuple[Mention, ...])
_ENTITIES = TypeAdapter(tuple[Entity, ...])
_SAME = TypeAdapter(tuple[tuple[str, str], ...])


class Known(NamedTuple):
    """Entities as linking left them, before any decision, and the pairs of keys found to be one since."""

    entities: tuple[Entity, ...] = ()
    same: tuple[tuple[str, str], ...] = ()


class Settled(NamedTuple):
    """What replacing needs: by source its mentions, each with its key; entities as decided; by source, whom to prefer."""

    found: dict[str, tuple[Mention, ...]]
    entities: tuple[Entity, ...]
    local: dict[str, tuple[str, ...]]


def settle(
    study: OpenStudy,
    transcripts: Mapping[str, Transcript],
    detected: Mapping[str, Sequence[Mention]],
    *,
    doubts: bool,
) -> Settled:
    """
    Link these sources' mentions over the study, name the entities and apply every decision. The vault keeps it all.

    Args:
        transcripts: originals, by source.
        detected: what detectors found in each.
        doubts: doubts will be masked too.
    """
    review, identities, before = read_review(study), read_identities(study), read_known(study)
    detected = {source: at_precision(mentions, precision_of(study)) for source, mentions in detected.items()}
    asked = {source: _asked_for(mentions, review) for source, mentions in detected.items()}
    certain = {source: [m for m in mentions if not _is_kept(m, review)] for source, mentions in asked.items()}
    everywhere = _everywhere(transcripts, certain, before.entities, review, identities, doubts=doubts)
    found = {source: agree(transcripts[source], mentions) for source, mentions in everywhere.items()}
    apart = [split.into for split in review.splits]
    linked = link_mentions(
        list(found.items()),
        before.entities,
        heard={source: hear(transcripts[source], mentions) for source, mentions in found.items()},
        placed=_placed(study, found),
        identities=identities,
        apart=apart,
    )
    entities_found = _with_split_forms(linked, review)
    named = name_entities(
        entities_found,
        study_id=study.study_id,
        avoid=_heard(study, transcripts) if any(not e.pseudonym for e in entities_found) else frozenset(),
        cues=cues(transcripts, linked.found, entities_found, registered_people(study).participants),
        precision=precision_of(study),
    )
    same = (*before.same, *(pair for pair in linked.same if pair not in before.same))
    _keep_known(study, Known(named, same))
    keep_likely(study, linked)
    for source, mentions in linked.found.items():
        left = [m for m in asked[source] if _is_kept(m, review)]
        _keep_linked(study, source, sorted((*mentions, *left), key=lambda m: (m.turn_no, m.start)))
    _keep_index(study, transcripts, linked.found)
    into = resolved(same, review)
    ready = {source: _decided(source, mentions, review, into) for source, mentions in linked.found.items()}
    details = {m.entity: m for mentions in ready.values() for m in mentions if m.entity and "-G" in m.entity}
    entities = (*reviewed_entities_of(named, review, identities, into), *(_detail(m) for m in details.values()))
    study.vault.write("entities", _ENTITIES.dump_json(entities))
    local = {
        source: (*_split_keys(source, review), *(into.get(key, key) for key in linked.voices.get(source, ())))
        for source in transcripts
    }
    return Settled(ready, entities, local)


def precision_of(study: OpenStudy) -> Precision:
    """How precise the study lets ages, dates and places be."""
    asked = study.settings.anonymisation
    return Precision(ages=asked.ages, dates=asked.dates, places=asked.places)


def _heard(study: OpenStudy, transcripts: Mapping[str, Transcript]) -> frozenset[str]:
    """Every folded word of the study's originals: none of them becomes a pseudonym."""
    now_read = [words_in("\n".join(turn.text for turn in one.turns)) for one in transcripts.values()]
    return frozenset().union(*now_read, *(read_words(study, s) for s in read_index(study) if s not in transcripts))


def _asked_for(mentions: Sequence[Mention], review: Review) -> tuple[Mention, ...]:
    """Mentions, certain and of the kind that a person said where one asked for them to be masked."""
    masked = {form.casefold(): MentionKind(kind) for form, kind in review.masked}
    return tuple(
        mention.model_copy(update={"action": MentionAction.MASK, "kind": masked[mention.form.casefold()]})
        if mention.form.casefold() in masked and mention.kind is not MentionKind.QUASI
        else mention
        for mention in mentions
    )


def _is_kept(mention: Mention, review: Review) -> bool:
    return mention.form.casefold() in review.kept


def _everywhere(
    transcripts: Mapping[str, Transcript],
    found: Mapping[str, Sequence[Mention]],
    known: Sequence[Entity],
    review: Review,
    identities: Sequence[Identity],
    *,
    doubts: bool,
) -> dict[str, tuple[Mention, ...]]:
    """What is certain in one source, or declared, looked for in the others."""
    declared_now = {one.form.casefold() for one in identities}
    forms = spread_forms(found, known, review, declared=declared_now)
    spelled = spelled_forms(found, review, doubts=doubts)
    asked = {form: MentionKind(kind) for form, kind in review.masked if kind not in DETAILS}
    spelled |= {form: kind for form, kind in asked.items() if is_word(form)}
    forms |= {form: asked[form] for form in forms.keys() & asked.keys()}
    declared = {form: kind for form, kind in asked.items() if not is_word(form)}
    sought = seek(identities)
    spread: dict[str, tuple[Mention, ...]] = {}
    for source, mentions in found.items():
        mine = find_known(transcripts[source], forms, mentions, spelled=spelled, declared=declared)
        if identities:
            mine = find_declared(transcripts[source], sought, mine)
        spread[source] = tuple(m for m in mine if not _is_kept(m, review))
    return spread


def spread_forms(
    found: Mapping[str, Sequence[Mention]],
    known: Sequence[Entity],
    review: Review,
    *,
    declared: Iterable[str] = (),
) -> dict[str, MentionKind]:
    """Every certain form of a person, a place or an establishment that the study knows, to be looked for everywhere."""
    retired = review.retired - {*declared}
    forms: dict[str, MentionKind] = {
        form: e.kind for e in known for form in e.forms if e.kind in SPREAD_KINDS and form.casefold() not in retired
    }
    for mentions in found.values():
        for mention in mentions:
            certain = mention.action is MentionAction.MASK and mention.score >= SPREAD_SCORE
            if certain and mention.kind in SPREAD_KINDS:
                forms.setdefault(mention.form, mention.kind)
    return {form: kind for form, kind in forms.items() if form.casefold() not in review.kept}


def spelled_forms(found: Mapping[str, Sequence[Mention]], review: Review, *, doubts: bool) -> dict[str, MentionKind]:
    """
    People's forms that are masked somewhere without being certain, doubts included when they are masked too.

    What is masked once is masked wherever it is written the same, or the one place left would tell what the other hides.
    """
    return {
        mention.form: mention.kind
        for mentions in found.values()
        for mention in mentions
        if mention.kind is MentionKind.PERSON and (doubts or mention.action is MentionAction.MASK)
        if exposes(mention.form) and mention.form.casefold() not in review.kept
    }


def _with_split_forms(linked: Linked, review: Review) -> tuple[Entity, ...]:
    """Entities split off take the forms that they have where they were split, so that their pseudonym is like them."""
    forms: dict[str, dict[str, None]] = {}
    for split in review.splits:
        for mention in linked.found.get(split.source_id, ()):
            if _is_split(mention, split, split.source_id):
                forms.setdefault(split.into, {})[mention.form] = None
    return tuple(
        e.model_copy(update={"forms": tuple(dict.fromkeys([*e.forms, *forms[e.key]]))}) if e.key in forms else e
        for e in linked.entities
    )


def _is_split(mention: Mention, split: Split, source: str) -> bool:
    mine = mention.entity == split.key and source == split.source_id
    return mine and (not split.places or (mention.turn_no, mention.start) in split.places)


def _split_keys(source: str, review: Review) -> tuple[str, ...]:
    return tuple(split.into for split in review.splits if split.source_id == source and not split.places)


def resolved(same: Sequence[tuple[str, str]], review: Review) -> dict[str, str]:
    """Key -> the key it is known under, once what is the same and what a person merged are followed to the end."""
    into = dict(same) | dict(review.merged)
    ends: dict[str, str] = {}
    for key in into:
        end, seen = key, {key}
        while end in into and into[end] not in seen:
            end = into[end]
            seen.add(end)
        ends[key] = end
    return ends


def _decided(source: str, mentions: Sequence[Mention], review: Review, into: Mapping[str, str]) -> tuple[Mention, ...]:
    """Mentions of a source under the keys that decisions give them, details generalised where a person said so."""
    keyed = [m.model_copy(update={"entity": final_key(m, source, review, into)}) if m.entity else m for m in mentions]
    instead = dict(review.generalised)
    instead |= {form.casefold(): MASKED_DETAIL for form, kind in review.masked if kind == MentionKind.QUASI}
    if not instead:
        return tuple(keyed)
    sure = [m for m in keyed if m.action is MentionAction.MASK]
    return tuple(
        _generalised(m, instead[m.form.casefold()], sure) if m.form.casefold() in instead else m for m in keyed
    )


def final_key(mention: Mention, source: str, review: Review, into: Mapping[str, str]) -> str:
    """Key of whom a mention mentions, once split and merged as decided."""
    key = mention.entity or ""
    for split in review.splits:
        if _is_split(mention, split, source):
            key = split.into
    return into.get(key, key)


def _generalised(mention: Mention, value: str, sure: Sequence[Mention]) -> Mention:
    """A detail under the wording chosen for it; it covers whole what it cuts into, or the rest of a name would show."""
    key = f"{mention.kind.value}-G{content_id(value)[:8]}"
    cut = [m for m in sure if m.turn_no == mention.turn_no and m.start < mention.end and mention.start < m.end]
    span = {"start": min([mention.start, *(m.start for m in cut)]), "end": max([mention.end, *(m.end for m in cut)])}
    return mention.model_copy(
        update={"action": MentionAction.MASK, "entity": key, "generalisation": value, "score": 1.0, **span}
    )


def _detail(mention: Mention) -> Entity:
    return Entity(
        key=mention.entity or "", kind=mention.kind, forms=(mention.form,), pseudonym=mention.generalisation or ""
    )


def reviewed_entities_of(
    entities: Sequence[Entity], review: Review, identities: Sequence[Identity], into: Mapping[str, str]
) -> tuple[Entity, ...]:
    """Entities as decided: merged ones gone into the others, pseudonyms as a person chose or wished them."""
    renamed = _wishes(entities, identities, into) | dict(review.renamed)
    by_key = {entity.key: entity for entity in entities}
    gone: dict[str, list[Entity]] = {}
    for entity in entities:
        end = into.get(entity.key, entity.key)
        if end != entity.key and end in by_key:
            gone.setdefault(end, []).append(entity)
    left_out = {entity.key for of in gone.values() for entity in of}
    kept: list[Entity] = []
    for entity in entities:
        if entity.key in left_out:
            continue
        forms = tuple(dict.fromkeys([*entity.forms, *(form for e in gone.get(entity.key, ()) for form in e.forms)]))
        update: dict[str, object] = {"forms": forms}
        if entity.key in renamed:
            update |= {"pseudonym": renamed[entity.key], "nickname": None}
        kept.append(entity.model_copy(update=update) if len(update) > 1 or forms != entity.forms else entity)
    return tuple(kept)


def _wishes(entities: Sequence[Entity], identities: Sequence[Identity], into: Mapping[str, str]) -> dict[str, str]:
    """Pseudonyms that `identities.csv` wishes for, the first come served; none that is a name of the study."""
    if not any(one.pseudonym for one in identities):
        return {}
    holders = {(e.kind, same_form(form)): into.get(e.key, e.key) for e in reversed(entities) for form in e.forms}
    real = {same_form(form) for e in entities for form in e.forms}
    wishes: dict[str, str] = {}
    for one in identities:
        key = holders.get((one.kind, same_form(one.form)))
        free = one.pseudonym and same_form(one.pseudonym) not in real
        free = free and all(same_form(one.pseudonym or "") != same_form(taken) for taken in wishes.values())
        if key and free and key not in wishes:
            wishes[key] = one.pseudonym or ""
    return wishes


def read_known(study: OpenStudy) -> Known:
    """Entities as linked, from the vault; of a study of before they were kept apart, the entities as decided."""
    if study.vault.has("entities/linked"):
        fields = json.loads(study.vault.read("entities/linked"))
        return Known(_ENTITIES.validate_python(fields["entities"]), _SAME.validate_python(fields["same"]))
    return Known(_ENTITIES.validate_json(study.vault.read("entities")) if study.vault.has("entities") else ())


def _keep_known(study: OpenStudy, known: Known) -> None:
    fields = {"entities": _ENTITIES.dump_python(known.entities, mode="json"), "same": known.same}
    study.vault.write("entities/linked", json.dumps(fields, ensure_ascii=False).encode("utf-8"))


def add_entity(study: OpenStudy, kind: MentionKind, like: Entity) -> Entity:
    """A new entity without a mention yet, of the same sort and sex as another; its key is nobody else's."""
    known = read_known(study)
    numbers = [int(e.key.rsplit("-", 1)[1]) for e in known.entities if e.kind is kind and e.key[-1].isdigit()]
    fresh = Entity(
        key=f"{kind.value}-{max(numbers, default=0) + 1}", kind=kind, forms=(), pseudonym="", gender=like.gender,
        sort=like.sort,
    )  # fmt: skip
    _keep_known(study, Known((*known.entities, fresh), known.same))
    return fresh


def linked_mentions(study: OpenStudy, source_id: str) -> tuple[Mention, ...]:
    """The mentions of a source under their keys as linked, those that a person left included; from the vault."""
    record = f"linked/{source_id}"
    return _MENTIONS.validate_json(study.vault.read(record)) if study.vault.has(record) else ()


def _keep_linked(study: OpenStudy, source_id: str, mentions: Sequence[Mention]) -> None:
    study.vault.write(f"linked/{source_id}", _MENTIONS.dump_json(tuple(mentions)))


def _placed(study: OpenStudy, sources: Iterable[str]) -> dict[Place, str]:
    """Whom each mention of these sources was linked to last time."""
    return {
        (source, mention.turn_no, mention.start): mention.entity
        for source in sources
        for mention in linked_mentions(study, source)
        if mention.entity
    }


def linked_version(study: OpenStudy) -> str:
    """Changes each time texts are linked; "" when none was."""
    return study.vault.read("entities/version").decode() if study.vault.has("entities/version") else ""


def _keep_index(
    study: OpenStudy, transcripts: Mapping[str, Transcript], found: Mapping[str, Sequence[Mention]]
) -> None:
    """Which entities and which words each source holds, so that a decision knows whom it concerns without reading all."""
    for source, transcript in transcripts.items():
        words = words_in("\n".join(turn.text for turn in transcript.turns))
        study.vault.write(f"words/{source}", "\n".join(sorted(words)).encode("utf-8"))
    index = read_index(study) | {source: sorted({m.entity for m in of if m.entity}) for source, of in found.items()}
    study.vault.write("entities/version", content_id("linked", now()).encode())
    study.vault.write("entities/places", json.dumps(index).encode())


def read_index(study: OpenStudy) -> dict[str, list[str]]:
    """Source -> keys of the entities it mentions, as linked."""
    return dict(json.loads(study.vault.read("entities/places"))) if study.vault.has("entities/places") else {}


def read_words(study: OpenStudy, source_id: str) -> frozenset[str]:
    """The folded words of a source's original, kept when it was linked; none when it never was."""
    record = f"words/{source_id}"
    return frozenset(study.vault.read(record).decode("utf-8").split("\n")) if study.vault.has(record) else frozenset()


def sources_with(study: OpenStudy, forms: Iterable[str], *, but: Collection[str] = ()) -> tuple[str, ...]:
    """Sources in which every word of one of these forms stands, as far as can be told without reading them; `but` these."""
    wanted = [words_in(form) for form in forms]
    index = read_index(study) if wanted else {}
    return tuple(
        source for source in index if source not in but and any(form <= read_words(study, source) for form in wanted)
    )
