"""What link checks found, kept with their date."""

from collections.abc import Iterable

from noteviewer.library.state.store import StateStore
from noteviewer.library.state.values import LinkOutcome, LinkVerdict


class LinkVerdicts:
    """The last verdict on each URL that was ever checked."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def all(self) -> dict[str, LinkVerdict]:
        """Every verdict, by URL as it was checked."""
        rows = self._store.rows(
            "SELECT url, outcome, checked, status, target, detail FROM link_verdict"
        )
        return {
            url: LinkVerdict(url, LinkOutcome(outcome), checked, status, target, detail)
            for url, outcome, checked, status, target, detail in rows
        }

    def keep(self, verdicts: Iterable[LinkVerdict]) -> None:
        """Keep new verdicts in place of older ones."""
        self._store.write_many(
            "INSERT OR REPLACE INTO link_verdict (url, outcome, checked, status, target, detail)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (one.url, one.outcome, one.checked, one.status, one.target, one.detail)
                for one in verdicts
            ),
        )
