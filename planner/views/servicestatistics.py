"""Volunteers over all events: the table, and the table as a file."""

from flask import Blueprint, Response, render_template, request
from flask_login import current_user

from planner import clock
from planner.forms.servicestatistics import StatisticsAddress, read_statistics_address
from planner.papers.servicestatistics import print_statistics
from planner.queries.overview_statements import PAGE
from planner.queries.servicestatistics import read_statistics
from planner.queries.units import Unit, units_for
from planner.views.papers import send_paper
from planner.views.servicestatisticspage import statistics_page

bp = Blueprint("servicestatistics", __name__, url_prefix="/volunteers/statistics")


@bp.get("")
def show() -> str:
    """The table, 100 groups a page; the total is that of all pages."""
    address, units = _address()
    statistics = read_statistics(current_user, address.scope, address.grouping, units)
    page = statistics_page(current_user, address, units, statistics, per_page=PAGE)
    return render_template("servicestatistics/show.html", page=page)


@bp.get("/export")
def export() -> Response:
    """The table as .xlsx under a Chinese name, all groups of it."""
    address, units = _address()
    return send_paper(print_statistics(current_user, address.scope, address.grouping, units))


def _address() -> tuple[StatisticsAddress, list[Unit]]:
    units = units_for(current_user)
    return read_statistics_address(request.args, units, clock.today().year), units
