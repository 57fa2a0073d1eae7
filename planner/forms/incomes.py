"""Money that came in."""

from planner.forms.fields import DateField, MoneyField, Required, TextField
from planner.forms.row import RowForm


class IncomeForm(RowForm):
    """Money that a source really paid."""

    noun = "incomes"
    columns = (
        ("source", ("资金来源", "来源", "付款单位")),
        ("amount", ("金额", "到账金额")),
        ("received_on", ("到账日期", "日期")),
        ("remark", ("备注", "票据号")),
    )
    source = TextField("资金来源", [Required("写来源，比如“财政”“捐赠”。")], most=60)
    amount = MoneyField("金额（元）", [Required("写到账多少元。")])
    received_on = DateField("到账日期")
    remark = TextField("备注", most=200, description="收款票据的号码可以写在这里")
