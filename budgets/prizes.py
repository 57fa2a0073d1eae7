"""Whether a line is a prize: told by any of its words, since a laptop for a raffle stands under 设备 as well."""

from __future__ import annotations

import re

from budgets.line import Line

# 颁奖台 and 奖状 honour, 奖学金 is money; none of them is a thing that somebody wins.
_PRIZE = re.compile("(?<![颁领获])奖(?!状|杯|牌|章|台|证|学金|项目|惩)")


def is_prize(line: Line) -> bool:
    """Whether somebody wins it, by its category, its item or its basis."""
    return line.category.strip().startswith("奖") or bool(_PRIZE.search(f"{line.item} {line.basis}"))
