"""Refusals: every one carries a ready Chinese sentence and a named reason."""

from collections.abc import Mapping


class ConfigError(RuntimeError):
    """A setting, or a file of keys, that the application refuses to start with."""


class PlannerError(Exception):
    """A refusal that a user can read: `sentence` is complete Chinese, `reason` names it for callers.

    `field` is what is to be mended: the name of a field as forms and rows call it. `place` is where the cause can be
    seen: an event and the place in it (expenses/<key> …). `title` stands above the sentence on a page of its own,
    where the status does not say enough.
    """

    reason = "REFUSED"
    status = 409
    title = ""

    def __init__(
        self,
        sentence: str,
        reason: str | None = None,
        *,
        field: str = "",
        place: tuple[int, str] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.place = place
        if reason:
            self.reason = reason


class NotAllowed(PlannerError):
    """The actor may see the thing but not do this with it (403)."""

    reason = "NOT_ALLOWED"
    status = 403


class NotFound(PlannerError):
    """The thing is not there, or not for this actor's eyes (404)."""

    reason = "NOT_FOUND"
    status = 404


class BadInput(PlannerError):
    """Input that can't be taken; the sentence says what is expected."""

    reason = "BAD_INPUT"
    status = 422


class JobFailed(PlannerError):
    """A job could not be done; its sentence is shown to administrators, and so holds nothing of a person."""

    reason = "JOB_FAILED"


class BackupFailed(JobFailed):
    """A backup could not be made, looked through or put back."""

    reason = "BACKUP_FAILED"


class LostUpdate(PlannerError):
    """Somebody saved the same thing in between; `theirs` holds what stands there now, by field name."""

    reason = "LOST_UPDATE"
    status = 409

    def __init__(self, sentence: str, *, who: str, version: int, theirs: Mapping[str, object]) -> None:
        super().__init__(sentence)
        self.who = who
        self.version = version
        self.theirs = theirs


class TooBusy(PlannerError):
    """Too many ask for the same slow thing; it may be asked for again in a few seconds (503)."""

    reason = "BUSY"
    status = 503
