"""Hours of volunteers: who approves them, what a correction keeps, what counts nothing; and nobody is named."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask

from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Activity, HoursCorrection, ServiceHours, SignUp, Volunteer
from planner.people.servedshifts import HoursState
from planner.queries.hours import find_helper
from planner.queries.hourstotals import count_waiting, sum_elsewhere
from planner.services.evaluations import evaluate_service
from planner.services.excludedservice import exclude_service, include_service
from planner.services.hours import approve_hours, approve_plain_hours, correct_hours
from planner.services.hoursrequests import answer_request, ask_correction, hand_out_records
from tests.planner.conftest import World
from tests.planner.hourssteps import approved, came, certified, past_shift, served, wall
from tests.planner.locks.steps import InApp
from tests.planner.races import run_at_once
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import page_of

CountQueries = Callable[[], AbstractContextManager[list[str]]]


def do(world: World, act: Callable[..., Any], *args: Any, **more: Any) -> list[tuple[str, str, str]]:
    """Let the owner do it; what the log says of it. Nobody is named there."""
    before = db.session.scalar(db.select(db.func.max(Activity.id))) or 0
    act(event_of(world), *args, actor=user(world, "周老师"), **more)
    db.session.commit()
    entries = db.session.scalars(db.select(Activity).where(Activity.id > before).order_by(Activity.id)).all()
    assert not [one for one in entries if "甲" in f"{one.subject}{one.before}{one.after}"]
    return [(one.verb, one.before, one.after) for one in entries]


def shift_of(world: World, sign_up: SignUp) -> tuple[str, int]:
    """How the only shift of somebody stands, and its minutes."""
    helper = find_helper(event_of(world), sign_up.volunteer_id)
    assert helper is not None
    [shift] = helper.shifts
    return shift.state.value, shift.minutes


def test_hours_are_proposed_by_the_rule_and_approved_as_they_are(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "甲")
        proposed = shift_of(world, one)

        entries = do(world, approve_hours, one.volunteer)

        assert (proposed, shift_of(world, one)) == (("等核定", 120), ("已核定", 120))
        assert entries == [("核定时长", "", "1 人，2.0 小时")]
        row = db.session.scalars(db.select(ServiceHours)).one()
        assert (row.content, row.approved_by, row.corrected) == ("栈道看护", "周老师", False)


def test_one_step_approves_only_what_needs_no_look(world: World, in_app: InApp) -> None:
    with in_app():
        plain, forgot, absent = past_shift(world, "甲", "乙", "丙")
        came(plain, wall(9), wall(11))
        came(forgot, wall(9), None)

        entries = do(world, approve_plain_hours)

        assert entries == [("核定时长", "", "1 人，2.0 小时")]
        assert [shift_of(world, one) for one in (plain, forgot, absent)] == [
            ("已核定", 120),
            ("等核定", 120),
            ("等核定", 0),
        ]
        with pytest.raises(NotFound, match="要一个一个看"):
            approve_plain_hours(event_of(world), actor=user(world, "周老师"))


@pytest.mark.both_databases
def test_two_who_approve_at_once_approve_it_once(world: World, app: Flask, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "甲")
        volunteer_id = one.volunteer_id

    def approve() -> None:
        volunteer = db.session.get_one(Volunteer, volunteer_id)
        approve_hours(event_of(world), volunteer, actor=user(world, "周老师"))

    reasons = run_at_once(app, approve, approve, look=lambda: find_helper(event_of(world), volunteer_id))

    with in_app():
        rows = db.session.scalars(db.select(ServiceHours.minutes)).all()
    assert (reasons, rows) == (["", "NOT_FOUND"], [120])


def test_who_asked_for_a_correction_is_looked_at_first(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "甲")
        ask_correction(event_of(world), one.volunteer, "少记了半小时", actor=page_of(one))
        db.session.commit()

        with pytest.raises(NotFound):
            approve_plain_hours(event_of(world), actor=user(world, "周老师"))


def test_correction_wants_a_reason_and_keeps_what_was_before(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "甲")
        with pytest.raises(BadInput, match="写一句为什么改"):
            correct_hours(event_of(world), one.volunteer, one.id, 90, because=" ", actor=user(world, "周老师"))

        entries = do(world, correct_hours, one.volunteer, one.id, 90, because="10:30 就走了")

        assert entries == [("更正时长", "2.0 小时", "1.5 小时")]
        assert shift_of(world, one) == ("等核定", 90)
        kept = db.session.scalars(db.select(HoursCorrection)).one()
        assert (kept.before, kept.after, kept.because, kept.by) == (120, 90, "10:30 就走了", "周老师")


@pytest.mark.parametrize("minutes", [-1, 24 * 60 + 1])
def test_hours_beyond_a_day_are_refused(world: World, in_app: InApp, minutes: int) -> None:
    with in_app():
        [one] = served(world, "甲")

        with pytest.raises(BadInput, match="0 到 24 小时"):
            correct_hours(event_of(world), one.volunteer, one.id, minutes, because="写错", actor=user(world, "周老师"))


def test_correction_goes_with_the_rule_that_certificates_state(world: World, in_app: InApp) -> None:
    with in_app():
        [one], [other] = served(world, "甲"), past_shift(world, "甲", start=13, end=15)
        came(other, wall(13), wall(15), begins=13, ends=15)
        owner = user(world, "周老师")

        with pytest.raises(BadInput, match="按规则一天最多 8 小时，这一天别的班次有") as refusal:
            correct_hours(event_of(world), one.volunteer, one.id, 390, because="门岗记的", actor=owner)
        assert (refusal.value.reason, refusal.value.field) == ("RULE", "hours")
        correct_hours(event_of(world), one.volunteer, one.id, 360, because="门岗记的", actor=owner)


def test_correction_after_approval_stays_approved_and_outdates_the_certificate(world: World, in_app: InApp) -> None:
    with in_app():
        certificate = certified(world, "甲")
        helper = find_helper(event_of(world), certificate.volunteer_id or 0)
        assert helper is not None
        [shift] = helper.shifts

        do(world, correct_hours, helper.volunteer, shift.sign_up, 90, because="10:30 就走了")

        db.session.refresh(certificate)
        again = find_helper(event_of(world), helper.volunteer.id)
        assert again is not None
        assert (again.approved, again.certificate, certificate.outdated_at is None) == (90, None, False)


def test_nobody_settles_hours_of_themselves(world: World, in_app: InApp) -> None:
    with in_app():
        mine, other = served(world, "甲", "乙")
        owner = user(world, "周老师")
        mine.volunteer.phone = owner.phone or ""
        db.session.commit()

        for act in (
            lambda: approve_hours(event_of(world), mine.volunteer, actor=owner),
            lambda: correct_hours(event_of(world), mine.volunteer, mine.id, 60, because="多记了", actor=owner),
            lambda: evaluate_service(event_of(world), mine.volunteer, stars=5, words="", actor=owner),
        ):
            with pytest.raises(NotAllowed, match="由别人来定"):
                act()
        approve_plain_hours(event_of(world), actor=owner)

        assert (shift_of(world, mine)[0], shift_of(world, other)[0]) == ("等核定", "已核定")


def test_work_that_is_no_voluntary_service_gives_no_hours(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "甲")
        sign_up = db.session.scalars(db.select(SignUp)).one()

        left_out = do(world, exclude_service, sign_up_id=sign_up.id, because="领了讲课费")
        state = shift_of(world, sign_up)
        taken_back = do(world, include_service, sign_up_id=sign_up.id)

        assert (left_out, taken_back) == ([("不计时长", "", "1 人")], [("恢复计时长", "1 人", "")])
        assert (state, shift_of(world, sign_up)) == (("不计时长", 0), ("等核定", 120))
        assert sum_elsewhere(event_of(world), volunteer) == 0


def test_post_that_is_paid_is_left_out_for_all_and_waits_for_nobody(world: World, in_app: InApp) -> None:
    with in_app():
        one = served(world, "甲", "乙")[0]
        helper = find_helper(event_of(world), one.volunteer_id)
        assert helper is not None
        before = count_waiting([world.event])

        do(world, exclude_service, post=helper.shifts[0].post, because="本职工作")

        assert (before, count_waiting([world.event])) == ({world.event: 2}, {})
        assert shift_of(world, one) == (HoursState.EXCLUDED.value, 0)


def test_paid_time_takes_nothing_of_what_counts_on_the_day(world: World, in_app: InApp) -> None:
    with in_app():
        [paid] = past_shift(world, "甲", start=8, end=13)
        [free] = past_shift(world, "甲", start=12, end=17)
        for one, begins, ends in ((paid, 8, 13), (free, 12, 17)):
            came(one, wall(begins), wall(ends), begins=begins, ends=ends)
        helper = find_helper(event_of(world), paid.volunteer_id)
        assert helper is not None
        before = [shift.minutes for shift in helper.shifts]

        do(world, exclude_service, sign_up_id=paid.id, because="领了讲课费")

        helper = find_helper(event_of(world), paid.volunteer_id)
        assert helper is not None
        assert (before, [shift.minutes for shift in helper.shifts]) == ([300, 180], [0, 300])


@pytest.mark.parametrize("names", ["甲", "甲乙丙"])
def test_account_is_asked_for_its_phone_once_however_many_wait(
    world: World, in_app: InApp, count_queries: CountQueries, names: str
) -> None:
    with in_app():
        served(world, *names)
        owner = user(world, "周老师")
        with count_queries() as sent:
            assert approve_plain_hours(event_of(world), actor=owner) == len(names)

        assert sum(one.replace('"', "").startswith("SELECT user.phone") for one in sent) == 1


def test_request_waits_and_is_answered_with_a_word(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "甲")
        for words in ("少记了半小时", "门岗可以作证"):
            asked = ask_correction(event_of(world), one.volunteer, words, actor=page_of(one))
        db.session.commit()

        with pytest.raises(BadInput, match="写一句怎么定的"):
            answer_request(event_of(world), asked, " ", actor=user(world, "周老师"))
        entries = do(world, answer_request, asked, "按 11:00 算")

        assert (asked.words, asked.answer, asked.answered_by) == ("少记了半小时\n门岗可以作证", "按 11:00 算", "周老师")
        assert entries == [("回更正时长", "", "1 人")]
        with pytest.raises(NotFound, match="已经有人回过了"):
            answer_request(event_of(world), asked, "再说一遍", actor=user(world, "周老师"))


@pytest.mark.parametrize(("stars", "words", "problem"), [(0, " ", "选几颗星"), (6, "", "1 到 5 颗星")])
def test_evaluation_has_stars_or_words(world: World, in_app: InApp, stars: int, words: str, problem: str) -> None:
    with in_app():
        [one] = served(world, "甲")

        with pytest.raises(BadInput, match=problem):
            evaluate_service(event_of(world), one.volunteer, stars=stars, words=words, actor=user(world, "周老师"))


def test_evaluation_is_replaced_by_a_later_one(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "甲")
        do(world, evaluate_service, one.volunteer, stars=3, words="")

        entries = do(world, evaluate_service, one.volunteer, stars=5, words="做事细心")

        helper = find_helper(event_of(world), one.volunteer_id)
        assert helper is not None
        assert helper.evaluation is not None
        assert (entries, helper.evaluation.stars, helper.evaluation.words) == ([("评价", "", "1 人")], 5, "做事细心")


def test_hours_elsewhere_are_those_of_the_same_person_only(world: World, in_app: InApp) -> None:
    with in_app():
        one = approved(world, "甲")
        same = {"phone_index": one.phone_index, "event_id": -1}
        seen = type(one)(name="甲", phone=one.phone, **same)
        other = type(one)(name="乙", phone=one.phone, **same)
        elsewhere = event_of(world)
        elsewhere_id, elsewhere = elsewhere.id, type(elsewhere)(organisation_id=elsewhere.organisation_id)
        elsewhere.id = elsewhere_id + 1

        assert (sum_elsewhere(elsewhere, seen), sum_elsewhere(elsewhere, other)) == (120, 0)


def test_records_are_handed_out_for_a_reason_that_is_logged(world: World, in_app: InApp) -> None:
    with in_app():
        with pytest.raises(BadInput, match="写一句导出去做什么"):
            hand_out_records(event_of(world), because="", actor=user(world, "周老师"))

        hand_out_records(event_of(world), because="录入国家系统", actor=user(world, "周老师"))
        db.session.commit()

        last = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert last is not None
        assert (last.verb, last.subject) == ("查看", "志愿服务记录，录入国家系统")
