"""Certificates of service: issued of approved hours, numbered without a gap, withdrawn for a reason."""

import secrets
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.actors import Actor
from planner.dossier import Dossier, Facts
from planner.enums import ActorKind, PartyRole
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import CertificateSeries, Event, IssuedCertificate, Organisation, Volunteer
from planner.nouns import Aggregate
from planner.people.certificate import Certificate, CertificateIssuer, CertificateLine
from planner.people.certificatefacts import CODE_LENGTH, CODE_LETTERS, number_of, write_facts
from planner.people.evaluations import say_evaluation
from planner.people.servedshifts import HoursState
from planner.permissions import can_take_steps
from planner.pinyin import initials
from planner.queries.certificates import find_approver
from planner.queries.changes import lock_aggregate
from planner.queries.dossier import current_dossier
from planner.queries.hours import Helper, find_helper, read_helpers
from planner.queries.signups import find_desk
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.activity import LONG_NAME
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event, guard_own_hours
from planner.services.hours import VOLUNTEER_GONE, serves_themselves, without_own
from planner.services.volunteerlog import record_volunteers

# Eight letters tell the units of a county apart; one whose name has none gets those of 志愿.
MOST_LETTERS, NO_LETTERS = 8, "ZY"
PAPER = "志愿服务记录证明"
NO_HOURS = "还没有核定过的时长，核定以后才开得出证明。"


