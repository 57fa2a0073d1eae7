"""How many statements a page may send: one for each noun of what it reads of an event, and those of its own."""

from planner.nouns import Aggregate, nouns_of

# Who asks, the event with its unit and owner, and what the rail names of late.
EVENT_PAGE = 3
# The policy in force, the credit code, the first approval, the budget that finance passed, what it waived, and what
# others bought of the same sellers.
MONEY_RULES = 6
# Whether a check-up in memory was judged by the limits as they are.
KEPT_CHECKUP = 1
# The limits and the rules for volunteers of the day, and the school days around it; who has a place, of an event that
# asks for volunteers.
POLICIES, STAFFING = 3, 1


def plan_statements() -> int:
    """What reading a dossier takes, whatever it holds."""
    return len(nouns_of(Aggregate.PLAN))


def ledger_statements() -> int:
    """What reading a ledger takes: its nouns, and the reasons of what went over its budget."""
    return len(nouns_of(Aggregate.MONEY)) + 1


def people_statements() -> int:
    """What reading a roster takes."""
    return len(nouns_of(Aggregate.PEOPLE))


def checkup_statements() -> int:
    """What the check-up of a plan takes: the plan, and what is around it: money, people, limits and rules of the day.

    Of an event that asks for volunteers one more (`STAFFING`) says who has a place.
    """
    return KEPT_CHECKUP + plan_statements() + ledger_statements() + people_statements() + POLICIES


def money_statements() -> int:
    """What reading the money of an event takes: its plan, its ledger and what they are held against."""
    return plan_statements() + ledger_statements() + MONEY_RULES
