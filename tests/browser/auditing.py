"""What an auditor's walk begins with: an event that waits for its invoices, forty files, one paid by another school."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgets import Money, UnitPrice
from planner import clock
from planner.actors import CONSOLE
from planner.days import Day
from planner.enums import InvoiceKind, ReviewDecision, ReviewSubject, Role
from planner.extensions import db
from planner.models import Organisation, User
from planner.services import reviews
from planner.services.accounts import create_user, set_role
from planner.services.events import create_event
from planner.services.organisations import create_organisation
from planner.services.rows import add_rows
from planner.services.samples import COMMITTEE, SCHOOL
from tests.planner.intake.invoices.pictures import paper, photo, scan

DATA = Path(__file__).parents[1] / "planner" / "intake" / "invoices" / "data"
# The samples are made out to this school.
UNIT, OTHER, TITLE = "样例县青禾中心小学", "云台县第二小学", "六一研学"
BUS_NUMBER = "26992000000000000101"
WEEK = timedelta(days=7)
PHOTOS, SCANS, DOUBLE = range(1, 21), range(21, 33), 7
JPG, PDF, OFD, XML = "image/jpeg", "application/pdf", "application/ofd", "application/xml"


@dataclass(frozen=True)
class Walk:
    """An event whose budget has passed, and how to sit down at its desk."""

    event: str
    sit_down: Callable[[str], Any]


def number_of(n: int) -> str:
    """The number of the n-th invoice that was made here."""
    return f"269920000000000{n:05d}"


def yuan_of(n: int) -> int:
    """What the n-th costs; no two the same, so that each finds its line."""
    return 100 + n


def code(n: int) -> str:
    """What stands in its QR code."""
    return f"01,32,,{number_of(n)},{yuan_of(n)}.00,{clock.today() - WEEK:%Y%m%d},,3F9C"


def foreign() -> bytes:
    """An invoice that is made out to somebody else."""
    text = (DATA / "01-einvoice.xml").read_text(encoding="utf-8")
    return text.replace(BUS_NUMBER, number_of(50)).replace(UNIT, "青禾幼儿园").encode()


def forty_files() -> list[dict[str, Any]]:
    """Photos of codes, scans, samples of every form; one of another unit, a red one, a foreign one, a broken one."""
    files = [(f"照片{n:02d}.jpg", JPG, photo(paper(code(n)))) for n in PHOTOS]
    files += [(f"扫描{n:02d}.pdf", PDF, scan(paper(code(n)))) for n in SCANS]
    kept = {
        "车.xml": (XML, "01-einvoice.xml"),
        "餐.pdf": (PDF, "07-normal.pdf"),
        "水.ofd": (OFD, "04-with-attachment.ofd"),
    }
    files += [(name, kind, (DATA / sample).read_bytes()) for name, (kind, sample) in kept.items()]
    files += [
        ("退车.xml", XML, (DATA / "02-einvoice-red.xml").read_bytes()),
        ("别人的.xml", XML, foreign()),
        ("同一张.jpg", JPG, photo(paper(code(21)))),
        ("网址.jpg", JPG, photo(paper("https://fpcy.guangdong.chinatax.gov.cn/a"))),
        ("坏了.ofd", OFD, (DATA / "06-broken.ofd").read_bytes()),
    ]
    return [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]


def budget_lines() -> list[dict[str, Any]]:
    """A line for the invoice of each sample, and one of the amount of each code."""
    named = (("交通费", "大巴租赁", 2400), ("餐费", "师生用餐", 6500), ("餐费", "饮用水", 390))
    lines = [*named, *(("物资", f"第 {n} 组材料", yuan_of(n)) for n in (*PHOTOS, *SCANS))]
    counted = {"quantity": Decimal(1), "unit": "项", "source": "财政"}
    return [{"category": c, "item": i, "unit_price": UnitPrice.parse(str(yuan)), **counted} for c, i, yuan in lines]


def account(name: str) -> User:
    """Somebody of the sample data."""
    return db.session.query(User).filter_by(name=name).one()


def pay_elsewhere(committee: Organisation) -> None:
    """Another school of the county has paid one of the invoices already."""
    other = create_organisation(OTHER, parent=committee, actor=CONSOLE)
    teacher = create_user("卢老师", "13800000021", actor=CONSOLE)
    set_role(teacher, other.id, Role.ORGANISER, actor=CONSOLE)
    event = create_event("blank", title="防溺水宣讲", organisation_id=other.id, actor=teacher)
    paid = {"purpose": "横幅", "amount": Money(100 * yuan_of(DOUBLE)), "handler": "卢老师"}
    number = {"invoice_kind": InvoiceKind.DIGITAL, "invoice_number": number_of(DOUBLE)}
    add_rows(event, "expenses", [paid | number], actor=teacher)


def plan_event(school: Organisation) -> int:
    """A tour of last week whose budget has passed, while nobody approved its plan."""
    planner, finance = account("周老师"), account("钱会计")
    first = Day.of(clock.today()).shift(-WEEK)
    event = create_event("blank", title=TITLE, organisation_id=school.id, actor=planner, starts_on=first)
    add_rows(event, "budget", budget_lines(), actor=planner)
    add_rows(event, "funding", [{"name": "财政", "amount": Money(1_301_800)}], actor=planner)
    number = reviews.submit_budget(event, actor=planner).number
    reviews.decide_review(event, ReviewSubject.BUDGET, number, ReviewDecision.PASS, "", actor=finance)
    return event.id


def prepare_walk() -> int:
    """The event, a second school, and 郑会计 of the committee above both; committed, the id of the event."""
    school, committee = (db.session.query(Organisation).filter_by(name=name).one() for name in (SCHOOL, COMMITTEE))
    school.name = UNIT
    pay_elsewhere(committee)
    above = create_user("郑会计", "13800000022", actor=CONSOLE)
    set_role(above, committee.id, Role.FINANCE, actor=CONSOLE)
    event = plan_event(school)
    db.session.commit()
    return event
