"""Goods given to the event."""

from planner.forms.fields import DateField, DecimalField, Required, TextField
from planner.forms.row import RowForm


class DonationForm(RowForm):
    """Goods given to the event."""

    noun = "donations"
    columns = (
        ("item", ("物资", "名称", "品名")),
        ("donor", ("捐赠方", "捐赠人", "捐赠单位")),
        ("received", ("收到", "数量")),
        ("unit", ("单位",)),
        ("stock", ("库存", "结存")),
        ("received_on", ("收到日期", "日期")),
        ("remark", ("备注",)),
    )
    item = TextField("物资", [Required("写物资名称，发放时用同一个名称。")], most=80)
    donor = TextField("捐赠方", most=80)
    received = DecimalField("收到数量", [Required("写收到多少。")])
    unit = TextField("单位", most=20)
    stock = DecimalField("库存", description="盘点以后填；空着按收到减发放算")
    received_on = DateField("收到日期")
    remark = TextField("备注", most=200, description="捐赠票据的号码可以写在这里")
