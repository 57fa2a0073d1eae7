"""The session of the house: in a request with a one-time key, what was done and what was answered go in together."""

from dataclasses import dataclass
from typing import Any

from flask import g, has_request_context
from flask_sqlalchemy.session import Session


@dataclass(slots=True)
class PendingWork:
    """A request whose commit waits for its answer; `is_done` once its view has asked for the commit.

    `was_undone` when what it did before that was taken back.
    """

    is_done: bool = False
    was_undone: bool = False


class WorkSession(Session):
    """Commits when asked to, but not while `g.pending_work` waits for the answer of the request.

    The view still says when its work is done. It is then flushed, so that every fault shows in its place, and
    `views.once` commits it together with the answer: a second send either finds both or neither.
    """

    _engine: Any = None

    def get_bind(self, mapper: Any = None, clause: Any = None, bind: Any = None, **more: Any) -> Any:
        """The one database that there is: looked for once a session, not with every statement."""
        if bind is not None:
            return bind
        if self._engine is None:
            self._engine = super().get_bind(mapper, clause, bind, **more)
        return self._engine

    def commit(self) -> None:
        """Write for good, or keep ready what will be written with the answer."""
        if pending := _pending_work():
            self.flush()
            pending.is_done = True
        else:
            # What is shown after the commit is what was written; a request ends soon, and its session with it.
            self.expire_on_commit = not has_request_context()
            super().commit()
            _wait_for_disk()

    def rollback(self) -> None:
        """Take back everything, also what only waits for the answer."""
        if pending := _pending_work():
            pending.is_done, pending.was_undone = False, True
        super().rollback()


def _pending_work() -> PendingWork | None:
    work: Any = g.get("pending_work") if has_request_context() else None
    return work if isinstance(work, PendingWork) else None


def _wait_for_disk() -> None:
    """Wait until what was committed is on the disk, where the database left that to its session: others write on."""
    log = g.pop("unsynced_log", None) if has_request_context() else None
    if log is not None:
        log.wait()
