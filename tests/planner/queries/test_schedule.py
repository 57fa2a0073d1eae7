"""The part of a schedule that a filter asks for."""

import pytest

from planner.dossier import Dossier, Duty, ScheduleItem
from planner.queries.schedule import ScheduleFilters, narrow_schedule, schedule_places

DOSSIER = Dossier(
    duties=(
        Duty(key="lead", role="领队", name="周老师、李老师"),
        Duty(key="medic", role="医生", name="沈医生", phone="138 0000 0006"),
        Duty(key="open", role="安全员"),
    ),
    schedule=(
        ScheduleItem(key="a", title="集合", place="操场", duties=("lead",)),
        ScheduleItem(key="b", title="查体", place="报告厅", duties=("medic", "lead")),
        ScheduleItem(key="c", title="入住"),
        ScheduleItem(key="d", title="看护", place="操场", duties=("open",)),
        ScheduleItem(key="e", title="归来", duties=("gone",)),
    ),
)


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        (ScheduleFilters(), "abcde"),
        (ScheduleFilters(mine=True), "ab"),
        (ScheduleFilters(nobody=True), "ce"),
        (ScheduleFilters(place="操场"), "ad"),
        (ScheduleFilters(duty="medic"), "b"),
        (ScheduleFilters(mine=True, place="操场"), "a"),
        (ScheduleFilters(place="没有的地方"), ""),
    ],
)
def test_filters(filters: ScheduleFilters, keys: str) -> None:
    assert "".join(i.key for i in narrow_schedule(DOSSIER, filters, name="李老师", phone=None)) == keys


def test_mine_is_also_known_by_the_phone() -> None:
    found = narrow_schedule(DOSSIER, ScheduleFilters(mine=True), name="沈小雨", phone="13800000006")

    assert [item.key for item in found] == ["b"]


def test_a_part_of_a_name_is_somebody_else() -> None:
    assert narrow_schedule(DOSSIER, ScheduleFilters(mine=True), name="李老", phone=None) == ()


def test_places_once_and_in_order() -> None:
    assert schedule_places(DOSSIER) == ("操场", "报告厅")
