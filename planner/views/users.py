"""The people of an organisation: a list for its members, changes for its administrators."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.enums import Role
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.users import AddUserForm
from planner.models import Organisation, User
from planner.queries.deputies import deputies_of_unit
from planner.queries.links import open_unit_links
from planner.queries.organisations import homes_of_members, list_managed_units, log_of_unit, members_of
from planner.services import accounts
from planner.services.guard import guard_unit
from planner.services.invitations import invite_member
from planner.services.links import revoke_link
from planner.unitpermissions import can_manage_users, can_reset_password
from planner.views.links import public_url, qr_code, require_address
from planner.views.userspage import users_page

bp = Blueprint("users", __name__, url_prefix="/users")
LOG_SHOWN = 20


@bp.get("")
def show() -> str:
    """The people of one of my organisations (or of one that I manage)."""
    managed, visible = _my_units()
    unit = next((u for u in visible if str(u.id) == request.args.get("unit")), visible[0] if visible else None)
    return _page(unit, AddUserForm(), managed, visible)


def _my_units() -> tuple[list[Organisation], list[Organisation]]:
    """The units that I manage; those and the ones that I only belong to."""
    managed = list_managed_units(current_user)
    own = [m.organisation for m in current_user.memberships]
    return managed, managed + [unit for unit in own if unit not in managed]


def _page(
    unit: Organisation | None, form: AddUserForm, managed: list[Organisation], visible: list[Organisation]
) -> str:
    manages = unit in managed
    page = users_page(
        unit,
        visible,
        current_user,
        members=members_of(unit.id) if unit else (),
        resettable=_resettable(unit, managed) if unit and manages else frozenset(),
        manages=manages,
        links=open_unit_links(unit.id) if unit and manages else (),
        log=log_of_unit(unit.id, LOG_SHOWN) if unit and manages else (),
        deputies=deputies_of_unit(unit.id) if unit else (),
    )
    return render_template("users/show.html", unit=unit, manages=manages, form=form, roles=Role, page=page)


def _resettable(unit: Organisation, managed: list[Organisation]) -> frozenset[int]:
    """The members of the unit whose password whoever manages these units may reset."""
    units = {u.id for u in managed}
    return frozenset(user for user, home in homes_of_members(unit.id).items() if can_reset_password(home, units))


def load_managed_unit(unit_id: int) -> Organisation:
    """The unit, when I manage it; 404 for units I don't know, 403 for those I only belong to."""
    guard_unit(unit_id, current_user, can_manage_users)
    return db.session.get_one(Organisation, unit_id)


def _member(unit: Organisation, user_id: int) -> User:
    member = next((m for m in members_of(unit.id) if m.user_id == user_id), None)
    if member is None:
        raise NotFound("这个人不在本单位。")
    return member.user


@bp.post("/<int:unit_id>/add")
def add(unit_id: int) -> str | Response | tuple[str, int]:
    """Invite somebody; the answer is the same whether they have an account or not."""
    unit, form = load_managed_unit(unit_id), AddUserForm()
    if not form.validate_on_submit():
        return _page(unit, form, *_my_units()), 422
    try:
        require_address()
        link, token = invite_member(
            unit.id,
            name=form.name.data or "",
            account=form.account.data or "",
            role=form.chosen_role,
            actor=current_user,
        )
        db.session.commit()
    except BadInput as error:
        put_refusal(form, error)
        return _page(unit, form, *_my_units()), 422
    address = public_url("invitations.show", token=token)
    return render_template("users/invitation.html", unit=unit, link=link, address=address, qr=qr_code(address))


@bp.post("/<int:unit_id>/<int:user_id>/role")
def change_role(unit_id: int, user_id: int) -> Response:
    """What somebody is in the unit; an empty role takes them out."""
    unit = load_managed_unit(unit_id)
    user, wanted = _member(unit, user_id), request.form.get("role", "")
    if wanted and wanted not in {r.value for r in Role}:
        raise BadInput("从列表里选一个角色。")
    accounts.set_role(user, unit.id, Role(wanted) if wanted else None, actor=current_user)
    db.session.commit()
    flash(f"{user.name}改为{Role(wanted).label}" if wanted else f"{user.name}已移出{unit.name}")
    return redirect(url_for("users.show", unit=unit.id))


@bp.post("/<int:unit_id>/<int:user_id>/reset")
def reset(unit_id: int, user_id: int) -> str:
    """A one-time link with which somebody sets a new password."""
    unit, hours = load_managed_unit(unit_id), current_app.config["LINK_HOURS"]
    user = _member(unit, user_id)
    require_address()
    token = accounts.issue_password_link(user, hours=hours, actor=current_user)
    db.session.commit()
    # The link is shown here and never again.
    address = public_url("accounts.set_password", token=token)
    return render_template("users/link.html", unit=unit, user=user, address=address, qr=qr_code(address), hours=hours)


@bp.post("/<int:unit_id>/links/<int:link_id>/revoke")
def revoke(unit_id: int, link_id: int) -> Response:
    """Close a link that waits to be used, at once."""
    unit = load_managed_unit(unit_id)
    link = next((link for link in open_unit_links(unit.id) if link.id == link_id), None)
    if link is None:
        raise NotFound("这个链接不在这里，可能已经用过或过期。")
    revoke_link(link, actor=current_user)
    db.session.commit()
    flash("链接已停用")
    return redirect(url_for("users.show", unit=unit.id))
