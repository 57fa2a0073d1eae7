"""Reading what is no voluntary service (民政部令第67号 art. 19): whole posts, and single sign-ups."""

from sqlalchemy import ColumnElement, and_, or_, select

from planner.extensions import db
from planner.models import Event, ExcludedService, Shift, SignUp

_POST = select(Shift.post).where(Shift.event_id == SignUp.event_id, Shift.key == SignUp.shift)
_STANDING_POST = _POST.where(Shift.deleted_at.is_(None)).correlate(SignUp).scalar_subquery()
# Whether a sign-up is left out, itself or by its post: `queries.hours` says the same in Python.
IS_EXCLUDED = (
    select(ExcludedService.id)
    .where(ExcludedService.event_id == SignUp.event_id)
    .where(
        or_(
            ExcludedService.sign_up_id == SignUp.id,
            and_(ExcludedService.sign_up_id.is_(None), ExcludedService.post == _STANDING_POST),
        )
    )
    .correlate(SignUp)
    .exists()
)


def read_excluded(event: Event) -> dict[str | int, str]:
    """Why a post, by its key, or a sign-up, by its id, is no voluntary service; one statement."""
    rows = db.session.scalars(select(ExcludedService).where(ExcludedService.event_id == event.id))
    return {one.sign_up_id or one.post: one.because for one in rows}


def find_excluded(event: Event, post: str, sign_up_id: int | None) -> ExcludedService | None:
    """Whether this post, or this sign-up, was left out."""
    subject: ColumnElement[bool] = ExcludedService.sign_up_id == sign_up_id
    if sign_up_id is None:
        subject = ExcludedService.sign_up_id.is_(None) & (ExcludedService.post == post)
    return db.session.scalar(select(ExcludedService).where(ExcludedService.event_id == event.id, subject))
