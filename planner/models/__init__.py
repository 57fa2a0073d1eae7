"""All tables of the house; `ROW_MODELS` maps the row names of a dossier to theirs."""

from planner.models.activity import Activity
from planner.models.approval import Revision
from planner.models.attachment import Attachment
from planner.models.budget import BudgetLine
from planner.models.contact import Contact
from planner.models.duty import Duty
from planner.models.event import Event
from planner.models.head_count import HeadCount
from planner.models.organisation import Organisation
from planner.models.participant import Participant
from planner.models.party import Party
from planner.models.phase import Phase
from planner.models.row import RowMixin
from planner.models.safety import SafetyCheck
from planner.models.schedule import ScheduleItem
from planner.models.section import PlanSection
from planner.models.stop import Stop
from planner.models.supply import Supply
from planner.models.team import Invite, TeamMember
from planner.models.user import Membership, OneTimeLink, SignInAttempt, User

ROW_MODELS: dict[str, type[RowMixin]] = {
    "sections": PlanSection,
    "parties": Party,
    "phases": Phase,
    "stops": Stop,
    "head_counts": HeadCount,
    "duties": Duty,
    "schedule": ScheduleItem,
    "contacts": Contact,
    "supplies": Supply,
    "budget": BudgetLine,
    "safety": SafetyCheck,
    "attachments": Attachment,
    "participants": Participant,
}

__all__ = [
    "ROW_MODELS",
    "Activity",
    "Event",
    "Invite",
    "Membership",
    "OneTimeLink",
    "Organisation",
    "Participant",
    "Revision",
    "RowMixin",
    "SignInAttempt",
    "TeamMember",
    "User",
]
