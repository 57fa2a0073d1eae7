"""What a program wrote in place of a value: the value itself is lost, whatever the field."""

import re

from planner.intake.values.signs import fold

_TOO_NARROW = re.compile("#{3,}")
_FAULT = re.compile(r"#(?:REF|N/A|NAME\?|VALUE|DIV/0|NUM|NULL|SPILL|CALC)!?", re.IGNORECASE)
_EXPONENT = re.compile(r"[-+]?\d+(?:\.\d+)?E[+-]?\d+", re.IGNORECASE)
_FORMULA = re.compile(r"=.*[A-Za-z0-9(]", re.DOTALL)


def say_damage(text: str) -> str:
    """The sentence that asks for a value that its program lost or shortened; "" where the text is whole."""
    plain = fold(text).strip()
    if _TOO_NARROW.fullmatch(plain):
        return "列太窄，原表只显示了 ####，没有把数复制过来。"
    if _FAULT.fullmatch(plain):
        return f"原表这一格是错误值“{plain[:20]}”。"
    if _EXPONENT.fullmatch(plain):
        return f"“{plain[:20]}”是表格软件缩写过的数，后面的位数看不出来了。"
    if _FORMULA.fullmatch(plain):
        return f"这一格是公式“{plain[:20]}”，没有算出来的数。"
    return ""
