"""Something that was counted beside the plan."""

from wtforms.validators import ValidationError

from planner.actualkinds import MediaLevel, TallyKind
from planner.forms.choices import EnumField
from planner.forms.fields import CountField, Required, TextField
from planner.forms.row import RowForm


class TallyForm(RowForm):
    """Visits, calls, pairs, reports of media."""

    noun = "tallies"
    columns = (
        ("kind", ("数什么", "项目", "种类")),
        ("number", ("多少", "数量", "次数")),
        ("level", ("媒体级别", "级别")),
        ("remark", ("说明", "备注", "标题")),
    )
    kind = EnumField(TallyKind, "数什么")
    number = CountField("多少", [Required("写多少，比如 12。")], most=100_000)
    level = EnumField(MediaLevel, "媒体级别", blank="不分级", description="只有媒体报道才分级")
    remark = TextField("说明", most=200, description="哪家媒体、走访哪个村，一句话")

    def validate_level(self, field: EnumField) -> None:
        kind = self.kind.data
        if field.data is not None and kind is not None and kind is not TallyKind.MEDIA:
            raise ValidationError(f"只有媒体报道分级，{kind.label}选“不分级”。")
