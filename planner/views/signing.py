"""The public page of an event: what is free, how places are drawn, signing up alone or together."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db, neighbourhood_of_request
from planner.forms.signing import GroupForm, SignUpForm
from planner.models import SignUp, Volunteer
from planner.nouns import Aggregate
from planner.people import Candidate, Slot
from planner.people.agreements import CURRENT
from planner.people.signingrules import SignUpReason, judge_age, needs_guardian, overlap
from planner.people.volunteerfile import KEEPING
from planner.queries.changes import lock_aggregate
from planner.queries.signups import (
    find_volunteer,
    offers_of,
    positions_of,
    sign_ups_for,
    sign_ups_of,
    volunteers_by_phone,
)
from planner.queries.volunteerrules import find_rules_of_event
from planner.services import signups, volunteers
from planner.services.signinglimits import check_sign_up, count_sign_up
from planner.services.signups import SigningRefused
from planner.views.lotterypage import lottery_page
from planner.views.once import free_key
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.signingform import cannot_be_had, find_questions, form_page
from planner.views.signingpage import signing_page, tell_state
from planner.views.visitors import Desk, find_known, open_desk, own_visitor, token_of

bp = Blueprint("signing", __name__, url_prefix="/v")
serve_visitors(bp)
SignForm = SignUpForm | GroupForm


@bp.get("/<token>")
@open_to_visitors
def show(token: str) -> str:
    """Which shifts are free, for everybody or for somebody whose phone is known."""
    return _draw_list(open_desk(token))


def _draw_list(desk: Desk, refused: BadInput | NotAllowed | None = None, shift: str = "") -> str:
    known = find_known(desk.event)
    volunteer = known[0] if known else None
    mine = sign_ups_of(volunteer.id) if volunteer else []
    positions = positions_of([volunteer.id]) if volunteer else {}
    offers = offers_of(desk.slots, desk.event.id)
    page = signing_page(desk.event, desk.row, desk.dossier, offers, volunteer, mine, positions)
    return render_template("signing/show.html", page=page, token=desk.token, refused=refused, shift=shift)


@bp.route("/<token>/<shift>", methods=["GET", "POST"])
@open_to_visitors
def sign_up(token: str, shift: str) -> str | Response | tuple[str, int]:
    """The form of one shift, for one person or for a group; whoever is known needs none."""
    desk = open_desk(token)
    is_group = bool(request.args.get("group"))
    if request.method == "GET" and (cannot_be_had(desk, shift) or (not is_group and find_known(desk.event))):
        return redirect(url_for("signing.show", token=token))
    below = find_rules_of_event(desk.event).guardian_below
    form: SignForm = (GroupForm if is_group else SignUpForm)(data=request.args, guardian_below=below)
    if isinstance(form, SignUpForm):
        form.ask(find_questions(desk, shift), request.form)
    if form.is_submitted() and form.is_by_machine:
        return redirect(url_for("signing.show", token=token))
    if form.is_submitted() and _is_complete(desk, shift, form):
        return _take(desk, shift, form)
    return _draw_form(desk, shift, form), 422 if form.is_submitted() else 200


def _is_complete(desk: Desk, shift: str, form: SignForm) -> bool:
    """Whether nothing is missing; all is looked at, so that nobody mends one thing and is told of the next."""
    is_valid = bool(form.validate())
    if isinstance(form, GroupForm):
        return is_valid
    is_minor = _is_minor(desk, shift, form)
    is_answered = form.own_questions.check(is_minor=is_minor)
    has_guardian = not is_minor or _is_too_young(desk, shift, form) or form.ask_guardian()
    return is_valid and is_answered and has_guardian


def _is_minor(desk: Desk, shift: str, form: SignForm) -> bool:
    slot = _find_slot(desk, shift)
    if slot is None or not isinstance(form, SignUpForm):
        return False
    return needs_guardian(Candidate(born=form.born), slot, find_rules_of_event(desk.event))


def _is_too_young(desk: Desk, shift: str, form: SignUpForm) -> bool:
    """Whether they can't have the shift whoever agrees: no guardian is bothered then."""
    slot = _find_slot(desk, shift)
    return slot is not None and bool(judge_age(Candidate(born=form.born), slot, find_rules_of_event(desk.event)))


def _find_slot(desk: Desk, shift: str) -> Slot | None:
    return next((slot for slot in desk.slots if slot.key == shift), None)


def _take(desk: Desk, shift: str, form: SignForm) -> str | Response | tuple[str, int]:
    """Sign up; a refusal shows the form again, with what was typed."""
    phone, address = form.phone.data or "", neighbourhood_of_request()
    lock_aggregate(desk.event.id, Aggregate.PEOPLE)
    earlier = volunteers_by_phone(desk.event.id, phone)
    try:
        check_sign_up(phone, address=address)
        made = _sign_up(desk, shift, form, earlier)
        count_sign_up(phone, address=address)
        db.session.commit()
    except (SigningRefused, NotAllowed) as refused:
        if refused.reason == SignUpReason.TAKEN.value and not isinstance(form, GroupForm):
            return _draw_taken(desk.token, shift, form)
        return _draw_refused(desk.token, shift, form, refused)
    owner = _find_owner(desk, form, made)
    # Whoever merely knows a name and a number learns how they stand, and no way to their page.
    if owner in earlier and not _is_known(desk, owner):
        return _draw_state(desk, made)
    return redirect(url_for("signedup.done", token=token_of(owner), shift=shift))


