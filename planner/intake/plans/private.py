"""What doesn't belong into the text of a plan: phone numbers of persons, names of children."""

import re

from planner.intake.plans.facts.contacts import PHONE
from planner.intake.plans.names import is_name
from planner.intake.plans.plan import Plan
from planner.intake.plans.reading import Private

_HAN = r"[\u4e00-\u9fff]"
_CHILD = re.compile(
    rf"(?:(?:学生|儿童|孩子|同学|队员|小朋友|受助人)(?:代表)?"
    rf"|\d?\)?班)\s*[:：]?\s*({_HAN}{{2,3}})(?=同学|小朋友|[，,、。；;()\s]|$|的|家|父|母)"
    rf"|(?<!{_HAN})({_HAN}{{2,3}})(?=小朋友|同学)"
)


def find_private(plan: Plan) -> tuple[Private, ...]:
    """Phones, and names that stand beside the words for a child, in the order of the text."""
    found: list[Private] = []
    for entry in plan.lines:
        part = entry.part
        found += [Private("phone", part.cut(match.start(), match.end()).span) for match in PHONE.finditer(part.text)]
        for match in _CHILD.finditer(part.text):
            group = 1 if match[1] else 2
            if is_name(match[group]):
                found.append(Private("child", part.cut(match.start(group), match.end(group)).span))
    return tuple(sorted(found, key=lambda private: private.span))
