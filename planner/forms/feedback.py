"""What people say of an event, and what its organiser does with it."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import ValidationError

from planner.feedbackkinds import FeedbackAudience, SchoolYear
from planner.forms.choices import as_choices
from planner.forms.fields import LongTextField, Required
from planner.forms.signing import StrokesField
from planner.people.drawings import DRAWING
from planner.people.feedback import FACES, STAR_WORDS, STARS, SaidFeedback

MOST_WORDS = 300


class FeedbackForm(FlaskForm):
    """Stars and words of a grown-up; nothing asks who it is."""

    audience = FeedbackAudience.OTHER
    stars = RadioField("几颗星", choices=as_choices((str(n), STAR_WORDS[n]) for n in STARS), validate_choice=False)
    words = LongTextField("想说的话", most=MOST_WORDS)
    homepage = StringField()

    @property
    def is_by_machine(self) -> bool:
        """Whether something was put where people see nothing."""
        return bool(self.homepage.data)

    def validate_stars(self, field: Any) -> None:
        if field.data not in {str(stars) for stars in STARS}:
            raise ValidationError("点一颗星。")

    def said(self, audience: FeedbackAudience) -> SaidFeedback:
        """What was said; call after `validate`."""
        return SaidFeedback(audience=audience, stars=int(self.stars.data), words=self.words.data or "")


class ChildFeedbackForm(FeedbackForm):
    """A face, and one sentence or one drawing; the year of school only for whoever likes to say it."""

    stars = RadioField("哪张脸", choices=as_choices((str(n), FACES[n]) for n in STARS), validate_choice=False)
    words = LongTextField("说一句话", most=MOST_WORDS)
    drawing = StrokesField("画一张画", pad=DRAWING)
    year = RadioField("几年级", choices=as_choices(SchoolYear.choices()), validate_choice=False)

    def validate_stars(self, field: Any) -> None:
        if field.data not in {str(stars) for stars in STARS}:
            raise ValidationError("点一张脸。")

    def said(self, audience: FeedbackAudience) -> SaidFeedback:
        """What was said; call after `validate`."""
        year = SchoolYear(self.year.data) if self.year.data in set(SchoolYear) else None
        return SaidFeedback(
            audience=audience,
            stars=int(self.stars.data),
            words=self.words.data or "",
            drawing=self.drawing.data or "",
            year=year,
        )


def form_for(audience: FeedbackAudience, **kwargs: Any) -> FeedbackForm:
    """The form of an audience."""
    return (ChildFeedbackForm if audience is FeedbackAudience.CHILD else FeedbackForm)(**kwargs)


class QuoteForm(FlaskForm):
    """A piece of what somebody said."""

    quote = LongTextField(
        "引用哪几句",
        [Required("留一句要引用的话。")],
        most=MOST_WORDS,
        description="只留要用的话；中间不要的，用……代替。",
    )
