"""The forms of all rows by noun: `ROW_FORMS`."""

from planner.enums import SectionSource
from planner.forms.advances import AdvanceForm
from planner.forms.budget import BudgetForm
from planner.forms.choices import EnumField
from planner.forms.duties import ContactForm, DutyForm
from planner.forms.expenses import ExpenseForm
from planner.forms.facts import HeadCountForm, PartyForm, PhaseForm, StopForm
from planner.forms.fields import Required, TextField
from planner.forms.funding import FundingForm
from planner.forms.handouts import DonationForm, HandoutForm
from planner.forms.incomes import IncomeForm
from planner.forms.roster import ParticipantForm
from planner.forms.row import RowForm
from planner.forms.safety import SafetyForm
from planner.forms.schedule import ScheduleForm
from planner.forms.supplies import SupplyForm
from planner.forms.vouchers import VoucherForm


class SectionForm(RowForm):
    """A chapter's heading and what it prints; its text has the plan editor."""

    heading = TextField("标题", [Required("写章节标题，比如“活动目的”。")], most=60)
    source = EnumField(SectionSource, "自动印出", description="选了就在正文后面印出相应的记录，不用再打一遍。")


class AttachmentForm(RowForm):
    """What an attachment is called on paper."""

    name = TextField("附件名称", [Required("写附件名称。")], most=120)


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
