"""What the register of invoices shows: what to look at, the rows, a double side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from flask import request, url_for

from planner import clock
from planner.days import Day, short_range
from planner.enums import InvoiceKind
from planner.models import LineRemark, User
from planner.money.invoiceregister import (
    DoubleSide,
    InvoiceDouble,
    OpenTotal,
    Proof,
    RegisterFilters,
    RegisterRow,
    RegisterState,
    RegisterTotals,
    SplitPurchase,
    Suspects,
)
from planner.paging import count_pages, read_page
from planner.places import place_of
from planner.queries.invoiceregister import (
    PAGE,
    find_suspects,
    list_register,
    read_totals,
    reads_newest_only,
)
from planner.queries.invoiceregister_statements import MOST_EVENTS
from planner.queries.units import UnitChoice
from planner.views.listingpage import name_month, offer_months
from planner.views.pager import Pager, read_pager
from planner.views.places import page_url, place_url
from planner.views.words import short_day

# What stands in place of a number, by whether nobody said what voucher there is.
_NUMBERLESS = {True: "发票待定", False: InvoiceKind.NONE.label}
_TONES = {RegisterState.DOUBLE: "bad", RegisterState.SPLIT: "warn"}
_PROOFS = {
    Proof.FILE: ("has", "check-circle-fill"),
    Proof.LINKED: ("has", "check-circle-fill"),
    Proof.NUMBER: ("only", "circle-half"),
    Proof.CASH: ("none", "circle"),
    Proof.NOTHING: ("none", "circle"),
}


class LookItem(NamedTuple):
    """Something to look at: a sentence, the reason, and the way to the rows; `is_double` for what can't be right."""

    title: str
    why: str
    href: str
    verb: str
    is_double: bool = False


class RegisterLine(NamedTuple):
    """A row as it is shown; `tone` is that of its mark, `icon` that of its proof."""

    id: int
    href: str
    day: str
    sold_by: str
    number: str
    where: str
    about: str
    amount: str
    mark: str
    tone: str
    is_double: bool
    is_split: bool
    proof: str
    proof_class: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """A page of the register; `looks_through` events were looked at, 0 for all."""

    whose: str
    count: str
    amount: str
    look: tuple[LookItem, ...]
    lines: tuple[RegisterLine, ...]
    pager: Pager
    filters: RegisterFilters
    unread: Sequence[str]
    units: UnitChoice
    month: str
    months: tuple[tuple[str, str], ...]
    where_heading: str
    states: tuple[tuple[str, str, bool], ...]
    is_narrowed: bool
    is_of_own_units: bool
    looks_through: int
    export_href: str
    per_page: int = PAGE


def register_page(user: User, filters: RegisterFilters, unread: Sequence[str], units: UnitChoice) -> RegisterPage:
    """The page that the address asks for."""
    suspects = find_suspects(user, filters)
    totals = read_totals(user, filters, suspects)
    is_of_one = len(user.memberships) == 1 and not user.memberships[0].organisation.units_below
    first = (read_page(request.args.get("page"), count_pages(totals.count, PAGE)) - 1) * PAGE
    today = clock.today()
    chosen = {name: value for name, value in request.args.items() if name != "page" and value}
    return RegisterPage(
        whose=name_reach(user),
        count=f"{totals.count:,}",
        amount=totals.amount.format(),
        look=tuple(_list_look(suspects, totals, _unit_of_address())),
        lines=tuple(_line(row, is_of_one) for row in list_register(user, filters, suspects, first=first)),
        pager=read_pager(totals.count, PAGE),
        filters=filters,
        unread=unread,
        units=units,
        month=name_month(filters.month),
        months=offer_months(filters.month, today),
        where_heading="活动" if is_of_one else "单位，活动",
        states=tuple((state.value, state.label, state is filters.state) for state in RegisterState),
        is_narrowed=filters != RegisterFilters(),
        is_of_own_units=not any(each.organisation.units_below for each in user.memberships),
        looks_through=MOST_EVENTS if reads_newest_only(user, filters) else 0,
        export_href=_with_arguments(url_for(".export"), chosen),
    )


def name_reach(user: User) -> str:
    """镇中心小学, 县团委和下面 14 个单位, 3 个单位."""
    if len(user.memberships) != 1:
        return f"{len(user.memberships)} 个单位"
    unit = user.memberships[0].organisation
    return f"{unit.name}和下面 {unit.units_below} 个单位" if unit.units_below else unit.name


def _unit_of_address() -> dict[str, str]:
    """What an address says of units, for addresses that keep to them."""
    return {name: value for name in ("unit", "unit_name") if (value := request.args.get(name))}


def _list_look(suspects: Suspects, totals: RegisterTotals, unit: dict[str, str]) -> Iterator[LookItem]:
    yield from map(_look_at_double, suspects.doubles)
    for split in suspects.splits:
        yield _look_at_split(split, page_url(".show", **unit, state=RegisterState.SPLIT.value))
    if totals.numbers.count:
        why = f"{_where(totals.numbers)}，共 {totals.numbers.amount.plain()} 元；决算通过前要补"
        href = page_url(".show", **unit, state=RegisterState.NUMBER.value)
        yield LookItem(f"{totals.numbers.count} 张只有号码，没有电子文件", why, href, f"看 {totals.numbers.count} 张")
    if totals.cash.count:
        title = f"{totals.cash.count} 笔现金没有发票，共 {totals.cash.amount.plain()} 元"
        href = page_url(".show", **unit, state=RegisterState.CASH.value)
        yield LookItem(title, _where(totals.cash), href, f"看 {totals.cash.count} 笔")


