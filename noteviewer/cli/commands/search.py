"""``noteviewer search FOLDER QUERY [--limit N] --json``: search all sections of a folder.

Prints one object: ``notes`` and ``sections`` (totals over all hits), ``hits`` (the best ones, each
with ``path anchor title heading_path snippet line page``; line and page count from 1, and only PDFs
have pages), ``issues`` (places of
the query that were taken as plain text). The index is brought up to date first.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands

NAME = "search"
_ISSUES = {
    "unclosed-quote": "the quotation mark is not closed",
    "unclosed-bracket": "the bracket is not closed",
    "unclosed-regex": "no / ends the regular expression; searched as text",
    "unknown-field": "no such field; searched as text",
    "bad-date": "no date or range; searched as text",
    "bad-regex": "no regular expression; searched as text",
    "bad-kind": "kind: knows note, pdf, canvas and subtitles; searched as text",
    "bad-has": "has: wants formula, image, code, reference, link, highlight or a property; "
    "searched as text",
    "missing-value": "the value is missing; searched as text",
    "timed-out": "took too long; not all sections were read",
}


def register(commands: "Commands") -> None:
    """Declare the arguments of ``search``."""
    parser = commands.add_parser(NAME, help="search all sections of a folder")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument(
        "query", help='words, "phrases", -not, OR, title:x tag:x date:2020..2023 ...'
    )
    parser.add_argument("--limit", type=int, default=20, help="how many hits to list")
    parser.add_argument(
        "--any-script", action="store_true", help="traditional finds simplified, and the reverse"
    )
    parser.add_argument("--typos", action="store_true", help="forgive slips in Latin words")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Search, and print what was found."""
    import sys
    from dataclasses import asdict
    from pathlib import Path

    from noteviewer.cli.common import OK, ask
    from noteviewer.cli.output import for_terminal, json_line, terminal_progress
    from noteviewer.library.search.expansion import SearchOptions
    from noteviewer.notes.file_types import format_of
    from noteviewer.notes.formats.pdf import page_of

    options = SearchOptions(arguments.any_script, arguments.typos)
    result = ask(
        Path(arguments.folder),
        lambda catalog: catalog.search(
            arguments.query, limit=max(arguments.limit, 0), options=options
        ),
        report=terminal_progress(),
    )
    if arguments.json:
        answer = {
            "notes": result.notes,
            "sections": result.sections,
            "hits": [
                {
                    "path": hit.path,
                    "anchor": hit.anchor,
                    "title": hit.title,
                    "heading_path": list(hit.heading_path),
                    "snippet": hit.snippet,
                    "line": hit.line + 1,
                    "page": page_of(hit.anchor) if format_of(hit.path) == "pdf" else None,
                    "in": hit.hidden_in,
                }
                for hit in result.hits
            ],
            "issues": [asdict(issue) for issue in result.issues],
            "corrections": list(result.corrections),
        }
        sys.stdout.write(json_line(answer))
        return OK
    for issue in result.issues:
        piece = arguments.query[issue.start : issue.end]
        sys.stderr.write(for_terminal(f"noteviewer: {piece}: {_ISSUES[issue.code]}\n"))
    if result.corrections:
        meant = ", ".join(result.corrections)
        sys.stderr.write(for_terminal(f"noteviewer: searched for similar words too: {meant}\n"))
    sections = _counted(result.sections, "section")
    sys.stdout.write(f"{sections} in {_counted(result.notes, 'note')}\n")
    for hit in result.hits:
        found = f"{hit.path}:{hit.line + 1}  {hit.title}\n    {hit.snippet}\n"
        sys.stdout.write(for_terminal(found))
    return OK


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
