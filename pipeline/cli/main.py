"""
The command line's entry point: every verb, in the order of the flow.

Each verb prints what it did in counts and the next sensible command. A refusal is one readable line and exit code 1; an
unknown exception keeps its traceback. Everything heavy is imported inside the verbs, so that `--help` answers at once.
"""

from __future__ import annotations

import sys

import typer

from pipeline.cli import care, coding, comparing, gate, leaving, people, proving, restitution, steps, themes, words
from pipeline.errors import PolyphonieError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Polyphonie : des entretiens aux constats, chaque mot vérifiable.",
)
for verbs in (
    steps.app,
    themes.app,
    people.app,
    gate.app,
    coding.app,
    comparing.app,
    words.app,
    leaving.app,
    care.app,
    proving.app,
):
    app.add_typer(verbs)
app.add_typer(steps.evaluate_app, name="evaluate")
app.add_typer(gate.identities_app, name="identities")
app.add_typer(coding.codebook_app, name="codebook")
app.add_typer(coding.codings_app, name="codings")
app.add_typer(coding.findings_app, name="findings")
app.add_typer(restitution.app, name="restitution")


def main() -> None:
    """Run `polyphonie`."""
    try:
        app()
    except PolyphonieError as fault:
        print(f"polyphonie : {fault}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
