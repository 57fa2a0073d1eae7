"""When a post is filled, and by how many."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.validators import InputRequired, NumberRange, ValidationError

from planner.dossier import Dossier, Post
from planner.fields import GONE
from planner.forms.choices import ChoiceField
from planner.forms.fields import ClockField, CountField, DayField, TextField
from planner.forms.row import RowForm

MOST_PLACES = 1000


class PostField(ChoiceField):
    """A post of the event, chosen by key; pasted text is matched by its title."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, **kwargs)

    def offer_posts(self, posts: Sequence[Post], *, blank: str = "待定") -> None:
        """Set the entries to the posts of the event, `blank` for none of them, and read what was pasted."""
        self.offer([("", blank), *((post.key, post.title) for post in posts)])
        if self.data and self.data not in {post.key for post in posts}:
            found = {post.title: post.key for post in posts}.get(self.data.strip(), "")
            if not found:
                self.process_errors = [f"没有“{self.data[:20]}”这个岗位，先加岗位。"]
            self.data = found


class ShiftForm(RowForm):
    """A stretch of time of one post."""

    noun = "shifts"
    columns = (
        ("post", ("岗位", "志愿岗位")),
        ("day", ("日期", "天")),
        ("start", ("开始", "开始时间")),
        ("end", ("结束", "结束时间")),
        ("places", ("名额", "人数", "需要人数")),
        ("experienced", ("至少几名老志愿者", "老志愿者")),
        ("label", ("名称", "班次")),
    )
    carried = ("post", "day")
    post = PostField("岗位")
    day = DayField("日期")
    start = ClockField("开始")
    end = ClockField("结束")
    places = CountField(
        "名额", [InputRequired("写要几个人。"), NumberRange(min=1, message="至少要 1 个人。")], most=MOST_PLACES
    )
    experienced = CountField("至少几名老志愿者", most=MOST_PLACES)
    label = TextField("名称", most=40, description="同一天有几班时好认，比如“上午班”")

    def offer(self, dossier: Dossier) -> None:
        self.post.offer_posts(dossier.posts)

    def validate_end(self, field: ClockField) -> None:
        if field.data and self.start.data and field.data <= self.start.data:
            raise ValidationError(f"结束要晚于开始，开始是 {self.start.data:%H:%M}。过夜的分成两班写。")

    def validate_experienced(self, field: CountField) -> None:
        if field.data and self.places.data and field.data > self.places.data:
            raise ValidationError(f"名额一共 {self.places.data} 个，老志愿者不能比它多。")

    def display_values(self, values: Mapping[str, Any]) -> dict[str, str]:
        return super().display_values(values) | {"post": self.post.label_of(values["post"], GONE)}
