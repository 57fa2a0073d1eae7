"""What is given out, and the donated goods it may come from."""

from wtforms.validators import ValidationError

from budgets.persons import is_same_person
from planner.forms.choices import TickField
from planner.forms.fields import CountField, DateField, DecimalField, MoneyField, Required, TextField
from planner.forms.row import RowForm


class HandoutForm(RowForm):
    """One hand-out of goods or cash."""

    noun = "handouts"
    columns = (
        ("item", ("发放内容", "物资", "名称", "品名")),
        ("each", ("每人数量", "数量")),
        ("unit", ("单位",)),
        ("cash", ("每人金额", "金额")),
        ("people", ("人数", "份数")),
        ("donated", ("捐赠物资",)),
        ("handed_on", ("发放日期", "日期")),
        ("handler", ("发放人",)),
        ("witness", ("证明人", "监发人")),
        ("remark", ("备注",)),
    )
    item = TextField("发放内容", [Required("写发什么，比如“书包”“慰问金”。")], most=80)
    each = DecimalField("每人数量")
    unit = TextField("单位", most=20)
    cash = MoneyField("每人金额（元）", description="发现金或转账时填")
    people = CountField("人数", [Required("写发给多少人。")], most=100_000)
    donated = TickField("发的是捐赠物资")
    handed_on = DateField("发放日期")
    handler = TextField("发放人", most=40)
    witness = TextField("证明人", most=40)
    remark = TextField("备注", most=200)

    def validate_each(self, field: DecimalField) -> None:
        if field.data is None and self.cash.data is None and not self.cash.errors:
            raise ValidationError("写每人发多少：实物写数量，现金写金额。")

    def validate_witness(self, field: TextField) -> None:
        if is_same_person(field.data or "", self.handler.data or ""):
            raise ValidationError(f"发放人和证明人要是两个人，现在都有“{field.data}”。")
