"""Money lent to somebody for an event."""

from planner.forms.fields import DateField, MoneyField, Required, TextField
from planner.forms.row import RowForm


class AdvanceForm(RowForm):
    """An advance, what of it was settled by vouchers, what was paid back."""

    noun = "advances"
    columns = (
        ("person", ("借款人", "姓名")),
        ("lent", ("借款金额", "金额")),
        ("lent_on", ("借款日期", "日期")),
        ("spent", ("已报销", "报销金额")),
        ("returned", ("已归还", "归还金额")),
        ("remark", ("备注",)),
    )
    person = TextField("借款人", [Required("写谁借的。")], most=40)
    lent = MoneyField("借款金额（元）", [Required("写借了多少元。")])
    lent_on = DateField("借款日期")
    spent = MoneyField("已报销（元）", description="凭发票冲抵的部分")
    returned = MoneyField("已归还（元）")
    remark = TextField("备注", most=200)
