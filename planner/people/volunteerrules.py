"""What a unit asks of volunteers and of their hours: who may come, how late, how long; dated, with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from planner.people.hours import HoursRule


@dataclass(frozen=True, slots=True)
class VolunteerRules:
    """The rules of a unit from a day on; minutes, years and persons.

    `least_age` and `guardian_below` follow 志愿服务条例 art. 15 (tasks fit for age and ability) and 民法典 art. 17, 19
    (who is under 18 needs the yes of a guardian), `record_workdays` 民政部令第67号 art. 11. The law knows no figures
    for the others: they are customs of the field. All of them are to be confirmed by the unit. Each shift has at least
    `experienced` people who have served before; an adult looks after `children_per_adult` at most, None where the unit
    sets no ratio. Only where the record is entered on the official platform are volunteers asked for the number of an
    identity document, which it needs (art. 5; PIPL art. 6: no more than that).
    """

    effective_from: date | None = None
    document: str = ""
    confirmed: bool = False
    least_age: int = 14
    guardian_below: int = 18
    minors_until: time = time(21)
    most_minutes: int = 8 * 60
    rest_minutes: int = 10 * 60
    experienced: int = 0
    children_per_adult: int | None = None
    hours: HoursRule = HoursRule()
    record_workdays: int = 10
    enters_officially: bool = False


def rules_to_dict(rules: VolunteerRules) -> dict[str, Any]:
    """The rules as what JSON can hold; `rules_from_dict` gives the same ones back."""
    plain = {field.name: getattr(rules, field.name) for field in fields(rules) if field.name != "hours"}
    hours = {field.name: getattr(rules.hours, field.name) for field in fields(rules.hours)}
    day = rules.effective_from.isoformat() if rules.effective_from else None
    return plain | {"effective_from": day, "minors_until": f"{rules.minors_until:%H:%M}", "hours": hours}


def rules_from_dict(data: Mapping[str, Any]) -> VolunteerRules:
    """The rules out of what was kept; a figure that did not exist yet when they were kept is the usual one."""
    given = dict(data)
    day, until, hours = given.pop("effective_from", None), given.pop("minors_until", None), given.pop("hours", {})
    if until is not None:
        given["minors_until"] = time.fromisoformat(until)
    return VolunteerRules(effective_from=date.fromisoformat(day) if day else None, hours=HoursRule(**hours), **given)


def rules_on(day: date, kept: Iterable[VolunteerRules]) -> VolunteerRules | None:
    """The rules in force on a day: the latest that have begun."""
    begun = [rules for rules in kept if rules.effective_from is None or rules.effective_from <= day]
    return max(begun, key=lambda rules: rules.effective_from or date.min, default=None)
