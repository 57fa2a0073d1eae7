"""What the record keeps of a person: who holds it, what is refused, what goes with erasing, what is printed."""

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from planner import clock
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Activity, Erasure, FiledVolunteer, Organisation, Volunteer
from planner.papers.servicerecords import print_records
from planner.people.identities import IdentityKind
from planner.people.personrecords import MOST_ENTRIES, RecordEntries, read_entries, write_entries
from planner.people.servicerecords import RecordedAward, RecordedTraining
from planner.people.volunteerrules import VolunteerRules
from planner.queries.volunteerfile import filed_of
from planner.services.personrecords import (
    PersonDetails,
    keep_details,
    record_entry,
    record_for_shift,
    record_in_file,
    remove_entry,
    remove_from_file,
)
from planner.services.remains import database_files
from planner.services.volunteerfile import file_volunteer, leave_file, merge_filed, renew_filed
from planner.services.volunteerrules import save_volunteer_rules
from planner.services.volunteers import erase_volunteer
from tests.planner.conftest import World
from tests.planner.hourssteps import approved, past_shift, served
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import on_file, page_of_volunteer

DAY = date(2026, 8, 1)
TRAINING = RecordedTraining("行前培训", "防溺水", 90, "县团委", DAY)
AWARD = RecordedAward("优秀志愿者", "县团委", DAY)
# Its month of birth is that of `volunteersteps.applicant`.
NUMBER = "110105199803070023"


def ask_documents(world: World) -> None:
    """Let the school enter its records on the official platform."""
    rules = replace(VolunteerRules(), enters_officially=True, effective_from=date(2020, 1, 1))
    save_volunteer_rules(db.session.get_one(Organisation, world.units["school"]), rules, actor=user(world, "管理员"))
    db.session.commit()


def kept(world: World, volunteer: Volunteer) -> FiledVolunteer:
    """The same volunteer, in the file of the school; committed."""
    filed = file_volunteer(event_of(world), volunteer)
    assert filed is not None
    db.session.commit()
    return filed


def say(world: World, volunteer: Volunteer, **more: Any) -> None:
    """What the volunteer says on their own page; committed."""
    details = PersonDetails(**{"area": "云台县白石镇", "kinds": "助学", **more})
    keep_details(event_of(world), volunteer, details, actor=page_of_volunteer(volunteer))
    db.session.commit()


def sheet(world: World, name: str) -> list[list[object]]:
    """The rows of a sheet of the exported record."""
    book = openpyxl.load_workbook(io.BytesIO(print_records(event_of(world)).content))
    return [[cell.value for cell in row] for row in book[name].iter_rows(min_row=4)]


def test_document_is_kept_at_the_event_and_never_in_the_file(world: World, in_app: InApp) -> None:
    with in_app():
        ask_documents(world)
        volunteer = approved(world, "林知远")
        filed = kept(world, volunteer)

        say(world, volunteer, identity=NUMBER)

        assert (volunteer.identity_kind, volunteer.identity) == (IdentityKind.RESIDENT, NUMBER)
        assert (filed.area, filed.kinds, hasattr(filed, "identity")) == ("云台县白石镇", "助学", False)
        row = sheet(world, "个人基本信息")[0]
        assert row[3:7] == ["1998-03-07", "居民身份证", NUMBER, "云台县白石镇"]
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert entry is not None
        assert (entry.verb, entry.subject, entry.after) == ("登记", "志愿服务记录", "1 人")


def test_database_file_holds_nothing_of_it_in_clear(world: World, in_app: InApp, backend: str) -> None:
    if backend != "sqlite":
        pytest.skip("the files of a PostgreSQL are not ours to read")
    with in_app():
        ask_documents(world)
        volunteer = approved(world, "林知远")
        kept(world, volunteer)
        say(world, volunteer, area="青石岭", kinds="环境保护", identity=NUMBER)
        record_entry(event_of(world), volunteer, AWARD, actor=user(world, "周老师"))
        db.session.commit()

        held = b"".join(path.read_bytes() for path in database_files())

    assert "志愿服务记录".encode() in held, "the search finds what is there"
    assert [words for words in (NUMBER, "青石岭", "环境保护", "优秀志愿者") if words.encode() in held] == []


