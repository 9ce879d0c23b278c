"""
A report's content made ready to be set: French words, dates and figures, findings numbered, verbatims tied to the trace.

HTML, Word and PDF are drawn from this one view, so that the three say the same thing. Our own sentences are set with the
spaces French wants; a verbatim and a statement pass through untouched, to the character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.finding import FindingStatus, GroupPosition, Position, Scope, Stance
from models.report import (
    GroupLook,
    ReportContent,
    ReportFinding,
    ReportGroup,
    ReportVerbatim,
    Shape,
    TraceRow,
)
from models.saturation import Saturation
from models.transcript import Standing
from pipeline.french.disclosure import GENERALISED, WITHHELD_NOTE
from pipeline.french.typography import WIDE, listed, long_date, number, plural, set_spaces, share

PSEUDONYMISED = (
    "Texte pseudonymisé, non anonyme : les noms et les lieux ont été remplacés, mais des personnes qui se connaissent "
    "peuvent encore se reconnaître. Ce sont des données personnelles."
)
STANCES = {
    Stance.SUPPORTS: "Soutient",
    Stance.NUANCES: "Nuance",
    Stance.CONTRADICTS: "Contredit",
}
STATUSES = {
    FindingStatus.HYPOTHESIS: "hypothèse",
    FindingStatus.SUPPORTED: "étayé",
    FindingStatus.CONTESTED: "contesté",
    FindingStatus.WITHDRAWN: "retiré",
}
POSITIONS = {
    Position.CONVERGENT: "soutient",
    Position.DIVERGENT: "contredit",
    Position.DIVIDED: "partagé",
    Position.SILENT_ASKED: "n'en dit rien",
    Position.SILENT_NEVER_ASKED: "jamais interrogé",
}
STANDINGS = {Standing.OBSERVED: "observé", Standing.REPORTED: "rapporté", Standing.INTERPRETED: "interprété"}
ROLES = {"participant": "participant", "interviewer": "enquêteur", "observer": "observateur", "other": "autre"}
UNKNOWN_LOOK = GroupLook(group="non renseigné", colour="#777777", shape=Shape.CIRCLE)
UNEVEN = 0.15  # from this gap between part of the people and part of the quotations, a group is named
HASH_SHOWN = 12  # characters of a file's hash in the trace; the whole hash stands in the list of sources


def view(content: ReportContent) -> dict[str, Any]:
    """Everything the templates print, as plain text, lists and numbers (JSON can carry it)."""
    looks = {group.look.group: group.look for group in content.groups}
    numbers = {f.finding.finding_id: f"C{n}" for n, f in enumerate(content.findings, start=1)}
    return {
        "title": content.title,
        "subtitle": content.subtitle,
        "date": long_date(content.generated_on),
        "iso_date": content.generated_on.isoformat(),
        "disclosure": set_spaces(content.disclosure),
        "notes": [set_spaces(note) for note in content.notes],
        "notice": set_spaces(PSEUDONYMISED) if content.pseudonymised else "",
        "draft": content.draft,
        "drafts": [set_spaces(one) for one in content.drafts],
        "since": _since(content, numbers),
        "left_out": set_spaces(f"{plural(content.n_left_out, 'constat')} de l'étude n'est pas dans ce rapport.")
        if content.n_left_out == 1
        else set_spaces(f"{content.n_left_out} constats de l'étude ne sont pas dans ce rapport.")
        if content.n_left_out
        else "",
        "places": [p.model_dump() for p in content.places],
        "saturation": _saturation(content.saturation),
        "counts": _counts(content),
        "groups": _groups(content.groups),
        "missing": _missing(content.groups),
        "uneven": _uneven(content.groups),
        "themes": [_theme(theme) for theme in content.themes],
        "findings": [_finding(f, numbers, looks, content.trace) for f in content.findings],
        "trace": [_trace(n, row, numbers) for n, row in enumerate(content.trace, start=1)],
        "sources": _sources(content.trace),
        "method": [{"heading": m.heading, "text": set_spaces(m.text)} for m in content.method],
    }


def _counts(content: ReportContent) -> list[dict[str, str]]:
    c = content.counts
    told = (
        (c.n_participants, "personne", "personnes"),
        (c.n_sources, "source", "sources"),
        (c.n_words, "mot", "mots"),
        (c.n_segments, "extrait", "extraits"),
        (c.n_codings, "codage", "codages"),
        (c.n_coders, "codeur", "codeurs"),
        (len(content.findings), "constat", "constats"),
    )
    return [{"n": number(n), "what": one if n < 2 else many} for n, one, many in told]


def _groups(groups: Sequence[ReportGroup]) -> list[dict[str, Any]]:
    people, segments = sum(g.n_heard for g in groups), sum(g.n_segments for g in groups)
    quotations = sum(g.n_quotations for g in groups)
    return [
        {
            "name": g.look.group,
            "colour": g.look.colour,
            "shape": g.look.shape.value,
            "declared": max(g.n_participants, g.n_heard),
            "heard": g.n_heard,
            "quoted": g.n_quoted,
            "segments": number(g.n_segments),
            "quotations": number(g.n_quotations),
            "share_of_people": share(g.n_heard, people),
            "share_of_segments": share(g.n_segments, segments),
            "share_of_quotations": share(g.n_quotations, quotations),
        }
        for g in groups
    ]


def _missing(groups: Sequence[ReportGroup]) -> str:
    """The sentence an élu must not miss: whom the study has not heard."""
    absent = tuple(g.look.group for g in groups if not g.n_heard)
    unquoted = tuple(g.look.group for g in groups if g.n_heard and not g.n_quotations)
    told = (
        f"Non entendus : {listed(absent)}." if absent else "",
        f"Entendus mais jamais cités : {listed(unquoted)}." if unquoted else "",
    )
    return set_spaces(" ".join(filter(None, told)))


def _uneven(groups: Sequence[ReportGroup]) -> str:
    """Names the group whose part of the quotations is furthest above its part of the people, and the one furthest below."""
    people, quotations = sum(g.n_heard for g in groups), sum(g.n_quotations for g in groups)
    if not people or not quotations:
        return ""
    gaps = {g.look.group: g.n_quotations / quotations - g.n_heard / people for g in groups}
    ends = dict.fromkeys((max(gaps, key=lambda name: gaps[name]), min(gaps, key=lambda name: gaps[name])))
    told = [_part(next(g for g in groups if g.look.group == name), people, quotations)
            for name in ends if abs(gaps[name]) >= UNEVEN]  # fmt: skip
    return set_spaces(" ".join(told))


def _part(group: ReportGroup, people: int, quotations: int) -> str:
    return (
        f"Le groupe « {group.look.group} » fait {share(group.n_heard, people)} des personnes entendues et "
        f"{share(group.n_quotations, quotations)} des citations."
    )


def _theme(theme: Any) -> dict[str, Any]:
    return {
        "name": theme.name,
        "terms": ", ".join(theme.terms),
        "people": number(theme.n_participants),
        "segments": number(theme.n_segments),
        "stability": "–" if theme.stability is None else number(theme.stability, 2),
    }


def _finding(
    reported: ReportFinding, numbers: dict[str, str], looks: dict[str, GroupLook], trace: Sequence[TraceRow]
) -> dict[str, Any]:
    finding, grounding = reported.finding, reported.grounding
    word, _, rule = grounding.grade_reason.partition(" : ")
    return {
        "no": numbers[finding.finding_id],
        "statement": finding.statement,
        "status": STATUSES[finding.status],
        "grade": grounding.grade,
        "grade_word": word if rule else "",
        "grade_rule": set_spaces(rule or grounding.grade_reason),
        "figures": _figures(reported),
        "counted": _counted(reported),
        "scope": _scope(finding.scope),
        "groups": [_stand(g, looks.get(g.group, UNKNOWN_LOOK)) for g in grounding.groups],
        "silent": _silent(grounding.groups),
        "bound": _bound(grounding.upper_bound),
        "led": grounding.introduced_only_by_interviewer,
        "stances": [_stance(stance, reported, looks, trace) for stance in Stance],
    }


def _figures(reported: ReportFinding) -> list[str]:
    g = reported.grounding
    told = [
        plural(g.n_participants, "personne"),
        plural(g.n_groups, "groupe"),
        plural(g.n_segments, "verbatim", "verbatims"),
    ]
    if g.n_participants > 1:
        told.append(f"l'équivalent de {number(g.effective_speakers, 1)}{WIDE}voix de même poids")
        told.append(f"{share(g.max_participant_share, 1)} au plus pour une même personne")
    return told


def _counted(reported: ReportFinding) -> str:
    """People, groups, verbatims by stance: the figures that stand the same in every report and every sheet."""
    g = reported.grounding
    against = sum(v.stance is Stance.CONTRADICTS for v in reported.verbatims)
    nuances = sum(v.stance is Stance.NUANCES for v in reported.verbatims)
    return " · ".join(
        (
            plural(g.n_participants, "personne"),
            plural(g.n_groups, "groupe"),
            plural(g.n_segments, "verbatim", "verbatims"),
            plural(nuances, "nuance"),
            f"{number(against)}{WIDE}contre",
        )
    )


def _since(content: ReportContent, numbers: dict[str, str]) -> str:
    """What was lost since the last report, in one sentence each; nobody is named."""
    if content.since is None:
        return ""
    since = content.since
    who = {0: "", 1: " une personne a retiré ses mots."}.get(
        since.n_withdrawn, f" {since.n_withdrawn} personnes ont retiré leurs mots."
    )
    lost = [
        f"{numbers[w.finding_id]} : {plural(w.people_then, 'personne')} alors, {w.people_now} à présent"
        + (f", degré {w.grade_then} puis {w.grade_now}" if w.grade_then != w.grade_now else "")
        for w in since.weakened
        if w.finding_id in numbers
    ]
    told = f"Depuis le rapport du {long_date(since.written_on)},{who or ' des constats reposent sur moins de voix.'}"
    rests = f" Constats affaiblis : {' ; '.join(lost)}." if lost else " Aucun constat n'en est affaibli."
    return set_spaces(told + rests)


def _saturation(curves: Sequence[Saturation]) -> dict[str, Any] | None:
    """Everybody's curve, with its reading."""
    for one in curves:
        if one.group is None:
            return {
                "points": [[p.n_people, p.mean, p.low, p.high] for p in one.points],
                "reached": one.reached_at,
                "found": one.n_found,
                "reading": set_spaces(one.reading),
            }
    return None


