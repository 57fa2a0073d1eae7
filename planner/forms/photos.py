"""What is typed about photos: a caption, and by how much the clock of a phone was wrong."""

from datetime import timedelta

from flask_wtf import FlaskForm

from planner.forms.choices import ChoiceField
from planner.forms.fields import CountField, LongTextField
from planner.pictures import PhotoAlbum

SLOW, FAST = "slow", "fast"
_DIRECTIONS = ((SLOW, "慢了，往后加"), (FAST, "快了，往前减"))


class ClockForm(FlaskForm):
    """The clock of one phone; `phone` is its number among those that have sent photos."""

    phone = ChoiceField("哪部手机")
    direction = ChoiceField("它的钟", choices=_DIRECTIONS)
    days = CountField("天", most=11_000)
    hours = CountField("小时", most=1_000)
    minutes = CountField("分钟", most=10_000)

    def shift(self) -> timedelta:
        """How much later its photos were taken than it says; less than nothing where it is fast."""
        numbers = (self.days.data or 0, self.hours.data or 0, self.minutes.data or 0)
        later = timedelta(days=numbers[0], hours=numbers[1], minutes=numbers[2])
        return -later if self.direction.data == FAST else later


class CaptionForm(FlaskForm):
    """What stands under a photo; the service says how long it may be, and what was typed stays."""

    caption = LongTextField("说明", most=10_000)
    item = ChoiceField("拍的是")

    def offer(self, album: PhotoAlbum) -> None:
        """Offer the items of the schedule of which the time is known."""
        items = ((span.key, f"{span.begins:%-m月%-d日} {span.hours} {span.title}") for span in album.spans)
        self.item.offer([("", "不归到哪一项"), *items])
