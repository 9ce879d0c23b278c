"""An invented report: two towns, a right that few claim, voices that agree, contradict and are missing."""

from __future__ import annotations

from datetime import UTC, date, datetime

from models.finding import Finding, FindingStatus, Stance, Testimony, Witness
from models.report import (
    MethodLine,
    ReportCoding,
    ReportContent,
    ReportCounts,
    ReportFinding,
    ReportGroup,
    ReportTheme,
    ReportVerbatim,
    TraceRow,
    group_looks,
)
from pipeline.ground.ground import ground

GROUPS = ("personnes accompagnées", "habitants", "professionnels", "élus", "financeurs", "associations")
PEOPLE = {
    "P01": (0, "Nadia"), "P02": (0, "Yann"), "P03": (0, "Mme Abel"), "P04": (0, "Inès"), "P05": (0, "Karim"),
    "P06": (1, "Odile"), "P07": (1, "M. Serre"), "P08": (2, "Claire"), "P09": (2, "Hugo"), "P10": (2, "Sonia"),
    "P11": (3, "M. Vidal"), "P12": (3, "Mme Roux"), "P13": (5, "Lise"),
}  # fmt: skip
QUESTION = "Et quand vous avez voulu demander, comment ça s'est passé ?"
SAID = {
    1: (
        "Le guichet fermé à midi écarte celles et ceux qui travaillent ou gardent des enfants.",
        FindingStatus.SUPPORTED,
        "Accès / Guichet",
        (
            ("P01", "+", "Moi j'y vais à ma pause, c'est fermé. Alors j'y vais plus, voilà, j'ai laissé tomber."),
            ("P02", "+", "Midi, c'est quand je peux. Et midi, c'est quand eux ils mangent."),
            ("P04", "+", "Avec le petit, si je loupe l'ouverture c'est foutu pour la journée… et après faut reprendre un rendez-vous."),
            ("P08", "+", "On le sait que ça ne va pas. On a demandé à ouvrir le midi, on n'est pas assez nombreux pour tourner."),
            ("P09", "+", "Les gens qui travaillent, nous, on ne les voit pas."),
            ("P13", "+", "Nous on les accompagne, sinon ils renoncent."),
            ("P10", "~", "C'est vrai pour ceux qui viennent. Beaucoup passent par le téléphone maintenant."),
            ("P11", "-", "Le guichet est ouvert toute la semaine, je ne crois pas que ce soit là que ça bloque."),
        ),
    ),
    2: (
        "Refaire son dossier à chaque changement décourage plus que le montant de l'aide.",
        FindingStatus.HYPOTHESIS,
        "Dossier / Pièces à fournir",
        (
            ("P03", "+", "Trois fois le même papier. À la fin on se dit que c'est fait exprès."),
            ("P05", "+", "J'ai tout recommencé parce que j'avais déménagé de deux rues <sic>."),
            ("P08", "+", "La pièce manquante, c'est neuf dossiers sur dix."),
        ),
    ),
    3: (
        "Le bouche-à-oreille renseigne mieux que les courriers de l'administration.",
        FindingStatus.HYPOTHESIS,
        "Information",
        (
            ("P06", "+", "C'est ma voisine qui m'a dit que j'y avais droit. Le courrier, je l'avais jeté."),
            ("P06", "+", "Je le dis à tout l'immeuble, maintenant."),
            ("P12", "-", "Nous avons refait tous les courriers l'an dernier, et les demandes ont augmenté."),
        ),
    ),
}  # fmt: skip
STANCES = {"+": Stance.SUPPORTS, "~": Stance.NUANCES, "-": Stance.CONTRADICTS}
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
DAY = datetime(2026, 11, 3, 10, tzinfo=UTC)


