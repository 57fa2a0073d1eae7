"""Generated amounts, lines, budgets and settlements."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from budgets import Budget, Line, Loan, Money, Payment, Settlement, Source, UnitPrice

NAMES = ("财政", "自筹", "捐赠", "=1+1", "")
CATEGORIES = ("交通费", "餐费", "住宿费", "物资", "*", '=HYPERLINK("x")', ">5", "")

fen = st.integers(0, 10**12)
money = st.builds(Money, fen)
signed_money = st.builds(Money, st.integers(-(10**12), 10**12))
small_money = st.builds(Money, st.integers(0, 500_000_00))
prices = small_money.map(UnitPrice.of) | st.builds(UnitPrice, st.integers(0, 500_000_00))
refunds = st.builds(Money, st.integers(-100_000, -1))
quantities = st.decimals(0, 500, places=2, allow_nan=False, allow_infinity=False)
counts = st.integers(0, 40).map(Decimal)
texts = st.text(max_size=12)


@st.composite
def lines(draw: st.DrawFn, key: str) -> Line:
    return Line(
        key=key,
        category=draw(st.sampled_from(CATEGORIES)),
        item=draw(texts),
        unit_price=draw(st.none() | prices),
        quantity=draw(st.none() | quantities | counts),
        unit=draw(st.sampled_from(("人", "份", "箱", ""))),
        times=draw(st.none() | counts),
        times_unit=draw(st.sampled_from(("天", "餐", "晚", ""))),
        source=draw(st.sampled_from(NAMES)),
        basis=draw(texts),
        stated=draw(st.none() | small_money),
    )


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    size = draw(st.integers(0, 12))
    rows = tuple(draw(lines(f"k{at}")) for at in range(size))
    names = draw(st.lists(st.sampled_from(("财政", "自筹", "捐赠")), unique=True))
    return Budget(rows, tuple(Source(name, draw(st.none() | small_money)) for name in names))


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    budget = draw(budgets())
    keys = ("", "gone", *(line.key for line in budget.lines))
    expenses = tuple(
        Payment(f"e{at}", draw(small_money | refunds), draw(st.sampled_from(keys)), source=draw(st.sampled_from(NAMES)))
        for at in range(draw(st.integers(0, 12)))
    )
    received = draw(st.dictionaries(st.sampled_from(("财政", "自筹", "社会捐赠")), small_money))
    advances = tuple(
        Loan(f"a{at}", "张老师", draw(small_money), None, draw(small_money), draw(small_money))
        for at in range(draw(st.integers(0, 2)))
    )
    return Settlement(budget, expenses, received, advances)
