"""All tables of the house; `ROW_MODELS` maps the row names of a dossier to theirs."""

from planner.models.activity import Activity
from planner.models.advance import Advance
from planner.models.approval import Revision
from planner.models.attachment import Attachment
from planner.models.budget import BudgetLine
from planner.models.contact import Contact
from planner.models.donation import Donation
from planner.models.duty import Duty
from planner.models.event import Event
from planner.models.expense import Expense
from planner.models.finance_review import ApprovedLine, FinancePolicy, FinanceReview, LineRemark
from planner.models.funding import FundingSource
from planner.models.handout import Handout
from planner.models.head_count import HeadCount
from planner.models.income import Income
from planner.models.once import OnceKey
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
from planner.models.voucher import Voucher

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
    "funding": FundingSource,
    "safety": SafetyCheck,
    "attachments": Attachment,
    "participants": Participant,
    "expenses": Expense,
    "incomes": Income,
    "advances": Advance,
    "donations": Donation,
    "handouts": Handout,
    "vouchers": Voucher,
}

__all__ = [
    "ROW_MODELS",
    "Activity",
    "ApprovedLine",
    "BudgetLine",
    "Event",
    "Expense",
    "FinancePolicy",
    "FinanceReview",
    "Invite",
    "LineRemark",
    "Membership",
    "OnceKey",
    "OneTimeLink",
    "Organisation",
    "Participant",
    "Revision",
    "RowMixin",
    "SignInAttempt",
    "TeamMember",
    "User",
    "Voucher",
]
