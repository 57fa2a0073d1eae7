"""Where the money of a budget comes from."""

from planner.forms.fields import MoneyField, Required, TextField
from planner.forms.row import RowForm


class FundingForm(RowForm):
    """One promised source."""

    noun = "funding"
    columns = (("name", ("资金来源", "来源", "名称")), ("amount", ("金额", "数额")), ("remark", ("备注", "说明")))
    name = TextField("资金来源", [Required("写来源，比如“财政”“自筹”“捐赠”。")], most=60)
    amount = MoneyField("金额（元）")
    remark = TextField("备注", most=200)