def _scope(scope: Scope) -> str:
    told = [", ".join(part) for part in (scope.groups, scope.territories, scope.waves) if part]
    return set_spaces(f"Portée : {' ; '.join(told)}.") if told else ""


def _stand(stand: GroupPosition, look: GroupLook) -> dict[str, Any]:
    return {
        "name": stand.group,
        "colour": look.colour,
        "shape": look.shape.value,
        "position": stand.position.value,
        "word": POSITIONS[stand.position],
        "brief": _brief(stand),
    }


def _brief(stand: GroupPosition) -> str:
    parts = (
        (stand.n_supporting, "pour"),
        (stand.n_nuancing, "nuance" if stand.n_nuancing < 2 else "nuances"),
        (stand.n_contradicting, "contre"),
    )
    told = ", ".join(f"{n} {word}" for n, word in parts if n)
    if stand.position is Position.CONVERGENT and not stand.n_nuancing:
        return f"{stand.n_supporting} sur {stand.n_heard}"
    return told or f"0 sur {stand.n_heard}"


def _silent(groups: Sequence[GroupPosition]) -> str:
    asked = tuple(g.group for g in groups if g.position is Position.SILENT_ASKED)
    never = tuple(g.group for g in groups if g.position is Position.SILENT_NEVER_ASKED)
    told = (
        f"Interrogés, n'en disent rien : {listed(asked)}." if asked else "",
        f"Jamais interrogés sur ce point : {listed(never)}." if never else "",
    )
    return set_spaces(" ".join(filter(None, told)))


