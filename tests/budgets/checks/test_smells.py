from budgets.checks import smells
from tests.budgets.checks.rows import line, run


def amounts(*values):
    return [line("餐费", f"午餐{at}", value, 1, key=f"k{at}") for at, value in enumerate(values)]


def test_round_numbers_smell_from_four_lines_on():
    assert run(smells.no_round_numbers, *amounts(100, 200, 300, 400)) == [
        ("all-round", "4 项金额全是整百，像是估的；请按报价和数量写准。")
    ]
    assert run(smells.no_round_numbers, *amounts(100, 200, 300)) == []
    assert run(smells.no_round_numbers, *amounts(100, 200, 300, 450)) == []
    spare = line("不可预见费", "预备", stated=100)
    assert run(smells.no_round_numbers, *amounts(100, 200, 300, None), spare) == []


def test_equal_amounts_smell_from_three_lines_on():
    assert run(smells.no_equal_amounts, *amounts(55, 55, 55)) == [
        ("all-equal", "3 项金额都是 55.00 元，像是平摊的；请按实际写。")
    ]
    assert run(smells.no_equal_amounts, *amounts(55, 55)) == run(smells.no_equal_amounts, *amounts(5, 5, 6)) == []


def test_twin_lines_are_named_once():
    twin = line("餐费", "午餐", 20, 3, "人")
    assert run(smells.no_twin_lines, twin, line("餐费", "晚餐", 20, 3, "人"), twin, twin) == [
        ("line-twice", "午餐 3人×20元 写了 3 次；是重复的就删去，不是的在项目里写出区别。")
    ]
    assert run(smells.no_twin_lines, line("餐费", "午餐"), line("餐费", "午餐")) == []


def test_lump_in_disguise():
    assert run(smells.no_lump_in_disguise, line("场地费", "舞台", 3000, 1, "项")) == [
        ("lump-in-disguise", "舞台 写成 1项×3,000元，看不出怎么算的；在依据里写明包括什么，或拆成几行。")
    ]
    fine = (
        line("场地费", "舞台", 999, 1, "项"),
        line("场地费", "舞台", None, 1, "项"),
        line("场地费", "舞台", 3000, 2, "项"),
        line("场地费", "舞台", 3000, 1, "套"),
        line("场地费", "舞台", 3000, 1, "项", basis="报价单"),
        line("不可预见费", "预备", 3000, 1, "项"),
    )
    assert run(smells.no_lump_in_disguise, *fine) == []
