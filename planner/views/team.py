"""The team of an event: members by name, guests by link."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.days import Day
from planner.enums import LinkPurpose, TeamRole
from planner.errors import BadInput, NotFound
from planner.extensions import db, limiter
from planner.forms.refusals import put_refusal
from planner.forms.team import InviteForm, MemberForm, NamesForm
from planner.linkrules import LINK_RULES
from planner.models import Event, Link, TeamMember
from planner.permissions import Access, can_manage_team
from planner.queries.dossier import current_dossier
from planner.queries.links import links_of_event
from planner.queries.organisations import members_of
from planner.queries.team import list_members
from planner.services import linkdevices, links, name_grants, team
from planner.views.devices import enter
from planner.views.eventpage import render_event
from planner.views.guard import load_event, public
from planner.views.linkdevices import keep_device, new_device, read_device
from planner.views.links import public_url, qr_code, require_address
from planner.views.teampage import invitation_of, name_readers, readers_of, team_page

bp = Blueprint("team", __name__)
HERE = "/events/<int:event_id>/team"


@dataclass(slots=True)
class Forms:
    """The forms of the page, and the people and links that they choose from."""

    members: list[TeamMember]
    links: list[Link]
    member: MemberForm
    invite: InviteForm
    names: NamesForm


@bp.get(HERE)
def show(event_id: int) -> str:
    """Who works on the event; its owner and the administrators may change that."""
    event, access = load_event(event_id)
    return _page(event, access, _forms(event))


def _forms(event: Event) -> Forms:
    members = [
        (m.user_id, f"{m.user.name}（{m.role.label}）") for m in members_of(event.organisation_id) if m.user.active
    ]
    others = [choice for choice in members if choice[0] != event.owner_id]
    team_members, event_links = list_members(event.id), links_of_event(event.id)
    return Forms(
        members=team_members,
        links=event_links,
        member=MemberForm(members=others),
        invite=InviteForm(data={"ends_on": Day.of(usual_end(event))}),
        names=NamesForm(readers=name_readers(team_members, event_links)),
    )


def usual_end(event: Event) -> date:
    """The day until which a guest is let in unless somebody says otherwise: a while after the event, or a year."""
    today = clock.today()
    rule = LINK_RULES[LinkPurpose.GUEST]
    usual = max(event.last_date or today, today) + (rule.usual or timedelta())
    return min(usual, rule.latest_day(today) or usual)


def _page(event: Event, access: Access, forms: Forms) -> str:
    return render_event(
        "team/show.html",
        event,
        access,
        member_form=forms.member,
        invite_form=forms.invite,
        names_form=forms.names,
        roles=TeamRole,
        dossier=current_dossier(event),
        page=team_page(access, forms.members, forms.links),
    )


@bp.post(f"{HERE}/members")
def set_member(event_id: int) -> Response | tuple[str, int]:
    """Let somebody in, or change what they are."""
    event, access = load_event(event_id, can_manage_team)
    forms = _forms(event)
    member = forms.member
    if not member.validate_on_submit():
        return _page(event, access, forms), 422
    team.set_team_member(event, member.user_id.data, TeamRole(member.role.data), actor=current_user)
    db.session.commit()
    flash("已保存")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/members/<int:user_id>/remove")
def remove_member(event_id: int, user_id: int) -> Response:
    """Take somebody out of the team."""
    event, _ = load_event(event_id, can_manage_team)
    team.remove_team_member(event, user_id, actor=current_user)
    db.session.commit()
    flash("已移出团队")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/owner")
def hand_over(event_id: int) -> Response:
    """Make somebody else the owner."""
    event, _ = load_event(event_id, can_manage_team)
    wanted = request.form.get("user_id", "")
    if wanted not in {str(m.user_id) for m in members_of(event.organisation_id)}:
        raise BadInput("从本单位的人里选一个来负责。")
    team.hand_over(event, int(wanted), actor=current_user)
    db.session.commit()
    flash("已移交")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/invites")
def invite(event_id: int) -> str | tuple[str, int]:
    """A link for somebody from outside; it is shown once."""
    event, access = load_event(event_id, can_manage_team)
    form = (forms := _forms(event)).invite
    if form.validate_on_submit():
        try:
            require_address()
            guest, token = team.invite_guest(
                event,
                name=form.name.data or "",
                organisation=form.organisation.data or "",
                role=TeamRole(form.role.data),
                ends_on=form.last_day,
                actor=current_user,
            )
            db.session.commit()
            return _link_page(event, guest, token)
        except BadInput as error:
            put_refusal(form, error)
    return _page(event, access, forms), 422


def _link_page(event: Event, guest: Link, token: str) -> str:
    """The link is shown here and never again."""
    address = public_url("team.join", token=token)
    return render_template("team/link.html", event=event, guest=guest, address=address, qr=qr_code(address))


@bp.post(f"{HERE}/links/<int:link_id>/renew")
def renew(event_id: int, link_id: int) -> str:
    """A new link for the same guest, good for as long as a new one would be."""
    event, _ = load_event(event_id, can_manage_team)
    require_address()
    guest = links.find_event_link(event, link_id)
    token = links.renew_link(guest, expires_at=clock.end_of(usual_end(event)), actor=current_user)
    db.session.commit()
    return _link_page(event, guest, token)


@bp.post(f"{HERE}/links/<int:link_id>/revoke")
@bp.post(f"{HERE}/invites/<int:link_id>/revoke")
def revoke(event_id: int, link_id: int) -> Response:
    """Close a link of the event at once."""
    event, _ = load_event(event_id, can_manage_team)
    links.revoke_link(links.find_event_link(event, link_id), actor=current_user)
    db.session.commit()
    flash("链接已停用")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/links/<int:link_id>/devices")
def set_devices(event_id: int, link_id: int) -> Response:
    """Let a guest's link open on several devices, or on one again."""
    event, _ = load_event(event_id, can_manage_team)
    many = request.form.get("many") == "1"
    linkdevices.set_many_devices(event, links.find_event_link(event, link_id), many, actor=current_user)
    db.session.commit()
    flash("已保存")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/names")