def _bound(upper: float | None) -> str:
    if upper is None:
        return ""
    return set_spaces(
        f"Personne ne le contredit parmi celles et ceux qui pouvaient en parler ; à si peu, jusqu'à {share(upper, 1)} "
        "pourraient encore le faire (borne à 95\u00a0%)."
    )


def _stance(
    stance: Stance, reported: ReportFinding, looks: dict[str, GroupLook], trace: Sequence[TraceRow]
) -> dict[str, Any]:
    found = [v for v in reported.verbatims if v.stance is stance]
    verbatims = [_verbatim(v, reported.finding.finding_id, looks, trace) for v in found]
    speaking = {v.participant_id or v.speaker: shown for v, shown in zip(found, verbatims, strict=True)}
    heads = sorted(speaking.values(), key=lambda s: (s["group"], s["speaker"]))
    return {
        "key": stance.value,
        "word": STANCES[stance],
        "verbatims": verbatims,
        "people": [
            {"name": f"{s['speaker']}, {s['group']}", "colour": s["colour"], "shape": s["shape"]} for s in heads
        ],
    }


def _verbatim(
    v: ReportVerbatim, finding_id: str, looks: dict[str, GroupLook], trace: Sequence[TraceRow]
) -> dict[str, Any]:
    look = looks.get(v.stakeholder_group or "", UNKNOWN_LOOK)
    rows = (n for n, row in enumerate(trace, start=1) if _same_words(row, v, finding_id))
    return {
        "text": set_spaces(WITHHELD_NOTE) if v.withheld else v.verbatim,
        "withheld": v.withheld,
        "generalised": GENERALISED if v.generalised else "",
        "speaker": f"{v.speaker} ({STANDINGS[v.standing]})" if v.standing else v.speaker,
        "group": v.stakeholder_group or UNKNOWN_LOOK.group,
        "colour": look.colour,
        "shape": look.shape.value,
        "source": v.source_name,
        "turn": v.turn_no,
        "question": v.question or "",
        "led": v.introduced_by_interviewer,
        "codes": [{"path": c.code_path, "who": c.coder, "when": long_date(c.decided_at.date())} for c in v.codings],
        "chosen": f"{v.added_by}, le {long_date(v.added_at.date())}",
        "trace": next(rows, None),
    }


