"""The register of invoices: the page, the file, and a double that finance above two units deals with."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from planner.errors import NotFound
from planner.extensions import db
from planner.forms.invoiceregister import read_register_filters
from planner.models import InvoiceClash
from planner.money.invoiceregister import InvoiceDouble, RegisterFilters
from planner.papers.invoiceregister import print_register
from planner.queries.invoicedoubles import find_clash
from planner.queries.remarks import remarks_on_double
from planner.queries.units import UnitChoice, choose_units
from planner.services.invoiceregister import ask_both, close_clash
from planner.views.invoiceregisterpage import clash_page, register_page
from planner.views.listing import read_month
from planner.views.papers import send_paper

bp = Blueprint("invoiceregister", __name__, url_prefix="/finance/invoices")
_LONGEST_NAME = 80


@bp.get("")
def show() -> str:
    """All expenses that the reader may see with their invoices, 50 a page, and what is wrong with them on top."""
    filters, unread, units = _read_address()
    page = register_page(current_user, filters, unread, units)
    return render_template("invoiceregister/show.html", page=page)


@bp.get("/export")
def export() -> Response:
    """The rows that the address leaves, as .xlsx under a Chinese name."""
    filters, _, units = _read_address()
    return send_paper(print_register(current_user, filters, units))


@bp.get("/clashes/<int:clash_id>")
def show_clash(clash_id: int) -> str:
    """An invoice that two units wanted to pay, side by side."""
    _, double = _load_clash(clash_id)
    said = remarks_on_double(clash_id, (double.first.event_id, double.second.event_id))
    return render_template("invoiceregister/clash.html", page=clash_page(double, said))


@bp.post("/clashes/<int:clash_id>/close")
def close(clash_id: int) -> BaseResponse:
    """Say that a double is dealt with."""
    clash, _ = _load_clash(clash_id)
    close_clash(clash, actor=current_user)
    db.session.commit()
    flash("已结案")
    return redirect(url_for(".show"))


@bp.post("/clashes/<int:clash_id>/ask")
def ask(clash_id: int) -> BaseResponse:
    """Ask both units; each reads it beside its own accounts."""
    clash, _ = _load_clash(clash_id)
    count = ask_both(clash, actor=current_user)
    db.session.commit()
    flash("已问两家，回了就在这里" if count > 1 else "已再问一家" if count else "两家都还没回，不用再问")
    return redirect(url_for(".show_clash", clash_id=clash_id))


def _load_clash(clash_id: int) -> tuple[InvoiceClash, InvoiceDouble]:
    """The double of that number; raises NotFound for whoever is not finance of both units."""
    found = find_clash(current_user, clash_id)
    if found is None:
        raise NotFound("这张发票没有重报，或者不归你看。")
    return found


def _read_address() -> tuple[RegisterFilters, list[str], UnitChoice]:
    number, name = (request.args.get(each, "").strip()[:_LONGEST_NAME] for each in ("unit", "unit_name"))
    units = choose_units(current_user, number=number, name=name)
    filters, unread = read_register_filters(request.args, units, read_month(request.args.get("month", "")))
    return filters, unread, units
