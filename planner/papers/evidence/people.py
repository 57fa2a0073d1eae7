"""Parts of a set that name persons: the roster, when volunteers came, and what they served."""

from collections.abc import Iterator
from dataclasses import replace

from planner.documents.helper_attendance import AttendanceLine, build_helper_attendance
from planner.documents.roster import build_roster
from planner.documents.service_records import build_service_records
from planner.evidence import EvidencePart, SetFile
from planner.masking import mask_phone, show_name
from planner.papers.evidence.source import Found, SetSource, lack, need_not
from planner.papers.masks import mask_people
from planner.papers.servicerecords import gather_records
from planner.people.servicerecords import ServiceRecord
from planner.queries.hours import Helper, read_helpers
from planner.queries.people import read_people


def collect_roster(source: SetSource) -> Iterator[Found]:
    """The children one by one, with masked names unless they were asked for; guardians and remarks never."""
    people = mask_people(read_people(source.event), source.access)
    if not people.participants:
        yield lack(EvidencePart.ROSTER, people.erased_sentence.rstrip("。") or "没有花名册：没有登记过孩子")
        return
    note = "监护人电话打码" if source.shows_names else "姓名、监护人电话打码"
    content = build_roster(source.event.title, people.participants, unit=source.unit, note=note)
    yield SetFile(part=EvidencePart.ROSTER, name="花名册.xlsx", content=content)


def collect_attendance(source: SetSource) -> Iterator[Found]:
    """When volunteers came and went, where anybody noted it."""
    lines = [
        AttendanceLine(_name_of(source, helper), shift.post, shift.day, shift.hours, shift.noted)
        for helper in read_helpers(source.event)
        for shift in helper.shifts
        if shift.noted
    ]
    if lines:
        content = build_helper_attendance(source.event.title, lines, unit=source.unit)
        yield SetFile(part=EvidencePart.SIGN_IN, name="志愿者签到记录.xlsx", content=content)


def collect_service(source: SetSource) -> Iterator[Found]:
    """What is recorded of volunteers: only hours that somebody approved."""
    part, helpers = EvidencePart.SERVICE, read_helpers(source.event)
    records = gather_records(source.event, source.dossier, helpers)
    if records:
        shown = [_mask_record(record, whole=source.shows_names) for record in records]
        content = build_service_records(shown, unit=source.unit)
        yield SetFile(part=part, name="志愿服务记录.xlsx", content=content)
    waiting = sum(helper.is_waiting for helper in helpers)
    if waiting:
        yield lack(part, f"有 {waiting} 名志愿者的时长还没有核定")
    elif not helpers:
        yield need_not(part, "没有志愿者报名")
    elif not records:
        yield lack(part, "没有核定过的志愿服务时长")


def _name_of(source: SetSource, helper: Helper) -> str:
    name = helper.volunteer.name
    return show_name(name, whole=source.shows_names) if name else f"志愿者 {helper.volunteer.id}（资料已清除）"


def _mask_record(record: ServiceRecord, *, whole: bool) -> ServiceRecord:
    """The record without the document and the day of birth, which only the official system needs."""
    return replace(
        record,
        name=show_name(record.name, whole=whole),
        phone=mask_phone(record.phone),
        born="",
        identity="",
        identity_kind="",
    )
