"""The record of volunteers as 民政部令第67号 asks for it: person, service, training, award, evaluation (art. 5-10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RecordedService:
    """A day of service (art. 7)."""

    event: str
    day: date
    place: str
    content: str
    minutes: int
    organiser: str
    leader: str = ""


@dataclass(frozen=True, slots=True)
class RecordedTraining:
    """A training (art. 8); `key` tells it from others where it is kept."""

    name: str
    content: str
    minutes: int
    organiser: str
    day: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class RecordedAward:
    """An award (art. 9); `key` tells it from others where it is kept."""

    name: str
    grantor: str
    day: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class RecordedEvaluation:
    """How the service was judged (art. 10): in words, with stars from 1 to 5 where the unit gives them."""

    event: str
    words: str
    stars: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """All that is recorded of one volunteer; empty parts are unknown. Whole phones and numbers: handle with care."""

    name: str
    sex: str = ""
    born: str = ""
    identity: str = ""
    area: str = ""
    phone: str = ""
    skills: str = ""
    kinds: str = ""
    services: Sequence[RecordedService] = ()
    trainings: Sequence[RecordedTraining] = ()
    awards: Sequence[RecordedAward] = ()
    evaluations: Sequence[RecordedEvaluation] = ()
    identity_kind: str = ""

    @property
    def training_minutes(self) -> int:
        """The time of all trainings."""
        return sum(training.minutes for training in self.trainings)

    @property
    def minutes(self) -> int:
        """The time of all services."""
        return sum(service.minutes for service in self.services)
