"""The organiser's own questions as a volunteer answers them, within another form or alone."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import RadioField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import ValidationError

from planner.dossier import SignUpQuestion
from planner.forms.choices import as_choices
from planner.forms.fields import Required, TextField
from planner.people.questions import LONGEST_ANSWER, GivenAnswer

_PREFIX = "answer-"


class AnswerChoiceField(RadioField):
    """One of the answers of a question; one that it does not have any more is asked anew."""

    data: str

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in {choice.value for choice in self.choices}:
            raise ValidationError("选项刚才改过，再选一次。")


class AnswersForm(BaseForm):
    """The questions that somebody may be asked, each with its field; what was typed stays in it."""

    def __init__(
        self,
        questions: Sequence[SignUpQuestion],
        typed: MultiDict[str, str] | None = None,
        given: Sequence[GivenAnswer] = (),
    ) -> None:
        super().__init__({_PREFIX + question.key: _field_of(question) for question in questions}, meta=DefaultMeta())
        self.questions = tuple(questions)
        self.process(typed, data={_PREFIX + answer.question: answer.said for answer in given})

    @property
    def asked(self) -> list[tuple[SignUpQuestion, Any]]:
        """Each question with its field."""
        return [(question, self[_PREFIX + question.key]) for question in self.questions]

    def check(self, *, is_minor: bool) -> bool:
        """Whether all that is asked of somebody of this age is answered as it can be."""
        self.validate()
        for question, field in self.asked:
            if question.minors and not is_minor:
                field.errors = []
            elif question.choices and question.required and not field.data:
                field.errors = ["选一项。"]
        return not self.errors

    def answers(self, *, is_minor: bool) -> list[GivenAnswer]:
        """What was said, of those under age also what only they are asked."""
        return [
            GivenAnswer(question.key, question.text, field.data, question.readers)
            for question, field in self.asked
            if field.data and (is_minor or not question.minors)
        ]


def _field_of(question: SignUpQuestion) -> Any:
    """The field of a question, as forms take it."""
    if question.choices:
        return AnswerChoiceField(question.text, choices=as_choices((one, one) for one in question.choices))
    required = [Required("写一行，这一条必答。")] if question.required else []
    return TextField(question.text, required, most=LONGEST_ANSWER)
