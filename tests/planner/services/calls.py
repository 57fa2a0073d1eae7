"""How every service that takes an actor is called once, and whom it serves: for the test that walks them all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from budgets import Policy
from planner import clock
from planner.actors import CONSOLE
from planner.enums import Decision, EventStatus, LinkPurpose, ReviewSubject, Role, TeamRole
from planner.extensions import db
from planner.intake.invoices.files import ReadFile
from planner.models import Device, FinancePolicy, JobRecord, Link, Organisation, TeamMember, VolunteerPolicy
from planner.people.volunteerrules import VolunteerRules
from planner.services.devices import begin_session
from planner.services.invitations import invite_member
from planner.services.links import make_link
from planner.services.policies import save_policy
from planner.services.rows import delete_row
from planner.services.team import set_team_member
from planner.services.volunteerrules import save_volunteer_rules
from tests.planner.conftest import World
from tests.planner.deputysteps import deputy_of_today
from tests.planner.filestores import kept_file, memory_store
from tests.planner.moneysteps import passed, planned
from tests.planner.registersteps import clash_of
from tests.planner.rowvalues import EXAMPLES, put
from tests.planner.services.audiences import (
    ADMINISTRATORS,
    APPROVERS,
    DRAFTERS,
    ERASERS,
    KEEPERS,
    LIMITERS,
    MANAGERS,
    OWNER,
    PLANNERS,
    STEPPERS,
    TOPMOST,
    Audience,
)
from tests.planner.services.invoicesteps import dropped_files, dropped_invoice, entered_invoice, late_invoice
from tests.planner.submissions import FACTS, agreed, event_of, submitted, user

Arguments = dict[str, Any]
# Still to come when midnight passes while the tests run.
_SOON = clock.today() + timedelta(days=7)


@dataclass(frozen=True)
class Call:
    """`prepare` brings the world so far that those of `served` may make the call with the arguments that it returns."""

    served: Audience
    prepare: Callable[[World, Path], Arguments]


def on_event(served: Audience, *steps: Callable[[World], object], **more: Any) -> Call:
    """A call about the event of the world, after these steps."""

    def prepare(world: World, _: Path) -> Arguments:
        for step in steps:
            step(world)
        return {
            "event": event_of(world),
            **{name: value(world) if callable(value) else value for name, value in more.items()},
        }

    return Call(served, prepare)


def on(served: Audience, **more: Any) -> Call:
    """A call about something else."""
    return Call(
        served, lambda world, _: {name: value(world) if callable(value) else value for name, value in more.items()}
    )


def on_file(served: Audience, **more: Any) -> Call:
    """A call that brings a file."""
    store = memory_store()
    return Call(served, lambda world, _: {"event": event_of(world), "file": kept_file(store), "store": store, **more})


def on_row(noun: str = "duties", **more: Any) -> Call:
    """A call about a row of the event."""
    return Call(PLANNERS, lambda world, _: {"event": event_of(world), "noun": noun, "key": put(world, noun)[0], **more})


def person(name: str) -> Callable[[World], Any]:
    """The user of that name, once there is a world."""
    return lambda world: user(world, name)


def person_id(name: str) -> Callable[[World], int]:
    """The id of that user."""
    return lambda world: world.users[name]


def school(world: World) -> Organisation:
    """The unit of the event."""
    return db.session.get_one(Organisation, world.units["school"])


def school_id(world: World) -> int:
    """Its id."""
    return world.units["school"]


def deleted(world: World) -> None:
    """The event is off all lists."""
    event_of(world).deleted_at = clock.now()


def with_reader(world: World) -> None:
    """李老师 reads the event as one of its team."""
    set_team_member(event_of(world), world.users["李老师"], TeamRole.READER, actor=user(world, "周老师"))


def guest_link(world: World) -> Link:
    """A link of somebody from outside."""
    until = clock.now() + timedelta(days=1)
    return make_link(
        LinkPurpose.GUEST, expires_at=until, actor=user(world, "周老师"), event=event_of(world), name="孙医生"
    )[0]


def reader(world: World) -> TeamMember:
    """李老师, who reads the event as one of its team and sees whole names today."""
    with_reader(world)
    of_user = TeamMember.user_id == world.users["李老师"]
    member = db.session.scalars(db.select(TeamMember).where(of_user)).one()
    member.names_until = clock.now() + timedelta(hours=1)
    return member


def waiting_job(world: World) -> JobRecord:
    """A job in line."""
    job = JobRecord(kind="count")
    db.session.add(job)
    db.session.flush()
    return job


def invitation(world: World) -> int:
    """A unit that 李老师 has nothing to do with asks her in."""
    phone = user(world, "李老师").phone or ""
    return invite_member(world.units["stranger"], name="李老师", account=phone, role=Role.READER, actor=CONSOLE)[0].id


def signed_in_device(world: World) -> Arguments:
    """A browser with which 李老师 is signed in."""
    teacher = user(world, "李老师")
    begin_session(teacher)
    device = db.session.scalars(db.select(Device.id).where(Device.user_id == teacher.id)).one()
    return {"user": teacher, "device_id": device}


def limits() -> Policy:
    """What a unit allows from 2027 on."""
    return replace(Policy(), document="办法", effective_from=date(2027, 1, 1))


RULES_OF_2027 = VolunteerRules(effective_from=date(2027, 1, 1))


def kept_rules(world: World) -> VolunteerPolicy:
    """The rules for volunteers that the school has written."""
    return save_volunteer_rules(school(world), RULES_OF_2027, actor=user(world, "管理员"))


def kept_limits(world: World) -> FinancePolicy:
    """The same, kept."""
    return save_policy(school(world), limits(), actor=user(world, "钱会计"))


def facts(world: World) -> Arguments:
    """The facts of the event with another theme."""
    return {name: getattr(event_of(world), name) for name in FACTS} | {"theme": "手牵手"}


def fill_in(world: World) -> None:
    """What must be said before an event is submitted."""
    event_of(world).place, event_of(world).stated_total = "校操场", 41


LATER = datetime(2030, 1, 1, tzinfo=UTC)
# 李老师, as the audiences know her.
HERSELF: Audience = frozenset({"organiser outside the team"})
# Only jobs.
NOBODY: Audience = frozenset()
BUDGET = {"subject": ReviewSubject.BUDGET}
DUTY = EXAMPLES["duties"].kept
CALLS: dict[str, Call] = {
    "accounts.create_user": on(NOBODY, name="沈老师", account="13900000000"),
    "accounts.issue_password_link": on(ADMINISTRATORS, user=person("李老师"), hours=1),
    "accounts.set_role": on(ADMINISTRATORS, user=person("李老师"), organisation_id=school_id, role=Role.READER),
    "accounts.sign_out_everywhere": on(HERSELF, user=person("李老师")),
    "approvals.submit_event": on_event(STEPPERS, fill_in),
    "approvals.withdraw_event": on_event(STEPPERS, submitted),
    "approvals.decide_event": on_event(APPROVERS, submitted, decision=Decision.AGREE, words="", number=1),
    "attachments.add_attachment": on_file(PLANNERS),
    "deputies.end_deputy": on(ADMINISTRATORS | {"approver"}, named=deputy_of_today),
    "deputies.name_deputy": on(
        APPROVERS | {"finance"},
        unit_id=school_id,
        deputy_id=person_id("陈老师"),
        first_day=_SOON,
        last_day=_SOON,
    ),
    "devices.end_device": Call(HERSELF, lambda world, _: signed_in_device(world)),
    "erasing.erase_child": Call(
        ERASERS, lambda world, _: {"event": event_of(world), "key": put(world, "participants")[0]}
    ),
    "erasing.erase_children": on_event(ERASERS),
    "erasing.erase_deleted_rows": on_event(ERASERS, before=LATER),
    "erasing.erase_event": on_event(NOBODY, deleted),
    "events.create_event": on(DRAFTERS, kind="blank", title="重阳", organisation_id=school_id),
    "events.copy_event": on(DRAFTERS, original=event_of, title="重阳", organisation_id=school_id),
    "events.edit_facts": on_event(PLANNERS, values=facts, version=1),
    "events.advance_event": on_event(STEPPERS, to=EventStatus.CANCELLED),
    "events.delete_event": on_event(MANAGERS),
    "events.restore_event": on_event(MANAGERS, deleted),
    "jobs.drop_job": on(TOPMOST, job=waiting_job),
    "jobs.retry_job": on(TOPMOST, job=waiting_job),
    "invoiceregister.ask_both": on(frozenset({"finance above"}), clash=clash_of),
    "invoiceregister.close_clash": on(frozenset({"finance above"}), clash=clash_of),
    "invitations.accept_invitation": on(HERSELF, user=person("李老师"), link_id=invitation),
    "invitations.decline_invitation": on(HERSELF, user=person("李老师"), link_id=invitation),
    "invitations.invite_member": on(
        ADMINISTRATORS, unit_id=school_id, name="沈老师", account="13900000000", role=Role.READER
    ),
    "linkdevices.set_many_devices": on_event(MANAGERS, link=guest_link, many=True),
    "links.make_link": on_event(MANAGERS, purpose=LinkPurpose.GUEST, expires_at=LATER),
    "links.renew_link": on(MANAGERS, link=guest_link, expires_at=LATER),
    "links.revoke_link": on(MANAGERS, link=guest_link),
    "name_grants.allow_names": on_event(MANAGERS, holder=reader, until=_SOON, reason="随队照看"),
    "name_grants.withdraw_names": on_event(MANAGERS, holder=reader),
    "organisations.create_organisation": on(ADMINISTRATORS, name="三中队", parent=school),
    "organisations.rename_organisation": on(
        ADMINISTRATORS, organisation=school, name="实验小学", approval_by_parent=False
    ),
    "policies.delete_policy": on(LIMITERS, policy=kept_limits),
    "policies.save_policy": on(LIMITERS, organisation=school, policy=limits()),
    "purging.purge_due": on(NOBODY, months=6, keep_days=30),
    "retention.set_retention": on_event(MANAGERS, until=date(2027, 7, 1), months=6),
    "rows.add_row": on_event(PLANNERS, noun="duties", values=DUTY),
    "rows.add_rows": on_event(PLANNERS, noun="duties", many=[DUTY]),
    "rows.delete_row": on_row(),
    "rows.edit_row": on_row(values=DUTY | {"name": "陈老师"}, version=1),
    "roworder.move_beside": on_row(after=None),
    "roworder.move_by_one": on_row(up=True),
    "rows.restore_row": Call(PLANNERS, lambda world, _: deleted_row(world)),
    "rows.tick_row": on_row(),
    "schedule.retime_item": Call(PLANNERS, lambda world, _: retimed_item(world)),
    "sections.save_section_text": Call(PLANNERS, lambda world, _: section_text(world)),
    "takebacks.take_back_agreement": on_event(frozenset({"approver"}), agreed, words="看错了"),
    "takebacks.take_back_pass": on_event(frozenset({"finance"}), planned, passed, **BUDGET, number=1, words="看错了"),
    "team.hand_over": on_event(MANAGERS, user_id=person_id("李老师")),
    "team.invite_guest": on_event(MANAGERS, name="孙医生", organisation="县医院", role=TeamRole.READER, ends_on=_SOON),
    "team.remove_team_member": on_event(MANAGERS, with_reader, user_id=person_id("李老师")),
    "team.set_team_member": on_event(MANAGERS, user_id=person_id("李老师"), role=TeamRole.READER),
    "invoices.drop_files": Call(KEEPERS, lambda world, _: dropped_files(world)),
    "invoices.enter_dropped": Call(OWNER, lambda world, _: entered_invoice(world)),
    "invoices.keep_with_expense": Call(OWNER, lambda world, _: late_invoice(world)),
    "invoices.put_away": Call(OWNER, lambda world, _: dropped_invoice(world)),
    "invoices.put_away_old": on(NOBODY, before=datetime(2027, 1, 1, tzinfo=UTC)),
    "invoices.take_back": on_event(KEEPERS, keys=["nothere"]),
    "invoices.write_reading": on(NOBODY, dropped_id=1, read=ReadFile()),
    "volunteerrules.delete_volunteer_rules": on(ADMINISTRATORS, policy=kept_rules),
    "volunteerrules.save_volunteer_rules": on(ADMINISTRATORS, organisation=school, rules=RULES_OF_2027),
    "vouchers.add_voucher": on_file(KEEPERS, kind="invoice", about=""),
}


def deleted_row(world: World) -> Arguments:
    """A row to be brought back."""
    (key,) = put(world, "duties")
    delete_row(event_of(world), "duties", key, actor=user(world, "周老师"))
    return {"event": event_of(world), "noun": "duties", "key": key}


def retimed_item(world: World) -> Arguments:
    """An item of the schedule to be moved."""
    return {
        "event": event_of(world),
        "key": put(world, "schedule")[0],
        "day": None,
        "start": None,
        "end": None,
        "version": 1,
    }


def section_text(world: World) -> Arguments:
    """A chapter to be written."""
    return {"event": event_of(world), "key": put(world, "sections")[0], "text": "让孩子们过好节日", "version": 1}
