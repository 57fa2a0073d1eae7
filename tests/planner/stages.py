"""What many tests begin with is made once in a process; its rows are brought back for each further test."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from planner import clock
from planner.queries import checkup, dossier, engagements, ledger, photos
from tests.installation import Installation

# Of a database: what was kept under which name, and what its maker returned.
Kept = dict[tuple[Any, ...], tuple[str, Any]]
KEPT: dict[str, Kept] = {}


def forget_events() -> None:
    """Empty what the app keeps in memory of events, as a fresh start of it does."""
    for module in (dossier, checkup, engagements, ledger, photos):
        module.CACHE.clear()


class Stage:
    """The database of one test, empty at first; makers set one thing upon the other."""

    def __init__(self, installation: Installation) -> None:
        """Nothing stands on it."""
        self.installation = installation
        self.kept = KEPT.setdefault(installation.database.uri, {})
        self.standing: tuple[Any, ...] = ()

    def put_on(self, make: Callable[..., Any], *arguments: Any) -> Any:
        """What `make(*arguments)` returns, with its rows in the database; it runs once a process and stopped moment.

        It is a function of a module, commits rows and makes nothing else, and returns plain data. What it reads are
        its arguments and what was set up before.
        """
        assert "<" not in make.__qualname__, "a function made anew is never found again"
        moment = clock.now() if clock.datetime is not datetime else None
        is_empty, database = not self.standing, self.installation.database
        self.standing = (*self.standing, make, repr(arguments), moment)
        if self.standing in self.kept:
            name, made = self.kept[self.standing]
            if not is_empty:
                database.empty()
            database.bring_back(name)
        else:
            name = str(len(self.kept))
            with self.installation.app.app_context():
                made = make(*arguments)
            assert not self.installation.list_files(), "only rows are brought back"
            database.keep(name)
            self.kept[self.standing] = name, made
        forget_events()
        return made
