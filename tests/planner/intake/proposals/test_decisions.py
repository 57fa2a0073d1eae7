"""Ticks and answers: what is kept when only some proposals were shown, and what an open question holds back."""

from planner.intake.plans.reading import Field
from planner.intake.proposals.decisions import PlanDecisions, decide, open_clashes, settle
from planner.intake.proposals.proposal import PlanProposals
from planner.intake.proposals.proposing import propose_plan
from tests.planner.intake.proposals.readings import fact, reading
from tests.planner.intake.proposals.test_clashes import heads

TEXT = "甲 乙 丙"
ALL = frozenset({1, 2, 3})


def people(doubtful: str = "丙") -> PlanProposals:
    facts = (
        fact(TEXT, Field.PEOPLE, name, 0.5 if name == doubtful else 0.95, role="领队", name=name)
        for name in TEXT.split()
    )
    return propose_plan(reading(TEXT, tuple(facts)))


def ticked(found: PlanProposals, decided: PlanDecisions) -> set[int]:
    return {item.number for item, on in settle(found, decided) if on}


def test_sure_ones_are_ticked_before_anything_was_said() -> None:
    assert ticked(people(), PlanDecisions()) == {1, 2}


def test_what_was_shown_goes_by_the_form_and_the_rest_stays() -> None:
    found = people()

    decided = decide(PlanDecisions(), PlanDecisions(ticked=frozenset({3})), frozenset({2, 3}), found)

    assert ticked(found, decided) == {1, 3}
    assert ticked(found, decide(decided, PlanDecisions(ticked=frozenset()), ALL, found)) == set()


def test_tick_does_not_take_what_hangs_on_an_open_question() -> None:
    found = heads()

    decided = decide(PlanDecisions(), PlanDecisions(ticked=ALL), ALL, found)

    assert ticked(found, decided) == {1, 2}
    assert set(open_clashes(found, decided)) == {3}


def test_answer_takes_once_and_may_then_be_unticked() -> None:
    found = heads()
    answered = decide(PlanDecisions(), PlanDecisions(ticked=frozenset({1}), answers={"heads": "stated"}), ALL, found)

    again = decide(answered, PlanDecisions(ticked=frozenset({1}), answers={"heads": "stated"}), ALL, found)

    assert ticked(found, answered) == {1, 3}
    assert ticked(found, again) == {1}


def test_unknown_answer_is_none() -> None:
    found = heads()

    assert set(open_clashes(found, PlanDecisions(answers={"heads": "nonsense"}))) == {3}


def test_words_that_were_missing_fill_the_side_and_take_the_group() -> None:
    found = heads("35")

    decided = decide(PlanDecisions(), PlanDecisions(ticked=frozenset(), said={1: "staff"}), ALL, found)

    (first, on), *_ = settle(found, decided)
    assert (first.rows[0].texts["side"], on) == ("staff", True)


def test_what_is_decided_is_read_back_as_it_was_kept() -> None:
    decided = PlanDecisions(frozenset({1, 12}), {"heads": "stated"}, {3: "staff"}, "六一")

    assert PlanDecisions.parse(decided.as_json()) == decided
    assert PlanDecisions.parse("") == PlanDecisions()
