"""The year of a unit: the table, the events behind each figure of it, the whole as a file."""

from flask import Blueprint, Response, render_template, request
from flask_login import current_user

from planner import clock
from planner.errors import NotFound
from planner.forms.yearsummary import YearAddress, read_year_address, read_year_figure
from planner.papers.overview import scope_words
from planner.papers.yearsummary import print_year
from planner.queries.units import Unit, units_for
from planner.queries.yearsummary import count_year_events, list_year_events, read_year_summary
from planner.queries.yearsummary_statements import PAGE
from planner.report.yearsummary import YearFigure, YearFigures, YearPart, YearSummary, read_part
from planner.views.groupspage import table_url
from planner.views.pager import read_pager
from planner.views.papers import send_paper
from planner.views.yearsummarypage import YearRowsPage, year_page, year_rows_page

bp = Blueprint("yearsummary", __name__, url_prefix="/year")


@bp.get("")
def show() -> str:
    """The table: a row for each kind or month, all together beneath."""
    address, units = _address()
    summary = read_year_summary(current_user, address.scope, address.grouping, clock.today())
    page = year_page(current_user, address, units, summary)
    return render_template("yearsummary/show.html", page=page)


@bp.get("/rows")
def rows() -> str:
    """The events behind one figure, 100 a page; what they come to stands on top."""
    address, units = _address()
    key = request.args.get("of", "").strip()
    part = read_part(address.grouping, key)
    figure = read_year_figure(request.args.get("figure", ""))
    summary = read_year_summary(current_user, address.scope, address.grouping, clock.today())
    figures = _figures_of(summary, key)
    if part is None or figures is None:
        raise NotFound("年度汇总里没有这一行，可能已经删掉，也可能链接写错了。")
    return render_template(
        "yearsummary/rows.html",
        page=_page_of_rows(address, units, part, figure or YearFigure.EVENTS, figures),
        words=[*scope_words(address.scope, units), *filter(None, (part.label,))],
        unread=address.unread + ["看哪个数"] * (figure is None),
        back=table_url("yearsummary.show", address.arguments),
    )


def _figures_of(summary: YearSummary, key: str) -> YearFigures | None:
    if not key:
        return summary.total
    return next((group.figures for group in summary.groups if group.key == key), None)


def _page_of_rows(
    address: YearAddress, units: list[Unit], part: YearPart, figure: YearFigure, figures: YearFigures
) -> YearRowsPage:
    today = clock.today()
    count = count_year_events(current_user, address.scope, part, figure, today)
    pager = read_pager(count, PAGE)
    events = list_year_events(current_user, address.scope, part, figure, today, units, pager.page)
    key = request.args.get("of", "").strip()
    return year_rows_page(address, key, figure, figures, events, count=count, pager=pager)


@bp.get("/export")
def export() -> Response:
    """The year as .xlsx under a Chinese name, with the list of its events."""
    address, units = _address()
    return send_paper(print_year(current_user, address.scope, units, clock.today()))


def _address() -> tuple[YearAddress, list[Unit]]:
    units = units_for(current_user)
    return read_year_address(request.args, units, clock.today().year), units
