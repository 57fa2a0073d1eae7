"""Money over all events: the table, the rows behind each figure of it, the table as a file."""

from flask import Blueprint, Response, render_template, request
from flask_login import current_user

from planner import clock
from planner.errors import NotFound
from planner.forms.overview import NO_YEAR, Address, read_address, read_figure
from planner.money.overview import UNDATED, Figure, Grouping, Scope, part_of
from planner.papers.overview import print_overview, scope_words
from planner.queries.overview import (
    choices,
    count_rows,
    list_counted_rows,
    read_overview,
    title_of,
)
from planner.queries.overview_statements import PAGE
from planner.queries.units import Unit, units_for
from planner.views.groupspage import narrowing_of, table_url
from planner.views.overviewpage import (
    COLUMNS,
    FigureRowsPage,
    OverviewPage,
    figure_row,
    figure_rows_page,
    total_row,
    with_chosen,
)
from planner.views.pager import read_pager
from planner.views.papers import send_paper

bp = Blueprint("overview", __name__, url_prefix="/finance/overview")


@bp.get("")
def show() -> str:
    """The table, 100 groups a page; the total is that of all pages."""
    address, units = _address()
    overview = read_overview(current_user, address.scope, address.grouping, units)
    categories, sources = choices(current_user, address.scope)
    pager = read_pager(len(overview.groups), PAGE)
    page = OverviewPage(
        narrowing=narrowing_of(current_user, address, units, "overview.show"),
        columns=COLUMNS,
        rows=tuple(
            figure_row(group, address.grouping, _rows_url(address, group.key))
            for group in pager.cut(overview.groups, PAGE)
        ),
        total=total_row(overview.total, _rows_url(address)),
        count=len(overview.groups),
        pager=pager,
        categories=with_chosen(categories, address.scope.category),
        sources=with_chosen(sources, address.scope.source),
    )
    return render_template("overview/show.html", page=page)


@bp.get("/rows")
def rows() -> str:
    """The rows that one figure was summed from, 100 a page; the sum on top is that figure."""
    address, units = _address()
    figure = read_figure(request.args.get("figure", ""))
    scope, part = _part(address, units)
    return render_template(
        "overview/rows.html",
        page=_page_of_rows(scope, figure or Figure.PLANNED, _rows_url(address, request.args.get("of", "").strip())),
        words=list(dict.fromkeys([*scope_words(address.scope, units), *part])),
        unread=address.unread + ["金额"] * (figure is None),
        back=table_url("overview.show", address.arguments),
    )


def _page_of_rows(scope: Scope, figure: Figure, rows_href: str) -> FigureRowsPage:
    """The sums of the scope, and a page of the rows behind one of them."""
    sums, counts = count_rows(current_user, scope)
    pager = read_pager(sum(counts[each] for each in figure.parts), PAGE)
    listed = list_counted_rows(current_user, scope, figure, pager.page)
    return figure_rows_page(figure, sums, counts, listed, rows_href=rows_href, pager=pager, per_page=PAGE)


@bp.get("/export")
def export() -> Response:
    """The table as .xlsx under a Chinese name, all groups of it."""
    address, units = _address()
    return send_paper(print_overview(current_user, address.scope, address.grouping, units))


def _address() -> tuple[Address, list[Unit]]:
    units = units_for(current_user)
    return read_address(request.args, units, clock.today().year), units


def _part(address: Address, units: list[Unit]) -> tuple[Scope, list[str]]:
    """The scope of the group that the address names, with its name; raises NotFound for what the user can't see."""
    key = request.args.get("of", "").strip()
    if not key:
        return address.scope, []
    scope, label = part_of(address.scope, address.grouping, key), key
    if scope is not None and address.grouping is Grouping.UNIT:
        label = next((f"只算{unit.name}本级" for unit in units if unit.id == scope.own_id), "")
    elif scope is not None and scope.event_id:
        label = title_of(current_user, scope.event_id) or ""
    elif address.grouping is Grouping.YEAR:
        label = UNDATED if key == NO_YEAR else f"{key}年"
    if scope is None or not label:
        raise NotFound("总览里没有这一行，可能已经删掉，也可能链接写错了。")
    return scope, [label]


def _rows_url(address: Address, of: str = "") -> str:
    """The address of the rows of a group, or of all, to which the figure is still to be added."""
    return f"{table_url('overview.rows', {**address.arguments, **({'of': of} if of else {})})}&figure="
