"""Invented volunteers of the complete sample event, read from their data file."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from planner.days import Day
from planner.enums import Sex, SignUpState
from planner.people.applicants import Applicant
from planner.people.birthmonths import read_birth_month


@dataclass(frozen=True, slots=True)
class SampleSignUp:
    """A shift by its post and day, and how the sign-up stands.

    `known` is when and where the shift was once, where that has changed since; `leave` why they ask to go.
    """

    post: str
    day: Day
    state: SignUpState = SignUpState.CONFIRMED
    known: str = ""
    leave: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleVolunteer:
    """Somebody with their shifts, and what the organiser knows of them."""

    applicant: Applicant
    sign_ups: tuple[SampleSignUp, ...]
    experienced: bool = False
    trained_until: date | None = None
    checked_until: date | None = None


def load_sample_volunteers() -> tuple[SampleVolunteer, ...]:
    """All of them, in the order in which they came."""
    with Path(__file__).with_name("volunteers.toml").open("rb") as file:
        return tuple(_volunteer(row) for row in tomllib.load(file)["volunteers"])


def _volunteer(row: dict[str, Any]) -> SampleVolunteer:
    applicant = Applicant(
        name=row["name"],
        phone=row["phone"],
        sex=Sex(row["sex"]),
        born=read_birth_month(row["born"]),
        unit=row["unit"],
        skills=row.get("skills", ""),
        agrees=True,
    )
    return SampleVolunteer(
        applicant=applicant,
        sign_ups=tuple(_sign_up(each) for each in row["sign_ups"]),
        experienced=row.get("experienced", False),
        trained_until=_day(row, "trained_until"),
        checked_until=_day(row, "checked_until"),
    )


def _sign_up(row: dict[str, str]) -> SampleSignUp:
    state = SignUpState(row.get("state", SignUpState.CONFIRMED))
    return SampleSignUp(row["post"], Day.parse(row["day"]), state, row.get("known", ""), row.get("leave", ""))


def _day(row: dict[str, str], name: str) -> date | None:
    return date.fromisoformat(row[name]) if name in row else None
