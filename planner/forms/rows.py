"""The forms of all rows by noun: importing this module makes `ROW_FORMS` complete."""

from planner.forms import (  # noqa: F401
    advances,
    attachments,
    budget,
    contacts,
    donations,
    duties,
    expenses,
    funding,
    handouts,
    head_counts,
    incidents,
    incomes,
    participants,
    parties,
    phases,
    posts,
    questions,
    safety,
    schedule,
    sections,
    shifts,
    stops,
    supplies,
    tallies,
    vouchers,
)
from planner.forms.row import ROW_FORMS

__all__ = ["ROW_FORMS"]
