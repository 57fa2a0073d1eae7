"""What the address of the year of a unit says: year, unit, grouping, figure; odd parts are named and left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.forms.overview import read_address
from planner.money.overview import Scope
from planner.queries.units import Unit
from planner.report.yearsummary import YearFigure, YearGrouping


@dataclass(frozen=True, slots=True)
class YearAddress:
    """The scope and the grouping of a year, and the labels of what could not be read."""

    scope: Scope
    grouping: YearGrouping
    year: str
    unread: list[str] = field(default_factory=list)

    @property
    def arguments(self) -> dict[str, str]:
        """What an address needs to say the same; the year always, for "this year" changes."""
        unit = {"unit": str(self.scope.unit_id)} if self.scope.unit_id else {}
        return {"year": self.year, **unit, "group": self.grouping.value}


def read_year_address(args: Mapping[str, str], units: Sequence[Unit], this_year: int) -> YearAddress:
    """The year that an address asks for: this one by kind, unless it says otherwise."""
    given = read_address({name: args.get(name, "") for name in ("year", "unit")}, units, this_year)
    group = args.get("group", "").strip()
    groupings = {each.value: each for each in YearGrouping}
    unread = given.unread + (["分组"] if group and group not in groupings else [])
    return YearAddress(given.scope, groupings.get(group, YearGrouping.KIND), given.year, unread)


def read_year_figure(text: str) -> YearFigure | None:
    """The figure of that name."""
    return {figure.value: figure for figure in YearFigure}.get(text.strip())
