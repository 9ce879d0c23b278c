"""REFI-QDA projects: what is written is valid and comes back, and every tool's way of counting leads to the same words."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from models.codebook import Code
from pipeline.errors import ImportRefused
from pipeline.exchange.codebook import write_qdc
from pipeline.exchange.positions import Raw, Way, locate
from pipeline.exchange.project import (
    MemoAbout,
    Project,
    ProjectCase,
    ProjectCoding,
    ProjectMemo,
    ProjectSet,
    ProjectSource,
    Span,
    guid,
)
from pipeline.exchange.qdpx_read import read_qdpx
from pipeline.exchange.qdpx_write import write_qdpx

SCHEMAS = Path(__file__).parent / "schemas"
AT = datetime(2026, 11, 2, 9, 30)
TEXT = "E : Où ?\r\nKarima : À l’école, été 🙂 comme e\u0301te\u0301 ; j’attends depuis mars.\r\nE : Et après ?\r\n"


def project(text: str = TEXT) -> Project:
    parent = Code(code_id="a", name="Attente", path="Attente", definition="Ce qui dure.", colour="#EE6677")
    child = Code(code_id="b", parent_id="a", name="Sans réponse", path="Attente / Sans réponse")
    start = text.index("j’attends")
    words = Span(source_id="s1", start=start, end=start + len("j’attends depuis mars"))
    return Project(
        name="Étude",
        sources=(ProjectSource(source_id="s1", name="entretien 1", text=text),),
        codes=(parent, child),
        codings=(
            ProjectCoding(span=words, code_id="b", coder="Inès", at=AT),
            ProjectCoding(span=words, code_id="b", coder="Marc", at=AT),
            ProjectCoding(span=Span(source_id="s1", start=0, end=8), code_id="a", coder="Inès", at=None),
        ),
        memos=(
            ProjectMemo(
                memo_id="m1", about=MemoAbout.CODE, about_id="b", text="À revoir\r\navec Marc", author="Inès", at=AT
            ),
            ProjectMemo(memo_id="m2", about=MemoAbout.WORDS, span=words, text="fort", author="Inès"),
            ProjectMemo(memo_id="m3", about=MemoAbout.SOURCE, about_id="s1", text="entretien long", author="Marc"),
            ProjectMemo(memo_id="m4", text="idée générale\x0b", author="Marc", name="mémo"),
        ),
        cases=(
            ProjectCase(
                case_id="p1",
                name="P1",
                attributes=(
                    ("stakeholder_group", "habitants"),
                    ("âge", "43"),
                    ("entrée", "2024-03-01"),
                    ("code", "007"),
                ),
                source_ids=("s1",),
                spans=(words,),
            ),
        ),
        sets=(ProjectSet(set_id="g", name="habitants", code_ids=("a",), source_ids=("s1",)),),
    )


def inside(content: bytes) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("project.qde"))


def facts(one: Project) -> dict[str, object]:
    """All of a project that must survive a journey, whatever ids it had."""
    paths = {code.code_id: code.path for code in one.codes}
    names = {source.source_id: source.name for source in one.sources}

    def at(span: Span | None) -> tuple[str, int, int] | None:
        return (names[span.source_id], span.start, span.end) if span else None

    about = {**paths, **names, "": ""}
    return {
        "sources": [(s.name, s.text) for s in one.sources],
        "codes": sorted((c.path, c.definition, c.colour) for c in one.codes),
        "codings": sorted((at(c.span), paths[c.code_id], c.coder, str(c.at)) for c in one.codings),
        "memos": sorted(
            (m.about.value, about[m.about_id], str(at(m.span)), m.text, m.author, str(m.at)) for m in one.memos
        ),
        "cases": [
            (c.name, c.attributes, [names[s] for s in c.source_ids], [at(s) for s in c.spans]) for c in one.cases
        ],
        "sets": [(s.name, [paths[c] for c in s.code_ids], [names[i] for i in s.source_ids]) for s in one.sets],
    }


@pytest.mark.parametrize(
    "made",
    [
        project(),
        Project(name="vide"),
        Project(name="é & <", sources=(ProjectSource(source_id="s", name="t", text="mot"),)),
    ],
)
def test_what_is_written_is_valid_against_the_schema(made: Project) -> None:
    etree.XMLSchema(etree.parse(SCHEMAS / "Project.xsd")).assertValid(inside(write_qdpx(made)))


def test_a_codebook_is_valid_against_the_schema() -> None:
    etree.XMLSchema(etree.parse(SCHEMAS / "Codebook.xsd")).assertValid(etree.fromstring(write_qdc(project().codes)))


def test_a_project_comes_back_as_it_left() -> None:
    back = read_qdpx(write_qdpx(project()))
    assert facts(back) == facts(project())
    assert back.left == ()


def test_the_same_project_gives_the_same_bytes_and_a_guid_stays_itself() -> None:
    assert write_qdpx(project()) == write_qdpx(project())
    assert guid("D097E6FD-7671-4d95-a8b6-7795fa4a72e1") == "d097e6fd-7671-4d95-a8b6-7795fa4a72e1"


def test_types_are_claimed_only_when_values_come_back() -> None:
    kinds = {
        v.get("name"): v.get("typeOfVariable")
        for v in inside(write_qdpx(project())).iter("{urn:QDA-XML:project:1.0}Variable")
    }
    assert kinds == {"stakeholder_group": "Text", "âge": "Integer", "entrée": "Date", "code": "Text"}


SIGNS = st.text(st.sampled_from("aéÀ \n🙂\u0301\u200d\ufeff«;1"), max_size=40)
LINES = st.lists(SIGNS, min_size=1, max_size=6).map("\r\n".join).filter(str.strip)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=LINES, ends=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6), memo=SIGNS.filter(bool)
)
def test_no_character_is_lost_or_shifted_on_the_way(text: str, ends: list[tuple[int, int]], memo: str) -> None:
    spans = {(a, min(a + n, len(text))) for a, n in ends if a < len(text)}
    codings = tuple(
        ProjectCoding(span=Span(source_id="s", start=a, end=b), code_id="c", coder="Inès", at=AT)
        for a, b in sorted(spans)
    )
    made = Project(
        name="é",
        sources=(ProjectSource(source_id="s", name="t", text=text),),
        codes=(Code(code_id="c", name="C", path="C"),),
        codings=codings,
        memos=(ProjectMemo(memo_id="m", text=memo, author="Inès"),),
    )
    assert facts(read_qdpx(write_qdpx(made))) == facts(made)


def written_by(way: Way, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Positions as a tool that counts this way writes them."""

    def at(place: int) -> int:
        before = text[:place]
        if way.lines == "one":
            before = before.replace("\r\n", "\n")
        if way.lines == "two":
            before = before.replace("\r\n", "\n").replace("\n", "\r\n")
        marked = ("\ufeff" if way.mark else "") + before
        size = {"points": len(marked), "utf-16": len(marked.encode("utf-16-le")) // 2, "utf-8": len(marked.encode())}
        return size[way.unit]

    return [(at(a), at(b)) for a, b in spans]


@pytest.mark.parametrize("unit", ["points", "utf-16", "utf-8"])
@pytest.mark.parametrize("lines", ["as written", "one", "two"])
@pytest.mark.parametrize("mark", [False, True])
@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize("is_named", [True, False])
def test_every_way_of_counting_leads_to_the_words(
    unit: str, lines: str, mark: bool, break_: str, is_named: bool
) -> None:
    text = break_.join(("Où ? 🙂", "À l’école d’été", "la règle 🙂🙂 est longue", "après, j’attends", "depuis mars"))
    words = ("école", "règle", "j’attends", "depuis mars", "longue")
    spans = [(text.index(w), text.index(w) + len(w)) for w in words]
    given_ = written_by(Way(unit, lines, mark), text, spans)
    raws = [Raw(a, b, w if is_named else "") for (a, b), w in zip(given_, words, strict=True)]
    found = locate(text, raws, marked=mark)
    if is_named:
        assert list(found.spans) == spans
    else:  # without names, a place is right or refused, never another one
        assert all(span in (None, right) for span, right in zip(found.spans, spans, strict=True))


def test_a_selection_whose_words_are_elsewhere_is_refused_and_the_others_stay() -> None:
    text = "première phrase ici. seconde phrase là. troisième phrase."
    raws = [Raw(0, 8, "première"), Raw(21, 28, "seconde"), Raw(3, 12, "troisième")]
    assert locate(text, raws).spans == ((0, 8), (21, 28), None)


def test_names_that_are_not_words_of_the_text_prove_nothing() -> None:
    assert locate("mot à mot", [Raw(0, 3, "1:1 ¶ 12")]).spans == ((0, 3),)


def test_without_a_word_to_tell_positions_that_differ_are_refused() -> None:
    assert locate("🙂aaaaaa", [Raw(2, 4)]).spans == (None,)


def archive(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        for name, content in files.items():
            into.writestr(name, content)
    return made.getvalue()


QDE = (
    '<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}"><Users><User guid="11111111-1111-1111-1111-111111111111" name="Inès"/></Users>'
    '<CodeBook><Codes><Code guid="22222222-2222-2222-2222-222222222222" name="C" isCodable="true"/></Codes></CodeBook><Sources>'
    '<TextSource guid="33333333-3333-3333-3333-333333333333" name="e" plainTextPath="{path}"><PlainTextSelection '
    'guid="44444444-4444-4444-4444-444444444444" name="mars" startPosition="{start}" endPosition="{end}"><Coding '
    'guid="55555555-5555-5555-5555-555555555555" creatingUser="11111111-1111-1111-1111-111111111111">'
    '<CodeRef targetGUID="22222222-2222-2222-2222-222222222222"/></Coding></PlainTextSelection></TextSource></Sources></Project>'
)


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("internal://e.txt", "Sources/e.txt"),
        ("internal://e.txt", "sources/e.txt"),
        ("relative:///textes/e.txt", "textes/e.txt"),
        ("e.txt", "sources/e.txt"),
        ("internal://e.txt", "e.txt"),
        ("internal://Mon%20e.txt", "Sources/Mon e.txt"),
    ],
)
def test_a_text_is_found_wherever_tools_put_it(path: str, member: str) -> None:
    qde = QDE.format(origin="NVivo", path=path, start=12, end=16)
    found = read_qdpx(archive(**{"Autre nom.qde": qde.encode(), member: "\ufeff🙂 été, depuis mars".encode()}))
    assert found.left == (
        "Source n° 33333333 : 1 sélection(s) sur 1 refusée(s), leurs mots ne sont pas à la place que le projet indique.",
    )
    right = QDE.format(origin="NVivo", path=path, start=16, end=20)
    found = read_qdpx(archive(**{"Autre nom.qde": right.encode(), member: "\ufeff🙂 été, depuis mars".encode()}))
    text = found.sources[0].text
    assert [text[c.span.start : c.span.end] for c in found.codings] == ["mars"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 pas un zip", "abîmé"),
        (archive(**{"../../etc/x.qde": b"<a/>"}), "hors de lui-même"),
        (archive(**{"a.txt": b"rien"}), "ne contient pas de projet"),
        (archive(**{"p.qde": b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hosts">]><a>&e;</a>'}), "entités"),
        (archive(**{"p.qde": b"<a"}), "XML lisible"),
        (archive(**{"p.qde": b"<a/>"}), "n'est pas un projet"),
    ],
)
def test_an_unsafe_archive_is_refused_with_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(ImportRefused, match=says):
        read_qdpx(content)


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into, into.open("p.qde", "w", force_zip64=True) as member:
        for _ in range(520):
            member.write(bytes(1024 * 1024))
    with pytest.raises(ImportRefused, match="Mo"):
        read_qdpx(made.getvalue())


@pytest.mark.data
def test_real_projects_are_read_whole(shared_data: Path) -> None:
    folder = shared_data / "refi-qda" / "projets"
    qc, nvivo, empty = (
        read_qdpx((folder / f"{n}.qdpx").read_bytes()) for n in ("qc_demo", "nvivo-mac15", "atlasti23-vide")
    )
    assert (len(qc.codes), max(c.path.count(" / ") + 1 for c in qc.codes)) == (262, 7)
    assert (len(qc.sources), len({c.span for c in qc.codings}), len(qc.codings), qc.left) == (2, 158, 205, ())
    text = {s.source_id: s.text for s in qc.sources}
    assert all(text[c.span.source_id][c.span.start - 1] == "\n" for c in qc.codings)  # it codes whole lines
    assert (len(nvivo.codes), [s.suffix for s in nvivo.sources], nvivo.codings) == (262, [".docx", ".docx"], ())
    assert (empty.codes, empty.sources, empty.left) == ((), (), ())
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "Project.xsd"))
    for one in (qc, nvivo, empty):
        schema.assertValid(inside(write_qdpx(one)))
