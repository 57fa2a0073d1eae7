"""Finance review on its pages: handing in, 通过, 退回, and what is refused."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from budgets import Money
from planner.enums import ReviewDecision, ReviewSubject
from planner.extensions import db
from planner.queries.reviews import latest_review, review_in_force
from planner.services.reviews import withdraw_review
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneysteps import BUS, MEALS, handed_in, passed, planned, proven, spent
from tests.planner.statements import EVENT_PAGE, money_statements
from tests.planner.submissions import event_of, submitted, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
At = Callable[[datetime], None]
CountQueries = Callable[[], AbstractContextManager[list[str]]]

AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)


def review_url(world: World, rest: str, subject: str = "budget") -> str:
    """An address of a review."""
    return f"/events/{world.event}/reviews/{subject}/{rest}"


def decision(world: World, in_app: InApp, subject: ReviewSubject = ReviewSubject.BUDGET) -> ReviewDecision | None:
    """What was said of the newest review."""
    with in_app():
        review = latest_review(world.event, subject)
        assert review is not None
        return review.decision


def test_budget_goes_through_return_and_correction_to_passing(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        bus, _ = planned(world, BUS | {"stated": Money(550000)}, MEALS)
    planner, finance = signed_in("周老师"), signed_in("钱会计")

    page = planner.get(review_url(world, "new")).text
    sent = planner.post(review_url(world, "new"), data={"remark": "月底前要"})
    read = squeeze(finance.get(review_url(world, "1")).text)
    refused = finance.post(review_url(world, "1"), data={"decision": "pass", "words": ""})
    returned = finance.post(
        review_url(world, "1"), data={"decision": "return", "words": "", f"remark-{bus}": "总额和单价对不上"}
    )

    assert "1 处要先改好，财务才能通过" in page
    assert sent.headers["Location"].endswith(f"/events/{world.event}/budget#budget")
    assert [text in read for text in ("月底前要", "5,500.00", 'value="pass" disabled')] == [True] * 3
    assert (refused.status_code, "预算还有 1 处要改好才能通过" in refused.text) == (422, True)
    assert returned.status_code == 302
    assert decision(world, in_app) == ReviewDecision.RETURN
    assert "<b>钱会计</b> 总额和单价对不上" in planner.get(f"/events/{world.event}/budget").text

    typed = {
        "category": "交通费",
        "item": "大巴租赁",
        "unit_price": "1800",
        "quantity": "3",
        "unit": "天",
        "source": "财政",
    }
    planner.post(f"/events/{world.event}/rows/budget/{bus}", data=typed | {"stated": "", "version": "1"})
    planner.post(review_url(world, "new"), data={})
    answer = finance.post(review_url(world, "2"), data={"decision": "pass", "words": "同意列支"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/finance")
    with in_app():
        held = review_in_force(world.event)
        assert held is not None
        assert (held.number, held.known, held.words) == (2, Money(560250), "同意列支")


def test_typed_words_and_remarks_stay_when_refused(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        bus, _ = planned(world, BUS | {"stated": Money(550000)}, MEALS)
        handed_in(world)

    answer = signed_in("钱会计").post(
        review_url(world, "1"), data={"decision": "pass", "words": "大体可以", f"remark-{bus}": "核一下"}
    )

    assert answer.status_code == 422
    assert ('value="核一下"' in answer.text, "大体可以</textarea>" in answer.text) == (True, True)


@pytest.mark.parametrize("data", [{}, {"decision": "maybe"}, {"decision": "return", "words": " "}])
def test_decision_without_a_word_is_refused(
    world: World, in_app: InApp, signed_in: SignedIn, data: dict[str, str]
) -> None:
    with in_app():
        planned(world)
        handed_in(world)

    answer = signed_in("钱会计").post(review_url(world, "1"), data=data)

    assert answer.status_code == 422
    assert decision(world, in_app) is None


@pytest.mark.parametrize("who", ["周老师", "李老师", "韩校长", "陈老师"])
def test_only_finance_decides(world: World, in_app: InApp, signed_in: SignedIn, who: str) -> None:
    with in_app():
        planned(world)
        handed_in(world)

    page = signed_in(who).get(review_url(world, "1")).text
    answer = signed_in(who).post(review_url(world, "1"), data={"decision": "pass"})

    assert 'name="decision"' not in page
    assert answer.status_code == 403
    assert decision(world, in_app) is None


def test_second_decision_is_told_that_it_comes_too_late(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        planned(world)
        passed(world)

    typed = {"decision": "return", "words": "不行", "remark-line-1": "单价偏高"}
    answer = signed_in("管理员").post(review_url(world, "1"), data=typed)

    assert (answer.status_code, "已经有人处理过" in answer.text) == (409, True)
    assert re.findall(r"<dt>(.*?)</dt><dd><pre>(.*?)</pre>", answer.text) == [
        ("审核意见", "不行"),
        ("对明细的意见", "单价偏高"),
    ], "what was typed is there although the form is gone"
    assert decision(world, in_app) == ReviewDecision.PASS


def test_difference_to_what_passed_is_listed_for_finance(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        bus, _ = planned(world)
        passed(world)
    planner = signed_in("周老师")
    planner.post(f"/events/{world.event}/rows/budget/{bus}/delete")
    planner.post(f"/events/{world.event}/rows/funding/new", data={"name": "自筹", "amount": "1"})
    planner.post(review_url(world, "new"), data={})

    page = signed_in("钱会计").get(review_url(world, "2")).text

    part = page.partition('id="h-change"')[2].partition("</section>")[0]
    assert ("大巴租赁" in part, "−5,400.00 元" in part) == (True, True)


def test_second_submission_says_why_not_and_keeps_the_words(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        planned(world)
        handed_in(world)

    answer = signed_in("周老师").post(review_url(world, "new"), data={"remark": "再来"})

    assert (answer.status_code, "预算正在财务审核，要改先撤回。" in answer.text) == (422, True)
    assert "再来</textarea>" in answer.text


def test_submit_page_names_who_reviews(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        planned(world)
    with_finance = signed_in("周老师").get(review_url(world, "new")).text
    with in_app():
        user(world, "钱会计").active = False
        db.session.commit()
    with_administrator = signed_in("周老师").get(review_url(world, "new")).text
    with in_app():
        user(world, "管理员").active = False
        db.session.commit()

    without = signed_in("周老师").get(review_url(world, "new")).text

    assert ("由钱会计（财务）审核" in with_finance, "由管理员（管理员）审核" in with_administrator) == (True, True)
    assert "镇中心小学还没有能审核的人，提交以后没人能审。先请管理员在“单位与人员”里设一位财务。" in without


def test_approver_reads_how_far_finance_has_come(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        planned(world)
        submitted(world)
    approver, found = signed_in("韩校长"), []

    def withdraw() -> None:
        withdraw_review(event_of(world), ReviewSubject.BUDGET, actor=user(world, "周老师"))

    for step in (lambda: None, lambda: handed_in(world), withdraw, lambda: passed(world)):
        with in_app():
            step()
            db.session.commit()
        page = approver.get(f"/events/{world.event}/approval").text
        found.append(next(w for w in ("还没送财务审核", "正在财务审核", "财务已通过") if w in page))

    assert found == ["还没送财务审核", "正在财务审核", "还没送财务审核", "财务已通过"]


def test_settlement_is_handed_in_and_settled(world: World, in_app: InApp, signed_in: SignedIn, at: At) -> None:
    at(AFTER)
    with in_app():
        bus, meals = planned(world)
        passed(world)
        spent(world, {"line": bus}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
    planner, finance = signed_in("周老师"), signed_in("钱会计")

    before = planner.get(review_url(world, "new", "settlement")).text
    sent = planner.post(review_url(world, "new", "settlement"), data={})
    page = squeeze(finance.get(review_url(world, "1", "settlement")).text)
    refused = finance.post(review_url(world, "1", "settlement"), data={"decision": "pass"})
    with in_app():
        proven(world)
    answer = finance.post(review_url(world, "1", "settlement"), data={"decision": "pass"})

    assert sent.headers["Location"].endswith("/settlement")
    assert all(text in before for text in ("3 处要先改好，财务才能通过", "方案没有批准记录，已经付了 2 笔"))
    assert all(text in page for text in ("预算执行", "通过前还差 3 项", "5,602.50", 'value="pass" disabled'))
    assert (refused.status_code, "决算还有 3 处要改好才能通过" in refused.text) == (422, True)
    assert answer.status_code == 302
    with in_app():
        assert event_of(world).settled_at is not None
    late = planner.post(f"/events/{world.event}/rows/expenses/new", data={"purpose": "补票", "amount": "1"})
    assert (late.status_code, "决算已经办结" in late.text) == (403, True)


@pytest.mark.parametrize(
    ("rest", "subject"), [("7", "budget"), ("1", "nothing"), ("new", "nothing"), ("1", "settlement")]
)
def test_review_that_is_not_there_is_404(world: World, signed_in: SignedIn, rest: str, subject: str) -> None:
    assert signed_in("周老师").get(review_url(world, rest, subject)).status_code == 404


def test_who_may_not(world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient) -> None:
    with in_app():
        planned(world)
        handed_in(world)

    assert "/sign-in" in client.get(review_url(world, "1")).headers["Location"]
    assert signed_in("江老师").get(review_url(world, "1")).status_code == 404
    assert signed_in("陈老师").get(review_url(world, "new")).status_code == 403
    assert signed_in("周老师").get(review_url(world, "withdraw")).status_code == 405


def test_same_statements_for_one_and_sixty_lines(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    sent, finance = [], signed_in("钱会计")
    for number, lines in enumerate(([BUS], [BUS | {"item": f"项目 {n}"} for n in range(60)]), start=1):
        with in_app():
            planned(world, *lines)
            handed_in(world)
        with count_queries() as statements:
            finance.get(review_url(world, str(number)))
        sent.append(len(statements))
        signed_in("周老师").post(review_url(world, "withdraw"))

    # Nothing was bought yet, so nobody asks what others bought of the same sellers.
    assert sent == [EVENT_PAGE + money_statements() - 1 + 9] * 2
