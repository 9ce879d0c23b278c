"""
Times of a report of 40 findings and 200 verbatims: HTML, Word, PDF, an audience's sheet; the median of several.

    python benchmarks/reporting.py [--times 5]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from made_report import _trace, report_content

from models.report import Audience, ReportContent, ReportFinding
from pipeline.report.model import default_model, fill_model
from pipeline.report.render import render_docx, render_html, render_pdf
from pipeline.report.sheet import render_sheet

N_FINDINGS, N_VERBATIMS = 40, 200
LIMITS_S = {"html": 2.0, "docx": 5.0, "docx, own model": 5.0, "pdf": 5.0}


def large() -> ReportContent:
    """The invented report, grown to 40 findings and 200 verbatims."""
    small = report_content()
    findings: list[ReportFinding] = []
    for n in range(N_FINDINGS):
        model = small.findings[n % len(small.findings)]
        own = [v for one in small.findings for v in one.verbatims][n % 5 :][: N_VERBATIMS // N_FINDINGS]
        verbatims = tuple(v.model_copy(update={"evidence_id": f"{n}-{k}"}) for k, v in enumerate(own))
        finding = model.finding.model_copy(update={"finding_id": f"f{n}"})
        findings.append(model.model_copy(update={"finding": finding, "verbatims": verbatims}))
    trace = tuple(row for finding in findings for row in _trace(finding))
    return small.model_copy(update={"findings": tuple(findings), "trace": trace})


def median_s(work: Callable[[], object], times: int) -> float:
    """The median of several, in seconds."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def main() -> None:
    """Print the table; exit 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    content, model = large(), default_model()
    print(f"{len(content.findings)} findings, {sum(len(f.verbatims) for f in content.findings)} verbatims")
    works: dict[str, Callable[[], object]] = {
        "html": lambda: render_html(content),
        "docx": lambda: render_docx(content),
        "docx, own model": lambda: fill_model(content, model),
        "pdf": lambda: render_pdf(content),
        "sheet, html": lambda: render_sheet(content, Audience.FUNDERS, "html"),
        "sheet, pdf": lambda: render_sheet(content, Audience.FUNDERS, "pdf"),
    }
    late = False
    for name, work in works.items():
        spent = median_s(work, times)
        limit = LIMITS_S.get(name)
        late |= limit is not None and spent > limit
        print(f"{name:<16} {spent:6.2f} s" + (f"   (limit {limit:g} s)" if limit else ""))
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
