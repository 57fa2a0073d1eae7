"""Who agreed that photos of them are published, as far as rows say so."""

from sqlalchemy import func, select

from planner.dossier import Dossier
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Event, Participant, SignUp, Volunteer
from planner.people.photoconsent import PhotoConsents, find_photo_rules


def read_photo_consents(event: Event, dossier: Dossier) -> PhotoConsents:
    """What volunteers said, how many children there are, and what the plan says; two statements.

    Of children no record says whether their photos may be published.
    """
    helping = (SignUp.event_id == event.id, SignUp.state == SignUpState.CONFIRMED, Volunteer.erased_at.is_(None))
    columns = (Volunteer.id, Volunteer.name, Volunteer.photos)
    said = db.session.execute(
        select(*columns).join(SignUp, SignUp.volunteer_id == Volunteer.id).where(*helping).distinct()
    ).all()
    on_roster = (Participant.event_id == event.id, Participant.deleted_at.is_(None))
    return PhotoConsents(
        agreed=tuple(sorted(name for _, name, may_show in said if may_show)),
        silent=tuple(sorted(name for _, name, may_show in said if not may_show)),
        children=db.session.scalar(select(func.count()).select_from(Participant).where(*on_roster)) or 0,
        rules=find_photo_rules(dossier),
    )