def report_content(*, draft: bool = True) -> ReportContent:
    """A report of three findings whose grounding is computed, not invented."""
    findings = tuple(_finding(n) for n in SAID)
    return ReportContent(
        title="Pourquoi ne demande-t-on pas ce à quoi l'on a droit ?",
        subtitle="Diagnostic du non-recours dans deux communes",
        generated_on=date(2026, 11, 22),
        disclosure="Document remis au comité de pilotage. Ne pas diffuser au-delà sans l'accord des personnes citées.",
        draft=draft,
        counts=ReportCounts(n_sources=11, n_participants=13, n_turns=1204, n_segments=1873, n_words=96412, n_codes=34,
                            n_codings=412, n_coders=2),
        groups=_groups(findings),
        themes=(
            ReportTheme(name="Attendre au guichet", terms=("guichet", "midi", "file", "fermé"), n_segments=212,
                        n_participants=9, stability=0.81),
            ReportTheme(name="Pièces et dossiers", terms=("dossier", "papiers", "courrier"), n_segments=174,
                        n_participants=8, stability=0.74),
            ReportTheme(name="Se faire accompagner", terms=("association", "voisine", "aide"), n_segments=96,
                        n_participants=6),
        ),
        findings=findings,
        trace=tuple(row for finding in findings for row in _trace(finding)),
        method=(
            MethodLine(heading="Entretiens", text="11 entretiens et carnets, menés par deux personnes entre mars et juin."),
            MethodLine(heading="Codage", text="Deux personnes ont codé ; 412 codages en vigueur, 318 propositions rejetées."),
            MethodLine(heading="Retour aux participants", text="Une restitution a eu lieu le 14 octobre : 6 personnes présentes."),
        ),
    )  # fmt: skip


def _finding(n: int) -> ReportFinding:
    statement, status, code, said = SAID[n]
    finding = Finding(finding_id=f"f{n}", statement=statement, status=status, author="ana", written_at=DAY)
    testimonies = [
        Testimony(
            evidence_id=f"{n}-{k}", stance=STANCES[sign], participant_id=who, stakeholder_group=GROUPS[PEOPLE[who][0]]
        )
        for k, (who, sign, _) in enumerate(said)
    ]
    witnesses = [
        Witness(participant_id=who, stakeholder_group=GROUPS[group], asked=group < 3 and n < 3)
        for who, (group, _) in PEOPLE.items()
    ]
    verbatims = tuple(
        ReportVerbatim(
            evidence_id=f"{n}-{k}", stance=STANCES[sign], verbatim=words, speaker=PEOPLE[who][1], participant_id=who,
            stakeholder_group=GROUPS[PEOPLE[who][0]], source_name=f"entretien-{who[1:]}.docx", turn_no=10 * n + k,
            start_char=4, end_char=4 + len(words), question=QUESTION if k == 0 else None,
            codings=(ReportCoding(code_path=code, coder="ana", decided_at=DAY),), added_by="léo", added_at=DAY,
        )
        for k, (who, sign, words) in enumerate(said)
    )  # fmt: skip
    return ReportFinding(finding=finding, grounding=ground(testimonies, witnesses), verbatims=verbatims)


def _groups(findings: tuple[ReportFinding, ...]) -> tuple[ReportGroup, ...]:
    quoted = [v for f in findings for v in f.verbatims]
    declared = {0: 6, 1: 2, 2: 3, 3: 2, 4: 0, 5: 1}
    segments = {0: 980, 1: 190, 2: 455, 3: 171, 4: 0, 5: 77}
    return tuple(
        ReportGroup(
            look=look,
            n_participants=declared[k],
            n_heard=sum(group == k for group, _ in PEOPLE.values()),
            n_segments=segments[k],
            n_quoted=len({v.participant_id for v in quoted if v.stakeholder_group == look.group}),
            n_quotations=sum(v.stakeholder_group == look.group for v in quoted),
        )
        for k, look in enumerate(group_looks(GROUPS))
    )


def _trace(reported: ReportFinding) -> list[TraceRow]:
    return [
        TraceRow(
            finding_id=reported.finding.finding_id, statement=reported.finding.statement, stance=v.stance,
            verbatim=v.verbatim, code_path=v.codings[0].code_path, coder="ana", decided_at=DAY,
            participant_id=v.participant_id, stakeholder_group=v.stakeholder_group, turn_no=v.turn_no,
            speaker_role="participant", start_char=v.start_char, end_char=v.end_char, transcript_id="t",
            transcript_version=1, source_id="s", source_name=v.source_name, source_sha256=SHA,
        )
        for v in reported.verbatims
    ]  # fmt: skip
