"""Sample data of an empty installation: a small tree of organisations, one account for each role, the sample events."""

from dataclasses import dataclass

from sqlalchemy import func, select

from planner import clock
from planner.actors import CONSOLE
from planner.dossier import Dossier
from planner.enums import EventStatus, Role, Sex
from planner.extensions import db
from planner.models import Event, Organisation, User
from planner.samples import load_samples
from planner.samples.pastevent import load_past_event
from planner.services.accounts import create_user, find_user, set_role
from planner.services.activity import record_change
from planner.services.approvals import submit_event
from planner.services.devices import end_all
from planner.services.dossier import write_dossier
from planner.services.organisations import create_organisation
from planner.services.passwords import hash_password
from planner.services.reviews import submit_budget
from planner.services.rows import add_rows
from planner.services.samplesummary import tell_past_event
from planner.services.samplevolunteers import add_sample_volunteers


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """How to sign in as somebody of the sample data."""

    account: str
    password: str
    name: str
    role: str


# Known to everybody: `planner serve` refuses any address but loopback while these accounts exist.
SAMPLE_PASSWORD = "huodong2026"
SUBMITTED_KIND, ROSTER_KIND = "spring_festival", "study_tour"
SCHOOL, COMMITTEE = "白石镇中心小学", "云台县团委"
_PEOPLE = (
    ("13800000001", "周老师", Role.ORGANISER, SCHOOL),
    ("13800000002", "韩校长", Role.APPROVER, SCHOOL),
    ("13800000003", "钱会计", Role.FINANCE, SCHOOL),
    ("13800000004", "李老师", Role.READER, SCHOOL),
    ("13800000005", "管理员", Role.ADMINISTRATOR, SCHOOL),
    ("13800000006", "吴书记", Role.APPROVER, COMMITTEE),
)


def load_sample_data() -> bool:
    """Fill an empty database; returns False, and does nothing, when somebody is already there."""
    if db.session.scalar(select(func.count()).select_from(User)):
        return False
    committee = create_organisation(COMMITTEE, actor=CONSOLE)
    school = create_organisation(SCHOOL, parent=committee, actor=CONSOLE)
    units = {COMMITTEE: committee, SCHOOL: school}
    for phone, name, role, unit in _PEOPLE:
        user = create_user(name, phone, password_hash=hash_password(SAMPLE_PASSWORD), is_sample=True, actor=CONSOLE)
        set_role(user, units[unit].id, role, actor=CONSOLE)
    owner, approver = _find_person("周老师"), _find_person("韩校长")
    has_roster = False
    for dossier in load_samples():
        event = _add_event(dossier, school, owner)
        if event.kind == SUBMITTED_KIND:  # so that the approver has something to read
            submit_event(event, actor=owner, remark="请领导审阅")
        if dossier.funding:  # and finance
            submit_budget(event, actor=owner, remark="请财务审核，月底前要定下来")
        if event.kind == ROSTER_KIND and not has_roster:
            add_rows(event, "participants", _children(), actor=owner)
            add_sample_volunteers(event, dossier, owner)
            has_roster = True
    past = load_past_event()
    tell_past_event(_add_event(past.dossier, school, owner), past, owner=owner, approver=approver)
    return True


def _add_event(dossier: Dossier, school: Organisation, owner: User) -> Event:
    """A sample as a draft of that person."""
    event = Event(
        organisation_id=school.id,
        owner_id=owner.id,
        title=dossier.facts.title,
        kind=dossier.facts.kind,
        status=EventStatus.DRAFT,
        is_sample=True,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    db.session.add(event)
    db.session.flush()
    write_dossier(event, dossier, actor=owner)
    record_change(event, actor=owner, verb="新建", subject=event.title)
    return event


def _find_person(name: str) -> User:
    phone = next(phone for phone, whose, _role, _unit in _PEOPLE if whose == name)
    person = find_user(phone)
    assert person is not None, "all of the sample people have an account by now"
    return person


def _children() -> list[dict[str, object]]:
    """Thirty invented children, so that the roster and the sign-in sheet are not empty."""
    illnesses = {3: "花生过敏", 11: "哮喘，随身带喷雾", 24: "癫痫，按时服药"}
    family, given = "林宋彭程叶杜江秦夏段", ("晚晴", "石榴", "万里")
    return [
        {
            "name": f"{family[n % 10]}{given[n // 10]}",
            "sex": Sex.GIRL if n % 2 else Sex.BOY,
            "school_class": f"{'四五六'[n // 10]}年级（{n % 2 + 1}）班",
            "guardian": f"{family[n % 10]}家长",
            "phone": f"138000001{n:02d}",
            "remark": illnesses.get(n, ""),
        }
        for n in range(30)
    ]


def sample_accounts_exist() -> bool:
    """Whether somebody could sign in with an account of the sample data."""
    found = select(User.id).where(User.is_sample, User.active).limit(1)
    return db.session.scalar(found) is not None


def remove_samples() -> int:
    """Close every sample account and take the sample events off the lists; returns the number of accounts."""
    users = list(db.session.scalars(select(User).where(User.is_sample, User.active)))
    for user in users:
        user.active = False
        end_all(user)
    for event in db.session.scalars(select(Event).where(Event.is_sample, Event.deleted_at.is_(None))):
        event.deleted_at = clock.now()
    db.session.flush()
    return len(users)


def sample_accounts() -> list[SampleAccount]:
    """The sample accounts that are still open, in the order they were made."""
    users = db.session.scalars(select(User).where(User.is_sample, User.active).order_by(User.id))
    return [
        SampleAccount(
            u.phone or "",
            SAMPLE_PASSWORD,
            u.name,
            "、".join(m.organisation.name + m.role.label for m in u.memberships),
        )
        for u in users
    ]
