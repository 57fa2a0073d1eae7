"""PlanProposals of a text held against the forms of the event and of its rows: what comes in, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from planner.dossier import Dossier, Facts
from planner.forms.facts import FactsForm
from planner.forms.rows import ROW_FORMS
from planner.intake.proposals.proposal import PlanProposal, RowDraft, Texts
from planner.models.row import new_key
from planner.nouns import Aggregate, row_types

_ANY_TITLE = "活动"


@dataclass(frozen=True, slots=True)
class JudgedProposal:
    """A proposal as the forms read it: values of the event and of rows, or why they refuse it.

    `choices` are what may be said instead where the refused field is one that chooses.
    """

    item: PlanProposal
    facts: Mapping[str, Any]
    rows: tuple[tuple[str, Mapping[str, Any]], ...]
    fault: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def judge(item: PlanProposal) -> JudgedProposal:
    """What the forms make of a proposal; what they refuse brings nothing."""
    facts, fault = _read_facts(item.facts)
    rows: list[tuple[str, Mapping[str, Any]]] = []
    choices: tuple[tuple[str, str], ...] = ()
    for draft in item.rows:
        values, wrong, choices = _read_row(draft)
        fault = fault or wrong
        rows.append((draft.noun, values))
    return JudgedProposal(item, {}, (), fault, choices) if fault else JudgedProposal(item, facts, tuple(rows))


def build_dossier(title: str, judged: Iterable[JudgedProposal]) -> Dossier:
    """The event that these proposals make; each row gets a key of its own."""
    facts: dict[str, Any] = {}
    rows: dict[str, list[Any]] = {}
    types = row_types(Aggregate.PLAN)
    for each in judged:
        facts |= each.facts
        for noun, values in each.rows:
            rows.setdefault(noun, []).append(types[noun](key=new_key(), **values))
    return Dossier.of(Facts(title=title, **facts), {noun: tuple(found) for noun, found in rows.items()})


def _read_facts(texts: Texts) -> tuple[dict[str, Any], str]:
    if not texts:
        return {}, ""
    form = FactsForm(formdata=MultiDict({"title": _ANY_TITLE, "kind": "blank", **texts}), meta={"csrf": False})
    if not form.validate():
        return {}, _sentence(form.errors)
    return {name: value for name, value in form.values().items() if name in texts}, ""


def _read_row(draft: RowDraft) -> tuple[Mapping[str, Any], str, tuple[tuple[str, str], ...]]:
    form = ROW_FORMS[draft.noun].of_cells(draft.texts, Dossier())
    if form.validate():
        return form.values(), "", ()
    refused = next(form[name] for name in form.errors if name)
    choices = tuple((str(c.value), str(c.label)) for c in getattr(refused, "choices", ()) if c.value)
    return {}, _sentence(form.errors), choices


def _sentence(errors: Mapping[str, Any]) -> str:
    return next(str(faults[0]) for name, faults in errors.items() if name)
