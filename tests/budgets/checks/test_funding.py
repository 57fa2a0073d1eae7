from budgets import Money, Source
from budgets.checks import funding
from tests.budgets.checks.rows import line, run

STATE, GIVEN = Source("财政", Money(100_00)), Source("捐赠", Money(50_00))


def test_sources_cover_expenses():
    def check(amount, *sources):
        return run(funding.sources_cover_expenses, line("餐费", "午餐", amount, 1), sources=sources)

    assert check(150, STATE, GIVEN) == check(1) == check(None, STATE) == []
    assert check(160, STATE, GIVEN) == [
        ("funding-differs", "资金来源合计 150.00 元，支出合计 160.00 元，少 10.00 元。")
    ]
    assert check(140, STATE, GIVEN) == [
        ("funding-differs", "资金来源合计 150.00 元，支出合计 140.00 元，多 10.00 元。")
    ]
    assert check(1, STATE, Source("自筹")) == [("source-unknown", "资金来源 自筹 没有金额，应写明出多少。")]


def test_lines_fit_sources():
    def check(amount, *sources):
        return run(funding.lines_fit_sources, line("餐费", "午餐", amount, 1, source="捐赠"), sources=sources)

    assert check(50, STATE, GIVEN) == check(60) == check(60, Source("捐赠")) == []
    assert check(60, STATE, GIVEN) == [
        ("source-overdrawn", "捐赠 只有 50.00 元，列在它名下的支出 60.00 元，超 10.00 元。")
    ]


def test_lines_name_sources():
    bare, named = line("餐费", "午餐", 1, 1), line("餐费", "晚餐", 1, 1, source="家委会")
    assert run(funding.lines_name_sources, bare) == run(funding.lines_name_sources, named) == []
    assert run(funding.lines_name_sources, bare, named) == [("source-missing", "1 项没有写资金来源，第一项是 午餐。")]
    assert run(funding.lines_name_sources, named, sources=(STATE, GIVEN)) == [
        ("source-not-listed", "晚餐 写由 家委会 出，资金来源里只有 捐赠、财政。")
    ]
    fine = line("餐费", "晚餐", 1, 1, source=" 财政 ")
    assert run(funding.lines_name_sources, fine, sources=(STATE,)) == []


def test_parents_pay_itemised():
    notice = ("parents-pay-notice", "有家长交费的项目，收费标准和退费办法要事先公示，结余退给家长。")
    lump = line("餐费", "伙食", stated=300, source="家长交费")
    assert run(funding.parents_pay_itemised, lump) == [
        ("parents-pay-lump", "伙食 由家长交费，只有总数 300.00 元，应拆成单价和数量再公示。"),
        notice,
    ]
    assert run(funding.parents_pay_itemised, line("餐费", "伙食", 1, 1, source="学生缴费")) == [notice]
    assert run(funding.parents_pay_itemised, sources=(Source("报名费"),)) == [notice]
    assert run(funding.parents_pay_itemised, line("餐费", "伙食", stated=1), sources=(STATE,)) == []
