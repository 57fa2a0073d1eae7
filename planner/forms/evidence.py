"""What is asked of whoever wants the evidence set of an event."""

from flask_wtf import FlaskForm

from planner.forms.choices import TickField
from planner.forms.fields import TextField
from planner.services.evidence import MOST_REASON


class EvidenceForm(FlaskForm):
    """What may stand in the set beyond the usual, and what for; without a reason the service refuses it."""

    shows_names = TickField("姓名写全", description="花名册、志愿服务记录写全名，写着孩子姓名的扫描件也放进来")
    takes_unchecked = TickField("没核对的照片也放", description="没核对过的、只留校内的都放，只在单位里存，不往外发")
    reason = TextField("做什么用", most=MOST_REASON, description="勾了上面的才要写，会记进改动记录")
