"""What the page for the way home offers of an event, without an app."""

from datetime import date, datetime, time

import pytest

from planner.dossier import Facts
from planner.enums import EventStatus, TeamRole
from planner.permissions import Access
from planner.report import build_report
from planner.report.actuals import ALL_INCIDENTS, Impression
from planner.views.roadpage import RoadPage, offer_bad_words, offer_good_words, road_page
from tests.planner.reportvalues import ITEMS, SAID, SCRATCH, actuals, plan, records, supply, told

NOW = datetime.combine(date(2027, 8, 11), time(15, 40))
PLANNER = Access(EventStatus.ENDED, team=TeamRole.PLANNER)


def page(*, shows_all: bool = False, **more: object) -> RoadPage:
    """The page of a tour for who works on it."""
    found = records(**more)  # type: ignore[arg-type]
    return road_page(build_report(found), found, PLANNER, now=NOW, shows_all=shows_all)


@pytest.mark.parametrize(
    ("more", "answered", "state"),
    [
        ({"said": actuals()}, (False,) * 5, "剩下的大约 3 分钟。答多少算多少，都能跳过。"),
        ({}, (True, True, False, False, False), "答了 2 件，剩下的大约 2 分钟。答多少算多少，都能跳过。"),
        (
            {
                "said": actuals(
                    *SAID, told("supplies/s", 3), told(ALL_INCIDENTS, 0), impression=Impression(well=("讲解好",))
                )
            },
            (True,) * 5,
            "都答了，晚上总结就写好一半。",
        ),
    ],
)
def test_page_says_how_far_it_is(more: dict[str, object], answered: tuple[bool, ...], state: str) -> None:
    shown = page(dossier=plan(supplies=(supply("s", "雨衣", 45),)), **more)

    assert (shown.answered, shown.state) == (answered, state)


def test_questions_that_an_event_does_not_have_are_not_counted() -> None:
    assert page(dossier=plan(schedule=(), supplies=()), said=actuals()).asked_count == 3


@pytest.mark.parametrize(("shows_all", "listed"), [(False, ["film", "kit"]), (True, ["film", "kit", "walk"])])
def test_items_that_went_as_planned_are_counted_and_not_listed(shows_all: bool, listed: list[str]) -> None:
    schedule = page(shows_all=shows_all).schedule

    assert [item.item.key for item in schedule.items] == listed
    assert (schedule.rest, schedule.count) == (1, len(ITEMS))


def test_supplies_beyond_six_are_folded_and_those_without_a_number_left_out() -> None:
    many = tuple(supply(f"s{at}", f"物资{at}", at + 1) for at in range(8))
    loose = supply("loose", "饮用水", 0)
    shown = page(dossier=plan(supplies=(*many, type(loose)("none", "药品", loose=True))))

    assert (len(shown.supplies), [line.leftover.supply.key for line in shown.more_supplies]) == (6, ["s6", "s7"])


def test_words_fit_the_event() -> None:
    one_day = plan(facts=Facts(title="游园"), schedule=())

    assert ("住得安静" in offer_good_words(plan()), "住得安静" in offer_good_words(one_day)) == (True, False)
    assert "等车久" not in offer_bad_words(one_day)


def test_what_happened_is_told_with_whether_the_guardian_knows() -> None:
    assert page(incidents=(SCRATCH,)).incidents.told == ("8月10日 15:40，蹭破膝盖，已告诉监护人",)