def _same_words(row: TraceRow, v: ReportVerbatim, finding_id: str) -> bool:
    return (row.finding_id, row.source_name, row.turn_no, row.start_char, row.end_char, row.stance) == (
        finding_id, v.source_name, v.turn_no, v.start_char, v.end_char, v.stance,
    )  # fmt: skip


def _trace(n: int, row: TraceRow, numbers: dict[str, str]) -> dict[str, Any]:
    return {
        "n": n,
        "finding": numbers.get(row.finding_id, "–"),
        "stance": STANCES[row.stance].lower(),
        "verbatim": f"{row.verbatim} ({GENERALISED})" if row.generalised else row.verbatim,
        "code": row.code_path or "–",
        "decided": f"{row.coder}, {long_date(row.decided_at.date())}" if row.coder and row.decided_at else "–",
        "participant": row.participant_id or "–",
        "group": row.stakeholder_group or UNKNOWN_LOOK.group,
        "role": ROLES.get(row.speaker_role, row.speaker_role),
        "source": row.source_name,
        "turn": row.turn_no,
        "place": f"{row.start_char}–{row.end_char}",
        "version": row.transcript_version,
        "hash": row.source_sha256[:HASH_SHOWN],
    }


def _sources(trace: Sequence[TraceRow]) -> list[dict[str, str]]:
    return [
        {"name": name, "hash": sha} for name, sha in sorted({(row.source_name, row.source_sha256) for row in trace})
    ]