def issue_certificate(event: Event, volunteer: Volunteer, *, actor: Actor) -> IssuedCertificate:
    """Certify the approved hours of a volunteer, for the organiser or for the volunteer, free of charge.

    One that is good already is the one that there is. Raises BadInput without approved hours, and for a volunteer whose
    last one was withdrawn; NotFound of whom nothing is known any more.
    """
    guard_own_hours(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    helper = find_helper(event, volunteer.id)
    if helper is None:
        raise NotFound(VOLUNTEER_GONE)
    if (good := helper.certificate) is not None:
        return good
    if not helper.approved:
        raise BadInput(NO_HOURS, "NO_HOURS")
    refuse_issuing(volunteer, helper.last_certificate, actor)
    made = _issue(event, current_dossier(event), helper, actor, shows_phone=shows_phone_of(event))
    record_volunteers(event, actor, "开证明", PAPER, after="1 张")
    return made


def refuse_issuing(volunteer: Volunteer, last: IssuedCertificate | None, actor: Actor) -> None:
    """Raise BadInput for a volunteer whose last one was withdrawn, NotAllowed for an account that certifies itself."""
    if actor.kind is ActorKind.VISITOR and last is not None and last.withdrawn_at is not None:
        raise BadInput("上一张被撤销了，要新的请找组织者。", "WITHDRAWN")
    if serves_themselves(volunteer, actor):
        raise NotAllowed("自己的证明在自己的志愿者页面上开，或者请另一位负责人来开。", "OWN_HOURS")


def issue_all_certificates(event: Event, *, actor: Actor) -> int:
    """Certify the approved hours of everybody who has no good certificate yet; returns how many that are."""
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    wanting = without_own([one for one in read_helpers(event) if one.wants_certificate], actor)
    if not wanting:
        raise NotFound("核定过的都开过了，没有要开的。")
    dossier, shows_phone = current_dossier(event), shows_phone_of(event)
    for helper in wanting:
        _issue(event, dossier, helper, actor, shows_phone=shows_phone)
    record_volunteers(event, actor, "开证明", PAPER, after=f"{len(wanting)} 张")
    return len(wanting)


def withdraw_certificate(event: Event, certificate: IssuedCertificate, *, because: str, actor: Actor) -> None:
    """Withdraw a certificate, for a reason: whoever checks it is told so. Raises NotFound for one that is not good."""
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    db.session.refresh(certificate)
    if not because.strip():
        raise BadInput("写一句为什么撤销，比如“名字写错了”。", field="reason")
    if certificate.withdrawn_at is not None or certificate.erased_at is not None:
        raise NotFound("这张已经撤销了。")
    certificate.withdrawn_at, certificate.withdrawn_because = clock.now(), because.strip()
    certificate.withdrawn_by = actor.name[:LONG_NAME]
    record_volunteers(event, actor, "撤销证明", PAPER, after=certificate.number)


def shows_phone_of(event: Event) -> bool:
    """Whether a telephone of the event may stand where everybody reads it."""
    desk = find_desk(event.id)
    return desk is not None and desk.shows_phone


def _issue(event: Event, dossier: Dossier, helper: Helper, actor: Actor, *, shows_phone: bool) -> IssuedCertificate:
    handler = name_handler(helper.volunteer, actor)
    facts = state_facts(event, dossier, helper, handler=handler, shows_phone=shows_phone)
    return keep_certificate(event, helper.volunteer, facts)


def keep_certificate(
    event: Event, volunteer: Volunteer, facts: Certificate, *, is_joint: bool = False
) -> IssuedCertificate:
    """Keep what a paper says, sealed, under the next number of the unit and a code of its own."""
    number = _take_number(event.organisation_id)
    certificate = IssuedCertificate(
        unit_id=event.organisation_id,
        event_id=event.id,
        volunteer_id=volunteer.id,
        number=number,
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        facts=write_facts(replace(facts, number=number)),
        issued_by=facts.issuer.handler[:LONG_NAME],
        is_joint=is_joint,
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def _state_issuer(dossier: Dossier, handler: str, shows_phone: bool) -> CertificateIssuer:
    """The unit, and who settled it: with their number from the plan where numbers may be shown."""
    contact = next((duty for duty in dossier.duties if duty.phone and duty.name == handler), None)
    return CertificateIssuer(dossier.facts.organisation, handler, contact.phone if contact and shows_phone else "")


def name_handler(volunteer: Volunteer, actor: Actor) -> str:
    """Who answers for a paper: the account that issues it; whoever approved the hours where a volunteer asks for it."""
    return find_approver(volunteer.id) if actor.kind is ActorKind.VISITOR else actor.name


def state_facts(event: Event, dossier: Dossier, helper: Helper, *, handler: str, shows_phone: bool) -> Certificate:
    """What the paper says, of what is recorded now, without its number yet; what is not known is not on it."""
    person, judged = helper.volunteer, helper.evaluation
    born = person.month_of_birth
    return Certificate(
        number="",
        name=person.name,
        lines=_state_lines(helper, dossier.facts),
        issuer=_state_issuer(dossier, handler, shows_phone),
        issued_on=clock.today(),
        address="",
        page="",
        code="",
        sex=person.sex.label if person.sex else "",
        born=f"{born[0]}年{born[1]}月" if born else "",
        organiser=state_organiser(dossier),
        leader=dossier.facts.owner,
        evaluation=say_evaluation(judged.stars, judged.words) if judged else "",
        evaluated_on=judged.given_on if judged else None,
        rule=find_rules_of_event(event).hours,
    )


def state_organiser(dossier: Dossier) -> str:
    """Who held the event (art. 7)."""
    return "、".join(dossier.party_names(PartyRole.HOST)) or dossier.facts.organisation


def _state_lines(helper: Helper, facts: Facts) -> tuple[CertificateLine, ...]:
    """A line for each approved shift; a post without a place of its own is where the event is."""
    return tuple(
        CertificateLine(shift.day, facts.title, shift.place or facts.place, shift.content, shift.minutes)
        for shift in helper.shifts
        if shift.state is HoursState.APPROVED and shift.minutes and shift.day is not None
    )


def _take_number(unit_id: int) -> str:
    """The next number of the unit in this year; no two who issue at once get the same one."""
    unit = db.session.get_one(Organisation, unit_id)
    letters, year = initials(unit.name, MOST_LETTERS) or NO_LETTERS, clock.today().year
    series = _lock_series(letters, year)
    series.issued += 1
    return number_of(letters, year, series.issued)


def _lock_series(letters: str, year: int) -> CertificateSeries:
    wanted = select(CertificateSeries).where(CertificateSeries.letters == letters, CertificateSeries.year == year)
    locked = wanted.with_for_update().execution_options(populate_existing=True)
    if (found := db.session.scalar(locked)) is not None:
        return found
    try:
        with db.session.begin_nested():
            db.session.add(CertificateSeries(letters=letters, year=year, issued=0))
    except IntegrityError:  # somebody was faster
        pass
    return db.session.scalars(locked).one()
