"""The pages by which a unit sets something from a day on: what holds, a form, taking back; one room for each kind."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.days import say_date
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.models import Organisation
from planner.queries.tree import lineage, role_in_unit
from planner.services.guard import UNIT_GONE, UnitPermission, guard_unit
from planner.views.policiespage import InForce, PolicyWords, Row, Value, policies_page, policy_form_page


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRoom:
    """One kind of what units set: its words and its form, who may set it, how it is read, found and kept.

    `usual` holds where no unit has set any; `gone` says that one is not there any more.
    """

    words: PolicyWords
    form: Any
    gone: str
    may: UnitPermission
    usual: Value
    read: Callable[[Any], Value]
    on: Callable[..., Value | None]
    find_in_force: Callable[..., Any]
    propose: Callable[[Any], Any]
    list_own: Callable[[int], Any]
    find_own: Callable[[int, int], Any]
    save: Callable[..., Any]
    delete: Callable[..., None]

    def read_row(self, row: Row) -> Value:
        """What a row holds."""
        return self.read(json.loads(row.data))


def open_room(room: PolicyRoom, address: str) -> Blueprint:
    """The pages of a room below its unit: what holds, new ones, one that is there, taking it back."""
    bp = Blueprint(room.words.room, __name__, url_prefix=f"/organisations/<int:unit_id>/{address}")

    @bp.get("")
    def show(unit_id: int) -> str:
        return draw_policies(room, unit_id)

    @bp.route("/new", methods=["GET", "POST"])
    def new(unit_id: int) -> str | Response | tuple[str, int]:
        return draw_form(room, unit_id)

    @bp.route("/<int:policy_id>", methods=["GET", "POST"])
    def edit(unit_id: int, policy_id: int) -> str | Response | tuple[str, int]:
        return draw_form(room, unit_id, policy_id)

    @bp.post("/<int:policy_id>/delete")
    def delete(unit_id: int, policy_id: int) -> Response:
        return delete_kept(room, unit_id, policy_id)

    return bp


def load_unit(unit_id: int, may: UnitPermission, *, change: bool = False) -> tuple[Organisation, bool]:
    """The unit, and whether I set this there; who administers a unit above sets it like its own administrators.

    Raises NotFound for strangers, NotAllowed for members who want to change what they may only read.
    """
    role = role_in_unit(unit_id, current_user)
    unit = db.session.get(Organisation, unit_id) if role is not None else None
    if unit is None:
        raise NotFound(UNIT_GONE)
    if change:
        guard_unit(unit_id, current_user, may)
    return unit, may(role)


def draw_policies(room: PolicyRoom, unit_id: int) -> str:
    """What holds today and where it comes from; all that the unit has written, the newest first."""
    unit, may_change = load_unit(unit_id, room.may)
    own = [(row, room.read_row(row)) for row in room.list_own(unit.id)]
    in_force = _find_in_force(room, unit, [value for _, value in own])
    wanted, today = request.args.get("policy", ""), clock.today()
    page = policies_page(unit, own, in_force, wanted, today=today, may_change=may_change, words=room.words)
    return render_template("policies/show.html", page=page)


def _find_in_force(room: PolicyRoom, unit: Organisation, own: list[Value]) -> InForce:
    """What holds today and the unit whose it is; no unit for what is usual."""
    today = clock.today()
    if (found := room.on(today, own)) is not None:
        return InForce(unit, found)
    for above in lineage(unit.id)[1:]:
        if (found := room.on(today, [room.read_row(row) for row in room.list_own(above.id)])) is not None:
            return InForce(above, found)
    return InForce(None, room.usual)


def draw_form(room: PolicyRoom, unit_id: int, policy_id: int | None = None) -> str | Response | tuple[str, int]:
    """The form of a new one, or of one that is there; saved when it was sent and is right."""
    unit, _ = load_unit(unit_id, room.may, change=True)
    old = _load_own(room, unit, policy_id) if policy_id is not None else None
    form = _begin_form(room, unit, old)
    clash: LostUpdate | None = None
    if form.validate_on_submit():
        try:
            saved = room.save(unit, form.policy(), actor=current_user, old=old, version=form.version_number)
            db.session.commit()
            flash(f"已保存，{say_date(saved.effective_from)}起执行")
            return redirect(url_for(f"{room.words.room}.show", unit_id=unit.id, policy=saved.id))
        except BadInput as error:
            put_refusal(form, error)
        except LostUpdate as error:
            clash = error
            form.accept_version(clash.version)
    differing = form.differing(room.read_row(old)) if clash and old else []
    page = policy_form_page(unit, old, room.words)
    html = render_template("policies/form.html", page=page, form=form, clash=clash, differing=differing)
    return html, 409 if clash else 422 if form.errors else 200


def _begin_form(room: PolicyRoom, unit: Organisation, old: Any) -> Any:
    """The form as it begins: with what is kept, or with what holds today."""
    if old is not None:
        return room.form.of(room.read_row(old), old.version)
    return room.form.of(room.propose(room.find_in_force(unit.id, clock.today())))


def delete_kept(room: PolicyRoom, unit_id: int, policy_id: int) -> Response:
    """Take one back; what held before it holds again."""
    unit, _ = load_unit(unit_id, room.may, change=True)
    row = _load_own(room, unit, policy_id)
    label = say_date(row.effective_from)
    room.delete(row, actor=current_user)
    db.session.commit()
    flash(f"已删除{label}起执行的{room.words.short}")
    return redirect(url_for(f"{room.words.room}.show", unit_id=unit.id))


def _load_own(room: PolicyRoom, unit: Organisation, policy_id: int) -> Any:
    found = room.find_own(unit.id, policy_id)
    if found is None:
        raise NotFound(room.gone)
    return found
