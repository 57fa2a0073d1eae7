"""What the address of the money overview says: filters, grouping, figure; odd parts are named and left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.money.overview import Figure, Grouping, Scope, read_year
from planner.queries.units import Unit

ALL_YEARS, NO_YEAR = "all", "none"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Address:
    """The scope and the grouping of an overview, and the labels of what could not be read."""

    scope: Scope
    grouping: Grouping
    unread: list[str] = field(default_factory=list)

    @property
    def year(self) -> str:
        """The year as addresses carry it."""
        return NO_YEAR if self.scope.is_undated else str(self.scope.year or ALL_YEARS)

    @property
    def arguments(self) -> dict[str, str]:
        """What an address needs to say the same; the year always, for "this year" changes."""
        scope = self.scope
        set_ = {"unit": str(scope.unit_id or ""), "category": scope.category, "source": scope.source}
        return {"year": self.year, **{k: v for k, v in set_.items() if v}, "group": self.grouping.value}


def read_address(args: Mapping[str, str], units: Sequence[Unit], this_year: int) -> Address:
    """The overview that an address asks for: this year by unit, unless it says otherwise."""
    year, unit, category, source, group = (
        args.get(name, "").strip() for name in ("year", "unit", "category", "source", "group")
    )
    known_units = {str(u.id): u.id for u in units}
    groupings = {g.value: g for g in Grouping}
    is_year = year in (ALL_YEARS, NO_YEAR) or read_year(year) is not None
    checks = (
        ("年份", year, is_year),
        ("单位", unit, unit in known_units),
        ("类别", category, len(category) <= _LONGEST),
        ("资金来源", source, len(source) <= _LONGEST),
        ("分组", group, group in groupings),
    )
    scope = Scope(
        year=read_year(year) if is_year else this_year,
        is_undated=year == NO_YEAR,
        unit_id=known_units.get(unit),
        category=category if len(category) <= _LONGEST else "",
        source=source if len(source) <= _LONGEST else "",
    )
    unread = [label for label, value, is_known in checks if value and not is_known]
    return Address(scope, groupings.get(group, Grouping.UNIT), unread)


def read_figure(text: str) -> Figure | None:
    """The figure of that name."""
    return {figure.value: figure for figure in Figure}.get(text.strip())
