"""How much one head gets, and how many units of a line so many heads need."""

import pytest

from budgets.portions import portion_in, without_portion


@pytest.mark.parametrize(
    ("text", "unit", "needed"),
    [
        ("", "份", 26),
        ("每人 3 册", "册", 78),
        ("每人两本", "本", 52),
        ("一人一箱", "箱", 26),
        ("每位老人一双", "双", 26),
        ("人手一个", "枚", 26),
        ("两人合用一套", "套", 13),
        ("3人一套", "套", 9),
        ("两名孩子共用一把", "把", 13),
        ("每箱 24 盒，每人 2 盒", "箱", 3),
        ("24盒/箱，一人一盒", "箱", 2),
        ("每箱 2 份", "箱", 13),
        ("250ml×12盒，每人 1 盒", "箱", 3),
        ("每箱 20 斤，每位老人 10 斤", "箱", 13),
        ("每箱 24 盒，一人一箱", "箱", 26),
        ("每人 500 斤", "袋", None),
        ("每人 1 盒", "箱", None),
        ("每箱 0 盒", "箱", 26),
    ],
)
def test_heads_need_so_many_units(text: str, unit: str, needed: int | None) -> None:
    assert portion_in(text).needed(26, unit) == needed


def test_portions_hide_no_heads() -> None:
    assert without_portion("孩子 24 人，每人 3 册") == "孩子 24 人，"
    assert without_portion("两人合用一套") == ""
