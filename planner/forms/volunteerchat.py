"""A chat list of volunteers: the text, for which shift, and what was answered to each question."""

import re
from collections.abc import Iterable, Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import ValidationError

from planner.forms.choices import ChoiceField
from planner.forms.fields import LongTextField, Required
from planner.intake.chatlists import ChatReading, let_first_stand, read_chat_list
from planner.people import Slot

MOST_SIGNS = 50_000
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)


class ChatListForm(FlaskForm):
    """What was copied out of the chat, and the shift that it is for."""

    shift = ChoiceField("哪一班")
    # Which entries of the list were settled before, with the shift that they were for.
    settled = HiddenField()
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
        return let_first_stand(read_chat_list(self.text.data or "", self.settled_numbers))

    @property
    def settled_numbers(self) -> frozenset[int]:
        """The numbers of this list that were settled before; none of a list for another shift."""
        shift, _, numbers = (self.settled.data or "").partition(":")
        return frozenset(int(each) for each in _NUMBER.findall(numbers)) if shift == self.shift.data else frozenset()

    def keep_rest(self, text: str, settled: Iterable[int]) -> None:
        """Leave what is still to be decided in the form, and which numbers of the list are settled so far."""
        listed = ",".join(str(number) for number in sorted({*settled, *self.settled_numbers}))
        self.text.data, self.settled.data = text, f"{self.shift.data}:{listed}" if text else ""
