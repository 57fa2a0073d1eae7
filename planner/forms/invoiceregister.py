"""What the address of the register of invoices says; odd parts are named and left out."""

from collections.abc import Mapping

from planner.money.invoiceregister import RegisterFilters, RegisterState
from planner.queries.units import UnitChoice

_LONGEST_TEXT = 60


def read_register_filters(
    args: Mapping[str, str], units: UnitChoice, month: tuple[int, int] | None
) -> tuple[RegisterFilters, list[str]]:
    """The filters of an address, and the labels of those that can't be read; `month` is the one that it names."""
    text, state, unit, named = (args.get(name, "").strip() for name in ("q", "state", "unit", "month"))
    states = {each.value: each for each in RegisterState}
    checks = (
        ("状态", state, state in states),
        ("月份", named, month is not None),
        ("单位", unit, bool(units.chosen or units.name)),
    )
    filters = RegisterFilters(text[:_LONGEST_TEXT], units.ids, month, states.get(state))
    return filters, [label for label, value, is_known in checks if value and not is_known]