def _find_owner(desk: Desk, form: SignForm, made: list[SignUp]) -> Volunteer:
    """Who filled in the form: the contact of a group, who need not come."""
    if isinstance(form, SignUpForm):
        return made[0].volunteer
    found = find_volunteer(desk.event.id, name=form.name.data or "", phone=form.phone.data or "")
    assert found is not None, "the contact of a group is entered with it"
    return found


def _is_known(desk: Desk, volunteer: Volunteer) -> bool:
    known = find_known(desk.event)
    return known is not None and known[0].id == volunteer.id


def _sign_up(desk: Desk, shift: str, form: SignForm, earlier: list[Volunteer]) -> list[SignUp]:
    if isinstance(form, GroupForm):
        applicants, leader = form.applicants(), form.leader()
    else:
        applicants, leader = [form.applicant(needs_guardian=_is_minor(desk, shift, form))], None
    known = {form.phone.data or "": earlier}
    return signups.sign_up(
        desk.event, shift, applicants, actor=desk.visitor, may_wait=form.may_wait, leader=leader, known=known
    )


def _draw_taken(token: str, shift: str, form: SignForm) -> str:
    """How somebody stands who signed up before, and nothing else of them."""
    free_key()
    count_sign_up(form.phone.data or "", address=neighbourhood_of_request())
    db.session.commit()
    desk = open_desk(token)
    same = find_volunteer(desk.event.id, name=form.name.data or "", phone=form.phone.data or "")
    return _draw_state(desk, list(sign_ups_for(shift, [same.id] if same else []).values()))


def _draw_state(desk: Desk, made: list[SignUp]) -> str:
    positions = positions_of([one.volunteer_id for one in made])
    states = [tell_state(one, positions) for one in made]
    return render_template("signing/state.html", states=states, token=desk.token)


def _draw_refused(token: str, shift: str, form: SignForm, refused: SigningRefused | NotAllowed) -> tuple[str, int]:
    """The form with why it was refused; what was tried counts, too many tries themselves do not."""
    free_key()
    if isinstance(refused, SigningRefused):
        count_sign_up(form.phone.data or "", address=neighbourhood_of_request())
        db.session.commit()
    return _draw_form(open_desk(token), shift, form, refused), refused.status


def _draw_form(desk: Desk, shift: str, form: SignForm, refused: SigningRefused | NotAllowed | None = None) -> str:
    page = form_page(desk, shift, form, refused)
    return render_template(
        "signing/form.html", page=page, form=form, token=desk.token, agreement=CURRENT, keeping=KEEPING
    )


@bp.post("/<token>/<shift>/mine")
@open_to_visitors
def sign_up_known(token: str, shift: str) -> str | Response | tuple[str, int]:
    """One more shift for somebody whose phone is known: one tap."""
    desk, may_wait = open_desk(token), bool(request.form.get("wait"))

    def act(volunteer: Volunteer) -> None:
        signups.sign_up_again(desk.event, shift, volunteer, actor=own_visitor(volunteer), may_wait=may_wait)

    return _act_known(desk, shift, act, unknown=url_for("signing.sign_up", token=token, shift=shift))


@bp.post("/<token>/<shift>/swap")
@open_to_visitors
def swap(token: str, shift: str) -> str | Response | tuple[str, int]:
    """Give up the shift that is in the way of this one, for this one."""
    desk = open_desk(token)

    def act(volunteer: Volunteer) -> None:
        old = _find_clash(desk, volunteer, shift)
        volunteers.swap_shift(desk.event, old, shift, volunteer, actor=own_visitor(volunteer))

    return _act_known(desk, shift, act, unknown=url_for("signing.show", token=token))


def _act_known(desk: Desk, shift: str, act: Callable[[Volunteer], None], *, unknown: str) -> Response | tuple[str, int]:
    """What somebody does whose phone is known, as often as one may sign up; whoever is `unknown` goes elsewhere."""
    if (known := find_known(desk.event)) is None:
        return redirect(unknown)
    volunteer, own_token = known
    phone, address = volunteer.phone or volunteer.key, neighbourhood_of_request()
    try:
        check_sign_up(phone, address=address)
        act(volunteer)
        count_sign_up(phone, address=address)
        db.session.commit()
    except (BadInput, NotAllowed) as refused:
        free_key()
        return _draw_list(open_desk(desk.token), refused, shift), refused.status
    return redirect(url_for("signedup.done", token=own_token, shift=shift))


def _find_clash(desk: Desk, volunteer: Volunteer, shift: str) -> SignUp:
    """The shift of a volunteer that overlaps with this one; raises NotFound where none does."""
    mine = {one.shift: one for one in sign_ups_of(volunteer.id) if one.state.is_open}
    wanted = _find_slot(desk, shift)
    found = (slot for slot in desk.slots if wanted is not None and slot.key in mine and overlap(slot, wanted))
    if (slot := next(found, None)) is None:
        raise NotFound(signups.SHIFT_GONE)
    return mine[slot.key]


@bp.get("/<token>/lottery")
@open_to_visitors
def lottery(token: str) -> str:
    """How places are drawn, and when they were, all that is needed to draw them again."""
    desk = open_desk(token)
    if desk.row.lottery is None:
        raise NotFound("这个活动不抽签，先报先得。")
    return render_template("signing/lottery.html", page=lottery_page(desk, desk.row.lottery), token=token)
