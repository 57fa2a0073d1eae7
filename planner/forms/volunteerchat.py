"""A chat list of volunteers: the text, for which shift, and what was answered to each question."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.forms.choices import ChoiceField
from planner.forms.fields import LongTextField, Required
from planner.intake.chatlists import ChatReading, let_first_stand, read_chat_list
from planner.people import Slot

MOST_SIGNS = 50_000


class ChatListForm(FlaskForm):
    """What was copied out of the chat, and the shift that it is for."""

    shift = ChoiceField("哪一班")
    text = LongTextField("群里的接龙", [Required("把群里的接龙整段粘进来。")], most=MOST_SIGNS)

    def offer_slots(self, slots: Sequence[Slot]) -> None:
        """Set the shifts that one may sign up for."""
        self.shift.offer([("", "选一班"), *((slot.key, slot.label) for slot in slots if slot.begins)])

    def validate_shift(self, field: ChoiceField) -> None:
        if not field.data:
            raise ValidationError("选这份接龙是哪一班的。")

    @property
    def reading(self) -> ChatReading:
        """What the text says; of several of one name the first one is asked nothing. Call after `validate`."""
        return let_first_stand(read_chat_list(self.text.data or ""))
