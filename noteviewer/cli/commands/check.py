"""``noteviewer check FOLDER [--queries N] [--json]``: compare the index with the folder.

Brings the index up to date, reads every file anew, and compares notes, sections and the answers to
random queries with a scan by brute force. Says ``exact``, or what differs. Exit code 1 where
something differs.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands

NAME = "check"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``check``."""
    parser = commands.add_parser(NAME, help="compare the index with the folder")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("--queries", type=int, default=200, help="how many random queries")
    parser.add_argument("--seed", type=int, default=0, help="of the random queries")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check, and say what was found."""
    import sys
    from dataclasses import asdict
    from pathlib import Path

    from noteviewer.cli.common import DIFFERENT, OK
    from noteviewer.cli.output import for_terminal, json_line, terminal_progress
    from noteviewer.library.selfcheck import check_folder
    from noteviewer.library.sync.shared_index import use_index

    folder = Path(arguments.folder)
    report = use_index(
        folder,
        lambda index: check_folder(folder, index, queries=arguments.queries, seed=arguments.seed),
        report=terminal_progress(),
    )
    if arguments.json:
        sys.stdout.write(json_line({"exact": report.is_exact, **asdict(report)}))
    else:
        verdict = "exact" if report.is_exact else "different"
        sys.stdout.write(
            f"{verdict}: {report.notes} notes, {report.sections} sections,"
            f" {report.queries} queries\n"
        )
        for difference in report.differences:
            numbers = (
                f": {difference.expected} by brute force, {difference.found} by the index"
                if difference.what == "query"
                else ""
            )
            sys.stdout.write(for_terminal(f"  {difference.what} {difference.subject}{numbers}\n"))
    return OK if report.is_exact else DIFFERENT
