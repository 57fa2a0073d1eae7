"""The roster against the plan: counted, never named."""

import pytest

from planner.checkup import Context, apply_rules
from planner.checkup.participants import RULES
from planner.dossier import Dossier, HeadCount
from planner.people import Participant, People


def _found(people: People, children: int | None) -> list[tuple[str, str, str]]:
    dossier = Dossier(head_counts=(HeadCount("a", "留守儿童", children),))
    return [(f.code, f.sentence, f.where) for f in apply_rules(RULES, Context(dossier, people))]


@pytest.mark.parametrize(
    ("listed", "planned", "differs"), [(2, 2, False), (2, 3, True), (2, None, False), (0, 3, False)]
)
def test_roster_has_as_many_as_the_plan(listed: int, planned: int | None, differs: bool) -> None:
    people = People(tuple(Participant(str(n), "小明", phone="1380000") for n in range(listed)))

    said = [("roster-differs", f"花名册上有 {listed} 人，方案里参加对象是 {planned} 人。", "participants")]
    assert _found(people, planned) == (said if differs else [])


def test_guardians_without_phone_are_counted_and_no_child_is_named() -> None:
    people = People(
        (Participant("a", "小明"), Participant("b", "小红", phone=" "), Participant("c", "小刚", phone="138"))
    )

    assert _found(people, 3) == [("guardians-without-phone", "花名册上 2 人没有监护人电话。", "participants")]
