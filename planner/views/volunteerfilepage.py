"""What the pages of the volunteer file show: a page of the list, and one of those who stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner import clock
from planner.days import say_date
from planner.enums import SignUpState
from planner.forms.volunteerfile import FiledForm
from planner.masking import mask_phone
from planner.models import Event, FiledVolunteer, SignUp
from planner.people.hours import format_hours
from planner.people.volunteerfile import KEPT_MONTHS, FileFilters, FileStanding, ServiceCounts
from planner.queries.volunteerfile import (
    PAGE,
    count_namesakes,
    count_service,
    events_of_filed,
    find_in_file,
    namesakes_of,
    read_filed,
)
from planner.retention import add_months
from planner.views.pager import Pager, read_pager
from planner.views.shiftpanel import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledLine:
    """Somebody of the file; `same` says how many have the same name, where others do."""

    id: int
    name: str
    unit: str
    phone: str
    tags: tuple[Tag, ...]
    service: str
    same: str

    @property
    def about(self) -> str:
        """Where they are from and how often they came, in a line."""
        return "，".join(filter(None, (self.unit, self.service)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    """A page of the file, as it was narrowed."""

    count: int
    lines: tuple[FiledLine, ...]
    pager: Pager
    filters: FileFilters
    standings: tuple[tuple[str, str, bool], ...]

    @property
    def is_narrowed(self) -> bool:
        """Whether not all are shown."""
        return self.filters != FileFilters()


def file_page(unit_id: int, filters: FileFilters) -> FilePage:
    """The page that the address asks for; four statements, however many there are."""
    today = clock.today()
    ids = find_in_file(unit_id, filters, today)
    pager = read_pager(len(ids), PAGE)
    shown = read_filed(unit_id, pager.cut(ids, PAGE))
    counts, namesakes = count_service([one.id for one in shown]), count_namesakes(unit_id, shown)
    return FilePage(
        count=len(ids),
        lines=tuple(_line(one, counts.get(one.id, ServiceCounts()), namesakes.get(one.id, 0), today) for one in shown),
        pager=pager,
        filters=filters,
        standings=tuple((each.value, each.label, each is filters.standing) for each in FileStanding),
    )


def _line(filed: FiledVolunteer, counts: ServiceCounts, namesakes: int, today: date) -> FiledLine:
    return FiledLine(
        id=filed.id,
        name=filed.name,
        unit=filed.unit,
        phone=mask_phone(filed.phone),
        tags=_tags(filed, counts, today),
        service=tell_service(counts),
        same=f"同名 {namesakes + 1} 位" if namesakes else "",
    )


def tell_service(counts: ServiceCounts) -> str:
    """来过 3 次，12 小时，最近 2026年6月1日；1 次没来."""
    hours = f"，{format_hours(counts.minutes)} 小时" if counts.minutes else ""
    last = f"，最近 {say_date(counts.last_day)}" if counts.last_day else ""
    came = f"来过 {counts.events} 次{hours}{last}" if counts.events else "还没来过"
    return f"{came}；{counts.absences} 次没来" if counts.absences else came


def is_experienced(filed: FiledVolunteer, counts: ServiceCounts) -> bool:
    """Whether somebody has served before, as the organiser said or as the events show."""
    return filed.experienced or counts.events > 0


def _tags(filed: FiledVolunteer, counts: ServiceCounts, today: date) -> tuple[Tag, ...]:
    tags = [Tag("老志愿者")] if is_experienced(filed, counts) else []
    for name, until in (("培训", filed.trained_until), ("查过记录", filed.checked_until)):
        if until is not None:
            tags.append(Tag(f"{name}，到 {say_date(until)}", "bad" if until < today else ""))
    return (*tags, *(Tag(skill) for skill in filed.skills.split("、") if skill))


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPage:
    """One of the file: what is kept, where they were, who has the same name."""

    line: FiledLine
    facts: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str], ...]
    namesakes: tuple[FiledLine, ...]


def filed_page(filed: FiledVolunteer) -> FiledPage:
    """All that the file knows of somebody; four statements."""
    others, today = namesakes_of(filed), clock.today()
    counts = count_service([one.id for one in (filed, *others)])
    lines = [_line(one, counts.get(one.id, ServiceCounts()), len(others), today) for one in (filed, *others)]
    return FiledPage(
        line=lines[0],
        facts=_facts(filed),
        events=tuple((event.title, _tell(event, sign_up)) for event, sign_up in _one_an_event(filed)),
        namesakes=tuple(lines[1:]),
    )


def _one_an_event(filed: FiledVolunteer) -> Sequence[tuple[Event, SignUp]]:
    """Each event once, by the sign-up that says most: an absence before a place before all others."""
    found: dict[int, tuple[Event, SignUp]] = {}
    for event, sign_up in events_of_filed(filed.id):
        if event.id not in found or _weight(sign_up) > _weight(found[event.id][1]):
            found[event.id] = event, sign_up
    return list(found.values())


def _weight(sign_up: SignUp) -> tuple[bool, bool]:
    return bool(sign_up.absent_by), sign_up.state is SignUpState.CONFIRMED


def _tell(event: Event, sign_up: SignUp) -> str:
    """2027年6月1日，没来."""
    day = say_date(event.first_date) if event.first_date else "日期待定"
    return f"{day}，{'没来' if sign_up.absent_by else sign_up.state.label}"


def _facts(filed: FiledVolunteer) -> tuple[tuple[str, str], ...]:
    year, _, month = filed.born.partition("-")
    renewed = clock.local(filed.renewed_at).date()
    said = {
        "性别": filed.sex.label if filed.sex else "",
        "出生年月": f"{year}年{int(month)}月" if month else "",
        "单位、班级": filed.unit,
        "会什么": filed.skills,
        "居住区域": filed.area,
        "服务类别": filed.kinds,
        "无犯罪记录查询": f"{say_date(filed.checked_on)} 已查" if filed.checked_on else "",
        "本人同意留档": say_date(clock.local(filed.agreed_at).date()),
        "留到": f"{say_date(add_months(renewed, KEPT_MONTHS))}，再报名就重新算",
    }
    return tuple((name, words) for name, words in said.items() if words)


def filed_form(filed: FiledVolunteer) -> FiledForm:
    """The form as the file stands."""
    days = {name: getattr(filed, name) for name in ("trained_until", "checked_on", "checked_until")}
    data = {"experienced": filed.experienced, "version": filed.version, **days}
    return FiledForm(formdata=None, data=data)
