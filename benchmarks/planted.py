"""
How far the planted truth of the invented corpus is found again: positions, silence, counter-voices, in one table.

`tuned` was looked at when thresholds and weights were set, `unread` and `fresh` were not. Of one person three passages at most
can be proposed, and ten in all: no more are counted as wanted. Run from the repository: `python benchmarks/planted.py`.
"""

from __future__ import annotations

import argparse

from planted_study import PARTS, planted_study
from test_ground_planted import SILENT, macro_f1, recall_at_ten, stands


def main() -> None:
    """Enter the truth of each part, tell what is found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "parts", nargs="*", default=[*PARTS], help="tuned, unread, fresh; all of them when none is named"
    )
    wanted = asked.parse_args().parts
    print(f"{'':<10}{'statements':>11}{'macro-F1':>10}{'silence told':>14}{'counter-voices at ten':>24}")
    with planted_study() as (study, at):
        for name in wanted:
            pairs = stands(study, PARTS[name], at)
            silent = [(truth, found) for truth, found in pairs if truth in SILENT]
            exact = sum(truth == found for truth, found in silent)
            hit, total = recall_at_ten(study, PARTS[name], at)
            print(
                f"{name:<10}{len(PARTS[name]):>11}{macro_f1(pairs):>10.3f}{f'{exact}/{len(silent)}':>14}"
                f"{f'{hit}/{total} ({hit / total:.2f})':>24}"
            )


if __name__ == "__main__":
    main()
