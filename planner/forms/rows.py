"""The forms of all rows by noun: `ROW_FORMS`."""

from planner.forms.advances import AdvanceForm
from planner.forms.attachments import AttachmentForm
from planner.forms.budget import BudgetForm
from planner.forms.contacts import ContactForm
from planner.forms.donations import DonationForm
from planner.forms.duties import DutyForm
from planner.forms.expenses import ExpenseForm
from planner.forms.funding import FundingForm
from planner.forms.handouts import HandoutForm
from planner.forms.head_counts import HeadCountForm
from planner.forms.incomes import IncomeForm
from planner.forms.participants import ParticipantForm
from planner.forms.parties import PartyForm
from planner.forms.phases import PhaseForm
from planner.forms.row import RowForm
from planner.forms.safety import SafetyForm
from planner.forms.schedule import ScheduleForm
from planner.forms.sections import SectionForm
from planner.forms.stops import StopForm
from planner.forms.supplies import SupplyForm
from planner.forms.vouchers import VoucherForm

ROW_FORMS: dict[str, type[RowForm]] = {
    "sections": SectionForm,
    "parties": PartyForm,
    "phases": PhaseForm,
    "stops": StopForm,
    "head_counts": HeadCountForm,
    "duties": DutyForm,
    "schedule": ScheduleForm,
    "contacts": ContactForm,
    "supplies": SupplyForm,
    "budget": BudgetForm,
    "funding": FundingForm,
    "safety": SafetyForm,
    "attachments": AttachmentForm,
    "participants": ParticipantForm,
    "expenses": ExpenseForm,
    "incomes": IncomeForm,
    "advances": AdvanceForm,
    "donations": DonationForm,
    "handouts": HandoutForm,
    "vouchers": VoucherForm,
}