def allow_names(event_id: int) -> Response | tuple[str, int]:
    """Let somebody who only reads see the whole names of children, for a reason until a day."""
    event, access = load_event(event_id, can_manage_team)
    forms = _forms(event)
    form = forms.names
    if form.validate_on_submit():
        try:
            holder = _find_reader(event, str(form.holder.data))
            reason = form.reason.data or ""
            name_grants.allow_names(event, holder, until=form.last_day, reason=reason, actor=current_user)
            db.session.commit()
            flash("已允许")
            return redirect(url_for("team.show", event_id=event_id))
        except BadInput as error:
            put_refusal(form, error)
    return _page(event, access, forms), 422


@bp.post(f"{HERE}/names/<holder>/withdraw")
def withdraw_names(event_id: int, holder: str) -> Response:
    """Take back that somebody may see the whole names."""
    event, _ = load_event(event_id, can_manage_team)
    name_grants.withdraw_names(event, _find_reader(event, holder), actor=current_user)
    db.session.commit()
    flash("已收回")
    return redirect(url_for("team.show", event_id=event_id))


def _find_reader(event: Event, holder: str) -> TeamMember | Link:
    found = readers_of(list_members(event.id), links_of_event(event.id)).get(holder)
    if found is None:
        raise NotFound("这个人不在团队里，或者不是“查看”的人。")
    return found


@bp.route("/join/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60/minute")
def join(token: str) -> str | Response:
    """What a guest's link opens, on its own device: first who they are to be, then the event."""
    if request.method == "POST":
        device = read_device() or new_device()
        guest = links.redeem_link(LinkPurpose.GUEST, token)
        linkdevices.bind_device(guest, device)
        enter(guest)
        db.session.commit()
        response = redirect(url_for("events.show", event_id=guest.event_id))
        keep_device(response, device)
        return response
    guest = links.find_link(LinkPurpose.GUEST, token)
    linkdevices.check_device(guest, read_device())
    return render_template("team/join.html", event=guest.event, guest=guest, invitation=invitation_of(guest))