@pytest.mark.parametrize(
    ("identity", "words"),
    [("110105194912310021", "有没有写错一位"), ("11010519491231002X", "出生年月和报名时写的不一样"), ("1", "18 位")],
)
def test_wrong_document_is_refused(world: World, in_app: InApp, identity: str, words: str) -> None:
    with in_app():
        ask_documents(world)
        volunteer = approved(world, "林知远")

        with pytest.raises(BadInput, match=words):
            say(world, volunteer, identity=identity)


def test_document_is_taken_out_and_kept_by_silence(world: World, in_app: InApp) -> None:
    with in_app():
        ask_documents(world)
        volunteer = approved(world, "林知远")
        say(world, volunteer, identity=NUMBER)

        say(world, volunteer)
        assert volunteer.identity == NUMBER
        say(world, volunteer, identity="")

        assert (volunteer.identity_kind, volunteer.identity) == (None, "")


def test_unit_that_enters_nothing_asks_for_no_document_and_prints_none(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        with pytest.raises(BadInput, match="不用填证件号码"):
            say(world, volunteer, identity=NUMBER)
        db.session.rollback()
        volunteer.identity_kind, volunteer.identity = IdentityKind.RESIDENT, NUMBER
        db.session.commit()

        assert sheet(world, "个人基本信息")[0][3:6] == ["1998-03", "", ""]


def test_training_and_award_stand_at_the_event_and_in_the_file(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        filed = kept(world, volunteer)

        record_entry(event_of(world), volunteer, TRAINING, actor=owner)
        record_entry(event_of(world), volunteer, AWARD, actor=owner)
        db.session.commit()

        here = read_entries(volunteer.record)
        assert (here, here.training_minutes) == (read_entries(filed.record), 90)
        assert sheet(world, "培训情况")[0][:6] == [1, "林知远", "行前培训", "防溺水", 1.5, "县团委"]
        assert sheet(world, "表彰奖励情况")[0][:4] == [1, "林知远", "优秀志愿者", "县团委"]


def test_nobody_gives_an_award_to_themselves(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        owner.phone = volunteer.phone
        db.session.commit()

        with pytest.raises(NotAllowed, match="表彰由别人来定"):
            record_entry(event_of(world), volunteer, AWARD, actor=owner)
        record_entry(event_of(world), volunteer, TRAINING, actor=owner)

        assert read_entries(volunteer.record).awards == ()


def test_file_is_emptied_only_by_who_was_shown_it(world: World, in_app: InApp) -> None:
    with in_app():
        [waiting] = served(world, "苏禾")
        known = approved(world, "林知远")
        files = [kept(world, one) for one in (waiting.volunteer, known)]
        for one, filed in zip((waiting.volunteer, known), files, strict=True):
            filed.area, filed.kinds = "云台县", "助学"
            say(world, one, area="", kinds="环境保护")

        assert [(filed.area, filed.kinds) for filed in files] == [("云台县", "环境保护"), ("", "环境保护")]


def test_removed_training_is_gone_from_both(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        filed = kept(world, volunteer)
        record_entry(event_of(world), volunteer, TRAINING, actor=owner)
        [entry] = read_entries(volunteer.record).trainings

        remove_entry(event_of(world), volunteer, entry.key, actor=owner)

        assert (volunteer.record, filed.record) == ("", "")
        with pytest.raises(NotFound, match="这一条不在记录里"):
            remove_entry(event_of(world), volunteer, entry.key, actor=owner)


def test_training_of_a_shift_is_noted_of_each_with_a_place(world: World, in_app: InApp) -> None:
    with in_app():
        one, other = past_shift(world, "甲", "乙")
        [elsewhere] = past_shift(world, "丙", start=14, end=16)

        count = record_for_shift(event_of(world), one.shift, TRAINING, actor=user(world, "周老师"))

        assert count == 2
        assert [read_entries(each.volunteer.record).count for each in (one, other, elsewhere)] == [1, 1, 0]
        with pytest.raises(NotFound, match="这一班还没有人"):
            record_for_shift(event_of(world), "nothere", TRAINING, actor=user(world, "周老师"))


def test_training_to_come_and_one_too_many_are_refused(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        record_entry(event_of(world), volunteer, replace(TRAINING, day=clock.today()), actor=owner)
        tomorrow = replace(TRAINING, day=clock.today() + timedelta(days=1))
        with pytest.raises(BadInput, match="不能晚于今天"):
            record_entry(event_of(world), volunteer, tomorrow, actor=owner)
        full = tuple(replace(TRAINING, key=str(at)) for at in range(MOST_ENTRIES))
        volunteer.record = write_entries(RecordEntries(full))
        db.session.commit()

        with pytest.raises(BadInput, match=f"最多记 {MOST_ENTRIES} 条"):
            record_entry(event_of(world), volunteer, AWARD, actor=owner)


def test_what_the_file_knows_is_printed_with_the_next_event(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        filed = kept(world, volunteer)
        record_in_file(filed, AWARD, actor=owner)
        db.session.commit()

        assert (volunteer.record, sheet(world, "表彰奖励情况")[0][2]) == ("", "优秀志愿者")
        [entry] = read_entries(filed.record).awards
        remove_from_file(filed, entry.key, actor=owner)
        assert filed.record == ""


def test_what_was_removed_from_the_file_is_not_brought_back_by_the_event(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        record_entry(event_of(world), volunteer, TRAINING, actor=owner)
        filed = kept(world, volunteer)
        [entry] = read_entries(filed.record).trainings

        remove_from_file(filed, entry.key, actor=owner)
        renew_filed(volunteer)
        kept(world, volunteer)

        assert (filed.record, read_entries(volunteer.record).trainings) == ("", (entry,))


def test_two_who_are_one_have_the_trainings_of_both(world: World, in_app: InApp) -> None:
    with in_app():
        owner = user(world, "周老师")
        [filed], [other] = on_file(world, "甲", phone="13900000001"), on_file(world, "甲", phone="13900000002")
        record_in_file(filed, TRAINING, actor=owner)
        record_in_file(other, AWARD, actor=owner)

        merge_filed(filed, other, actor=owner)
        db.session.commit()

        left = db.session.scalars(db.select(FiledVolunteer)).one()
        assert [one.name for one in read_entries(left.record).trainings] == ["行前培训"]
        assert [one.name for one in read_entries(left.record).awards] == ["优秀志愿者"]


def test_leaving_the_file_leaves_the_event_its_record(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        kept(world, volunteer)
        record_entry(event_of(world), volunteer, TRAINING, actor=user(world, "周老师"))
        db.session.commit()

        leave_file(event_of(world), volunteer, actor=page_of_volunteer(volunteer))
        db.session.commit()

        assert (filed_of(volunteer.id), read_entries(volunteer.record).count) == (None, 1)


def test_nothing_of_it_is_left_of_who_is_erased(world: World, in_app: InApp) -> None:
    with in_app():
        ask_documents(world)
        volunteer = approved(world, "林知远")
        kept(world, volunteer)
        say(world, volunteer, identity=NUMBER)
        record_entry(event_of(world), volunteer, TRAINING, actor=user(world, "周老师"))
        db.session.commit()

        erase_volunteer(event_of(world), volunteer, actor=page_of_volunteer(volunteer))
        db.session.commit()

        texts = (volunteer.identity, volunteer.area, volunteer.kinds, volunteer.record)
        assert (texts, volunteer.identity_kind) == (("", "", "", ""), None)
        assert db.session.scalars(db.select(FiledVolunteer)).all() == []
        assert db.session.scalars(db.select(Erasure.found_in)).all() == [""] * 2
        assert sheet(world, "个人基本信息")[0][1] == f"志愿者 {volunteer.id}（资料已清除）"
