"""The files that prove something of one place of an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from planner.models import Event
from planner.permissions import Access
from planner.places import parse_place
from planner.views.moneypage import MONEY_PAGES, MoneyLink, money_nav


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersPage:
    """The vouchers of what is called `name`, among the pages of the money; `back_href` is where that stands."""

    name: str
    nav: tuple[MoneyLink, ...]
    back_href: str
    vouchers: tuple[Any, ...]


def vouchers_page(event: Event, access: Access, about: str, name: str, vouchers: Sequence[Any]) -> VouchersPage:
    """The page of the vouchers of a place; those of the event as a whole belong to its settlement."""
    noun = parse_place(about).noun
    here = noun if noun in MONEY_PAGES else "settlement"
    return VouchersPage(
        name=name,
        nav=money_nav(event, access, here),
        back_href=url_for(f"{here}.show", event_id=event.id),
        vouchers=tuple(vouchers),
    )
