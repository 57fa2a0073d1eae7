"""What a kind of job is: its name, what it does, and whether it comes round every day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner import clock
from planner.actors import Actor, Job
from planner.services.joblease import JobOrder


def _is_wanted_everywhere(_: Mapping[str, Any]) -> bool:
    return True


def _says_nothing(_: Mapping[str, Any]) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """A kind of job.

    `run` does it in one transaction with the note that it is done, so what it writes there is written exactly once; it
    flushes and does not commit. Numbers that it returns are kept with the job, `describe` puts them into words.

    What is slow (drawing, reading files, asking other servers) is done before that by `prepare`, while others may
    write; it changes nothing in the database, and what it does besides may happen twice. Either raises
    `errors.JobFailed` with a sentence for administrators; of every other fault only its place is shown.

    With `daily_at`, an hour in Shanghai, it comes round every day from then on, where the settings want it.
    """

    name: str
    label: str
    run: Callable[[JobOrder, Actor], Mapping[str, Any] | None]
    prepare: Callable[[JobOrder], Any] | None = None
    describe: Callable[[Mapping[str, Any]], str] = _says_nothing
    daily_at: int | None = None
    is_wanted: Callable[[Mapping[str, Any]], bool] = _is_wanted_everywhere

    @property
    def actor(self) -> Job:
        """Who does it, as logs name them."""
        return Job(self.label)

    def key_of_day(self, now: datetime, config: Mapping[str, Any]) -> str | None:
        """The key of today's job; None before its hour, where it isn't wanted, and for one that is not daily."""
        here = clock.local(now)
        if self.daily_at is None or here.hour < self.daily_at or not self.is_wanted(config):
            return None
        return f"{self.name}:{here.date()}"
