"""Somebody who wants to help, as they say it."""

from dataclasses import dataclass

from planner.enums import Sex
from planner.people.volunteers import MonthOfBirth


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What somebody says of themselves; of a minor the guardian with a signature, or it comes later.

    `answers` are those to the organiser's own questions, as `people.questions` keeps them. `agrees` is their own yes to
    the texts of `people.agreements`; `photos` the one that may be left out.
    """

    name: str
    phone: str
    sex: Sex | None = None
    born: MonthOfBirth | None = None
    unit: str = ""
    skills: str = ""
    emergency_name: str = ""
    emergency_phone: str = ""
    guardian_name: str = ""
    guardian_phone: str = ""
    signature: str = ""
    answers: str = ""
    agrees: bool = False
    photos: bool = False
