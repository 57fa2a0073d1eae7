"""All tables of the house; `ROW_MODELS` holds those of rows by the name of their noun."""

from planner.models.activity import Activity
from planner.models.actuals import Actual, EventImpression
from planner.models.advances import Advance
from planner.models.approvals import Revision
from planner.models.attachments import Attachment
from planner.models.attempts import SignInAttempt
from planner.models.attendance import Attendance, PostPosition
from planner.models.budget import BudgetLine
from planner.models.bulletins import BulletinHead, BulletinIssue
from planner.models.certificates import CertificateSeries, CertifiedVolunteer, IssuedCertificate
from planner.models.changes import AggregateChange
from planner.models.contacts import Contact
from planner.models.deciding import BarredPerson, Deputy, RowAuthor
from planner.models.devices import Device
from planner.models.donations import Donation
from planner.models.duties import Duty
from planner.models.erasures import Erasure
from planner.models.events import Event
from planner.models.evidence import EvidencePiece, EvidenceSet
from planner.models.expenses import Expense
from planner.models.feedback import Feedback, FeedbackDesk
from planner.models.funding import FundingSource
from planner.models.handouts import Handout
from planner.models.head_counts import HeadCount
from planner.models.hours import (
    ExcludedService,
    HoursCorrection,
    HoursRequest,
    ServiceEvaluation,
    ServiceHours,
)
from planner.models.identity import DatabaseIdentity
from planner.models.incidents import Incident
from planner.models.incomes import Income
from planner.models.intake import IntakeBatch, KnownHeading
from planner.models.invoiceregister import InvoiceClash, InvoiceEntry
from planner.models.invoices import DroppedInvoice
from planner.models.jobs import JobEntry, JobRecord
from planner.models.key_checks import KeyCheck
from planner.models.links import Link
from planner.models.once import OnceKey
from planner.models.organisations import Organisation
from planner.models.participants import Participant
from planner.models.parties import Party
from planner.models.phases import Phase
from planner.models.photobooks import PhotoBook
from planner.models.photos import Photo, PhotoBox, PhotoCopy, PhotoPiece, PhotoUpload
from planner.models.plantexts import PlanText
from planner.models.policies import FinancePolicy, SummaryPolicy, VolunteerPolicy
from planner.models.posts import Post
from planner.models.questions import SignUpQuestion
from planner.models.remarks import LineRemark
from planner.models.reviews import ApprovedLine, FinanceReview
from planner.models.row import ROW_MODELS, RowMixin
from planner.models.safety import SafetyCheck
from planner.models.schedule import ScheduleItem
from planner.models.schoolcalendar import CalendarDraft, SchoolCalendar, SchoolDay
from planner.models.sections import PlanSection
from planner.models.shifts import Shift
from planner.models.signups import SignUp, SignUpDesk, SignUpLottery
from planner.models.stops import Stop
from planner.models.summary import OwnChapter, Summary, SummaryParagraph, SummaryRevision
from planner.models.supplies import Supply
from planner.models.tallies import TallyEntry
from planner.models.team import TeamMember
from planner.models.unitlog import UnitEntry
from planner.models.users import Membership, User
from planner.models.volunteerfile import FiledVolunteer, Filing
from planner.models.volunteers import Volunteer
from planner.models.vouchers import Voucher
from planner.models.waivers import Waiver

__all__ = [
    "ROW_MODELS",
    "Activity",
    "Actual",
    "Advance",
    "AggregateChange",
    "ApprovedLine",
    "Attachment",
    "Attendance",
    "BarredPerson",
    "BudgetLine",
    "BulletinHead",
    "BulletinIssue",
    "CalendarDraft",
    "CertificateSeries",
    "CertifiedVolunteer",
    "Contact",
    "DatabaseIdentity",
    "Deputy",
    "Device",
    "Donation",
    "DroppedInvoice",
    "Duty",
    "Erasure",
    "Event",
    "EventImpression",
    "EvidencePiece",
    "EvidenceSet",
    "ExcludedService",
    "Expense",
    "Feedback",
    "FeedbackDesk",
    "FiledVolunteer",
    "Filing",
    "FinancePolicy",
    "FinanceReview",
    "FundingSource",
    "Handout",
    "HeadCount",
    "HoursCorrection",
    "HoursRequest",
    "Incident",
    "Income",
    "IntakeBatch",
    "InvoiceClash",
    "InvoiceEntry",
    "IssuedCertificate",
    "JobEntry",
    "JobRecord",
    "KeyCheck",
    "KnownHeading",
    "LineRemark",
    "Link",
    "Membership",
    "OnceKey",
    "Organisation",
    "OwnChapter",
    "Participant",
    "Party",
    "Phase",
    "Photo",
    "PhotoBook",
    "PhotoBox",
    "PhotoCopy",
    "PhotoPiece",
    "PhotoUpload",
    "PlanSection",
    "PlanText",
    "Post",
    "PostPosition",
    "Revision",
    "RowAuthor",
    "RowMixin",
    "SafetyCheck",
    "ScheduleItem",
    "SchoolCalendar",
    "SchoolDay",
    "ServiceEvaluation",
    "ServiceHours",
    "Shift",
    "SignInAttempt",
    "SignUp",
    "SignUpDesk",
    "SignUpLottery",
    "SignUpQuestion",
    "Stop",
    "Summary",
    "SummaryParagraph",
    "SummaryPolicy",
    "SummaryRevision",
    "Supply",
    "TallyEntry",
    "TeamMember",
    "UnitEntry",
    "User",
    "Volunteer",
    "VolunteerPolicy",
    "Voucher",
    "Waiver",
]
