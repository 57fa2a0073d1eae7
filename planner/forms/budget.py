"""One line of the budget."""

from typing import Any

from wtforms.validators import ValidationError

from budgets import MAX_FEN, Line, Money
from planner.forms.fields import DecimalField, MoneyField, PriceField, Required, TextField
from planner.forms.row import RowForm


class BudgetForm(RowForm):
    """One line of the budget."""

    noun = "budget"
    columns = (
        ("category", ("类别", "科目")),
        ("item", ("项目", "名称", "品名", "用途", "内容")),
        ("unit_price", ("单价",)),
        ("quantity", ("数量",)),
        ("unit", ("单位",)),
        ("times", ("次数", "天数", "人数/天数", "倍数")),
        ("times_unit", ("次数单位",)),
        ("stated", ("小计", "金额", "合计")),
        ("source", ("资金来源", "来源")),
        ("basis", ("备注", "依据", "依据/备注", "说明")),
    )
    category = TextField("类别", most=40)
    item = TextField("项目", [Required("写项目，比如“大巴租赁”。")], most=120)
    unit_price = PriceField("单价（元）", description="最多四位小数，像 0.125")
    quantity = DecimalField("数量")
    unit = TextField("单位", most=20)
    times = DecimalField("× 次数", description="天数、餐数、晚数；不用就空着")
    times_unit = TextField("次数单位", most=20)
    stated = MoneyField("总额（元）", description="没有单价和数量时才填")
    source = TextField("资金来源", most=60)
    basis = TextField("依据、备注", most=400)

    def validate_quantity(self, field: DecimalField) -> None:
        numbers = (self.unit_price.data, field.data, self.times.data)
        if None in numbers[:2]:
            return
        amount = Line("", "", "", numbers[0], numbers[1], times=numbers[2]).amount
        if amount is not None and amount.fen > MAX_FEN:
            raise ValidationError(f"单价 × 数量 × 次数最大到 {Money(MAX_FEN).plain()} 元，现在是 {amount.plain()} 元。")

    def values(self) -> dict[str, Any]:
        values = super().values()
        line = Line(key="", **values)
        if line.computed is not None and line.computed == values["stated"]:
            values["stated"] = None
        return values