def _where(total: OpenTotal) -> str:
    """镇中心小学，暑期研学; or of how many."""
    if total.units > 1:
        return f"{total.units} 个单位"
    return f"{total.unit}，{total.event if total.events == 1 else f'{total.events} 个活动'}"


def _look_at_double(double: InvoiceDouble) -> LookItem:
    first, second = double.first, double.second
    amount = f"，{first.amount.plain()} 元" if first.amount else ""
    paid = f"{first.unit} {short_day(first.day)}已记" if first.day else f"{first.unit}已记"
    if double.clash_id is None:
        units = list(dict.fromkeys((first.unit, second.unit)))
        whose = "两家都记了" if len(units) > 1 else "一家记了两次"
        why = f"{'、'.join(units)}，有台账以前记的"
        href = page_url(".show", q=double.number)
        return LookItem(f"同一张票{whose}{amount}", why, href, "看两张", is_double=True)
    why = f"{paid}，{second.unit} {short_day(second.day)}又报，没让记"
    href = page_url(".show_clash", clash_id=double.clash_id)
    return LookItem(f"同一张票两家报{amount}", why, href, "看两张", is_double=True)


def _look_at_split(split: SplitPurchase, href: str) -> LookItem:
    number = len(split.row_ids)
    what = f"{number} 张连号" if split.is_in_a_row else f"{number} 笔"
    days = short_range(Day.of(split.first_day), Day.of(split.last_day), clock.today().year)
    units = f"{len(split.units)} 个单位" if len(split.units) > 1 else split.units[0]
    parts = (units, days, _name_sellers(split), f"每笔都不到 {split.limit.plain()} 元")
    title = f"像是拆开买：{what}，共 {split.total.plain()} 元"
    return LookItem(title, "，".join(filter(None, parts)), f"{href}#row-{split.row_ids[-1]}", f"看 {number} 笔")


def _name_sellers(split: SplitPurchase) -> str:
    if split.doubted:
        sure = [name for name in split.sellers if name not in split.doubted]
        return f"{'、'.join(sure[:1])}，也有写成“{'”“'.join(split.doubted)}”的，是不是同一家先核对"
    return f"同一家店 {len(split.sellers)} 种写法" if len(split.sellers) > 1 else "".join(split.sellers)


def _line(row: RegisterRow, is_of_one: bool) -> RegisterLine:
    """A row; `is_of_one` says that all are of one unit, which then need not be named."""
    where, *about = (row.event_title,) if is_of_one else (row.unit, row.event_title)
    proof_class, icon = _PROOFS[row.proof]
    kind = row.invoice_kind.label if row.invoice_kind not in (None, InvoiceKind.NONE) else ""
    blue = f"冲 {row.blue_number}" if row.blue_number else ""
    return RegisterLine(
        id=row.id,
        href=place_url(row.event_id, place_of("expenses", row.key)),
        day=short_day(row.day),
        sold_by=row.sold_by or row.purpose,
        number=" ".join(filter(None, (kind, row.invoice_number))) or _NUMBERLESS[row.invoice_kind is None],
        where=where,
        about="，".join(filter(None, (*about, row.purpose, blue))),
        amount=row.amount.plain(),
        mark=row.mark.label if row.mark else "",
        tone=_TONES[row.mark] if row.mark else "",
        is_double=row.mark is RegisterState.DOUBLE,
        is_split=row.mark is RegisterState.SPLIT,
        proof=row.proof.label,
        proof_class=proof_class,
        icon=icon,
    )


def _with_arguments(address: str, arguments: dict[str, str]) -> str:
    return f"{address}?{urlencode(arguments)}" if arguments else address


class ClashSide(NamedTuple):
    """One of the two units; `href` leads to the expense or the event, "" while it is hidden from above.

    `said` is what it was asked and what it answered.
    """

    title: str
    note: str
    amount: str
    href: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashPage:
    """A double side by side; `closed` says who closed it and when."""

    clash_id: int | None
    number: str
    sides: tuple[ClashSide, ClashSide]
    verb: str
    closed: str


def clash_page(double: InvoiceDouble, said: Sequence[LineRemark]) -> ClashPage:
    """The page of a double that was refused; `said` is what both were asked, and their answers."""
    closed_on = clock.local(double.closed_at).date() if double.closed_at else None
    return ClashPage(
        clash_id=double.clash_id,
        number=double.number,
        sides=(_side(double.first, said), _side(double.second, said)),
        verb=f"归{double.first.unit}，结案",
        closed=f"{double.closed_by} {short_day(closed_on)} 已结案" if closed_on else "",
    )


def _side(side: DoubleSide, said: Sequence[LineRemark]) -> ClashSide:
    day = f"{short_day(side.day)} " if side.day else ""
    words = ("已记", f"经办 {side.who}" if side.who else "") if side.is_entered else (f"{side.who} 报", "没记上")
    return ClashSide(
        title=f"{side.unit}，{side.event_title or '还在草拟的活动'}",
        note=day + "，".join(filter(None, (*words, side.purpose))),
        amount=side.amount.plain() if side.amount else "",
        href=page_url("events.show", event_id=side.event_id) if side.event_title else "",
        said=tuple(
            f"{remark.author} {short_day(clock.local(remark.at).date())}：{remark.text}"
            for remark in said
            if remark.event_id == side.event_id
        ),
    )
