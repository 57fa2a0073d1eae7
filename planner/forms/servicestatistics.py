"""What the address of the statistics of volunteers says: year, unit, grouping; odd parts are named and left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.forms.overview import read_address
from planner.money.overview import Scope
from planner.people.servicestatistics import ServiceGrouping
from planner.queries.units import Unit


@dataclass(frozen=True, slots=True)
class StatisticsAddress:
    """The scope and the grouping of the statistics, and the labels of what could not be read."""

    scope: Scope
    grouping: ServiceGrouping
    year: str
    unread: list[str] = field(default_factory=list)

    @property
    def arguments(self) -> dict[str, str]:
        """What an address needs to say the same; the year always, for "this year" changes."""
        unit = {"unit": str(self.scope.unit_id)} if self.scope.unit_id else {}
        return {"year": self.year, **unit, "group": self.grouping.value}


def read_statistics_address(args: Mapping[str, str], units: Sequence[Unit], this_year: int) -> StatisticsAddress:
    """The statistics that an address asks for: this year, unless it says otherwise; of several units by unit."""
    given = read_address({name: args.get(name, "") for name in ("year", "unit")}, units, this_year)
    group = args.get("group", "").strip()
    groupings = {each.value: each for each in ServiceGrouping}
    unread = given.unread + (["分组"] if group and group not in groupings else [])
    usual = ServiceGrouping.UNIT if len(units) > 1 else ServiceGrouping.EVENT
    return StatisticsAddress(given.scope, groupings.get(group, usual), given.year, unread)
