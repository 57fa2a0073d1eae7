"""The volunteer file of a unit: who agrees is kept, who changes their mind is gone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from planner import clock
from planner.actors import CONSOLE
from planner.enums import ErasureCause, EventStatus
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import Activity, Erasure, FiledVolunteer, Filing, ServiceHours, UnitEntry
from planner.people.volunteerfile import FileFilters, FileStanding, ServiceCounts
from planner.queries.volunteerfile import (
    count_namesakes,
    count_service,
    events_of_filed,
    filed_of,
    find_in_file,
    find_same,
)
from planner.services.signups import sign_up
from planner.services.volunteererasing import forget_volunteers
from planner.services.volunteerfile import (
    erase_old_filed,
    keep_on_file,
    leave_file,
    merge_filed,
    note_filed,
    take_off_file,
)
from planner.services.volunteering import set_standing
from planner.services.volunteers import Details, change_details, erase_volunteer
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import applicant, asking, in_file, on_file, page_of, signed_up, visitor

InApp = Callable[[], AbstractContextManager[object]]
LATER = date(2030, 1, 1)


def test_who_agreed_while_signing_up_is_kept_with_what_they_said(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        yes = applicant("林知远", "13800001111", unit="云台一中", skills="会游泳", keeps=True)
        [made] = sign_up(event_of(world), shift, [yes], actor=visitor(world))
        signed_up(world, shift, "苏禾")
        filed = filed_of(made.volunteer_id)

        assert in_file() == [("林知远", "13800001111")]
        assert filed is not None
        assert (filed.born, filed.unit, filed.skills, filed.agreement) == ("1998-03", "云台一中", "会游泳", "2026-11")


def test_somebody_who_signs_up_again_is_the_same_one_with_newer_words(world: World, in_app: InApp) -> None:
    with in_app():
        for start, unit in ((9, "云台一中"), (13, "云台大学")):
            shift = asking(world, start=start, end=start + 1)
            again = applicant("林知远", "138 0000 1111".replace(" ", ""), unit=unit, keeps=True)
            sign_up(event_of(world), shift, [again], actor=visitor(world))
        db.session.commit()
        found = find_same(world.units["school"], name="林 知远", phone="13800001111")

        assert in_file() == [("林知远", "13800001111")]
        assert found is not None
        assert found.unit == "云台一中", "the same volunteer of the event keeps what was said first"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"phone": ""}, "档案里要有手机号"),
        ({"born": None}, "不知道出生年月"),
        ({"born": (clock.today().year - 13, 1)}, "未满 14 岁"),
    ],
)
def test_who_cannot_be_kept_is_told_why(world: World, in_app: InApp, more: dict[str, object], words: str) -> None:
    with in_app():
        shift = asking(world)
        made = sign_up(event_of(world), shift, [applicant()], actor=visitor(world))[0]
        volunteer = made.volunteer
        volunteer.phone = str(more.get("phone", volunteer.phone))
        if "born" in more:
            volunteer.born = "{:04d}-{:02d}".format(*more["born"]) if more["born"] else ""  # type: ignore[misc]

        with pytest.raises(BadInput, match=words):
            keep_on_file(event_of(world), volunteer, actor=page_of(made))

        assert in_file() == []


def test_who_changes_their_mind_is_gone_with_all_filings_and_reported(world: World, in_app: InApp) -> None:
    with in_app():
        made = signed_up(world, asking(world), "甲", "乙")
        for one in made:
            keep_on_file(event_of(world), one.volunteer, actor=page_of(one))
        db.session.commit()
        leave_file(event_of(world), made[0].volunteer, actor=page_of(made[0]))
        db.session.commit()
        report = db.session.scalars(select(Erasure)).one()

        assert [name for name, _ in in_file()] == ["乙"]
        assert db.session.scalars(select(Filing.volunteer_id)).all() == [made[1].volunteer_id]
        assert (report.event_id, report.cause, report.rows, report.found) == (world.event, ErasureCause.REQUEST, 1, 0)
        with pytest.raises(NotFound):
            leave_file(event_of(world), made[0].volunteer, actor=page_of(made[0]))


def test_erasing_oneself_erases_the_file_as_well_and_the_time_of_the_event_does_not(
    world: World, in_app: InApp
) -> None:
    with in_app():
        first, second = signed_up(world, asking(world), "甲", "乙")
        for one in (first, second):
            keep_on_file(event_of(world), one.volunteer, actor=page_of(one))
        forget_volunteers([second.volunteer])
        erase_volunteer(event_of(world), first.volunteer, actor=page_of(first))
        db.session.commit()

        assert [name for name, _ in in_file()] == ["乙"]


def test_what_is_changed_of_a_volunteer_is_changed_in_the_file(world: World, in_app: InApp) -> None:
    with in_app():
        [made] = signed_up(world, asking(world), "甲")
        filed = keep_on_file(event_of(world), made.volunteer, actor=page_of(made))
        details = Details(
            phone="13900000099", unit="供电所", skills="", emergency_name="", emergency_phone="", photos=False
        )
        change_details(event_of(world), made.volunteer, details, actor=page_of(made))
        standing = {"experienced": True, "trained_until": LATER, "checked_until": None}
        set_standing(event_of(world), made.volunteer, **standing, actor=user(world, "周老师"))

        assert (filed.phone, filed.unit, filed.experienced, filed.trained_until) == (
            "13900000099",
            "供电所",
            True,
            LATER,
        )


def test_service_counts_events_that_are_over_and_absences(world: World, in_app: InApp) -> None:
    with in_app():
        first, second = signed_up(world, asking(world), "甲", "乙")
        kept = [keep_on_file(event_of(world), one.volunteer, actor=page_of(one)) for one in (first, second)]
        before = count_service([one.id for one in kept])
        second.absent_by = "周老师"
        approved = {"approved_at": clock.now(), "event_id": world.event, "day": date(2027, 6, 1), "minutes": 90}
        db.session.add(ServiceHours(volunteer_id=first.volunteer_id, sign_up_id=first.id, **approved))
        event_of(world).status = EventStatus.ENDED
        db.session.flush()
        after = count_service([one.id for one in kept])
        unit, today = world.units["school"], clock.today()
        found = {each: find_in_file(unit, FileFilters(standing=each), today) for each in FileStanding}

        assert before == {one.id: ServiceCounts() for one in kept}
        assert after == {kept[0].id: ServiceCounts(1, 0, date(2027, 6, 1), 90), kept[1].id: ServiceCounts(0, 1)}
        assert found == {
            FileStanding.EXPERIENCED: [kept[0].id],
            FileStanding.TRAINED: [],
            FileStanding.CHECKED: [],
            FileStanding.ABSENT: [kept[1].id],
        }
        assert [(event.title, one.id) for event, one in events_of_filed(kept[0].id)] == [("六一慰问", first.id)]
        event_of(world).deleted_at = clock.now()
        db.session.flush()
        assert count_service([one.id for one in kept]) == {}
        assert [find_in_file(unit, FileFilters(standing=each), today) for each in FileStanding] == [[], [], [], []]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["单晓", "苏禾", "林知远"]),
        ("知远", ["林知远"]),
        ("LZY", ["林知远"]),
        ("suhe", ["苏禾"]),
        ("sx", ["单晓"]),
        ("会游泳", ["苏禾"]),
        ("+86 139 0002 6519", ["林知远"]),
        ("1390002", []),
        ("%", []),
    ],
)
def test_people_are_found_by_name_sounds_number_and_skill(
    world: World, in_app: InApp, text: str, names: list[str]
) -> None:
    with in_app():
        on_file(world, "林知远")
        on_file(world, "苏禾", skills="会游泳、摄影")
        on_file(world, "单晓")
        found = find_in_file(world.units["school"], FileFilters(text), clock.today())
        elsewhere = find_in_file(world.units["committee"], FileFilters(text), clock.today())

        assert [db.session.get_one(FiledVolunteer, id_).name for id_ in found] == names
        assert elsewhere == []


def test_two_of_one_name_are_asked_and_merged_when_somebody_says_so(world: World, in_app: InApp) -> None:
    with in_app():
        [old] = on_file(world, "陈晨", phone="13900000001", skills="会游泳", renewed_at=clock.now() - timedelta(days=9))
        [new] = on_file(world, "陈晨", phone="13900000002", trained_until=LATER)
        [other] = on_file(world, "苏禾")
        asked = count_namesakes(world.units["school"], [old, new, other])
        with pytest.raises(BadInput):
            merge_filed(old, other, actor=user(world, "周老师"))
        merge_filed(old, new, actor=user(world, "周老师"))
        db.session.commit()
        entry = db.session.scalars(select(UnitEntry).order_by(UnitEntry.id.desc())).first()

        assert asked == {old.id: 1, new.id: 1}
        assert in_file() == [("陈晨", "13900000002"), ("苏禾", f"139{ord('苏'):08d}")]
        assert (new.skills, new.trained_until) == ("会游泳", LATER)
        assert entry is not None
        assert (entry.verb, "陈晨" in entry.subject) == ("合并", False)


def test_who_is_gone_by_now_is_neither_noted_nor_merged(world: World, in_app: InApp) -> None:
    with in_app():
        [filed], [other] = on_file(world, "甲", phone="13900000001"), on_file(world, "甲", phone="13900000002")
        owner = user(world, "周老师")
        db.session.execute(db.delete(FiledVolunteer).where(FiledVolunteer.id == other.id))
        noted = {"experienced": True, "trained_until": None, "checked_on": None, "checked_until": None}

        for late in (
            lambda: merge_filed(filed, other, actor=owner),
            lambda: note_filed(other, **noted, version=1, actor=owner),
            lambda: take_off_file(other, actor=owner),
        ):
            with pytest.raises(NotFound, match="档案里没有这一位"):
                late()


def test_record_check_holds_for_a_year_and_is_never_of_a_day_to_come(world: World, in_app: InApp) -> None:
    with in_app():
        [filed] = on_file(world, "林知远")
        known = {"experienced": False, "trained_until": None, "checked_until": None, "actor": user(world, "周老师")}
        today = clock.today()
        with pytest.raises(BadInput):
            note_filed(filed, checked_on=today + timedelta(days=1), version=1, **known)  # type: ignore[arg-type]
        note_filed(filed, checked_on=date(2026, 2, 28), version=1, **known)  # type: ignore[arg-type]
        with pytest.raises(LostUpdate):
            note_filed(filed, checked_on=None, version=1, **known)  # type: ignore[arg-type]

        assert (filed.checked_on, filed.checked_until) == (date(2026, 2, 28), date(2027, 2, 28))


def test_unit_takes_somebody_off_its_file(world: World, in_app: InApp) -> None:
    with in_app():
        first, _ = on_file(world, "甲", "乙")
        take_off_file(first, actor=user(world, "周老师"))
        db.session.commit()

        assert [name for name, _ in in_file()] == ["乙"]
        assert db.session.scalars(select(Erasure.found)).all() == [0]


def test_who_has_not_signed_up_for_24_months_is_erased(world: World, in_app: InApp) -> None:
    with in_app():
        now = clock.now()
        on_file(world, "甲", renewed_at=now - timedelta(days=732))
        on_file(world, "乙", renewed_at=now - timedelta(days=728))
        on_file(world, "丙", renewed_at=now + timedelta(days=9))
        reports = erase_old_filed(actor=CONSOLE)
        db.session.commit()
        again = erase_old_filed(actor=CONSOLE)

        assert [(report.event_id, report.cause, report.rows) for report in reports] == [(0, ErasureCause.DUE, 1)]
        assert ([name for name, _ in in_file()], again) == (["乙", "丙"], [])
        assert db.session.scalar(select(func.max(FiledVolunteer.renewed_at))) <= clock.now()


def test_log_of_the_event_names_nobody_who_is_kept(world: World, in_app: InApp) -> None:
    with in_app():
        [made] = signed_up(world, asking(world), "甲")
        keep_on_file(event_of(world), made.volunteer, actor=page_of(made))
        leave_file(event_of(world), made.volunteer, actor=page_of(made))
        entries = db.session.scalars(select(Activity).order_by(Activity.id.desc()).limit(2)).all()

        assert [(entry.verb, entry.subject) for entry in entries] == [
            ("退出", "志愿者档案 1 人"),
            ("留进", "志愿者档案 1 人"),
        ]
