"""How a refusal of a service reaches the form that was sent: at its field, else on top of the form."""

from dataclasses import dataclass

from flask_wtf import FlaskForm

from planner.errors import PlannerError


def put_refusal(form: FlaskForm, error: PlannerError) -> None:
    """Show the sentence of the refusal at the field that it names; on top of the form when it names none of it.

    The form is then no longer free of errors, and what was typed stays. The error itself is kept where it names a
    place, so that the page can lead there.
    """
    field = form[error.field] if error.field and error.field in form else None
    if field is None:
        form.form_errors.append(error)
    else:
        field.errors = [*field.errors, error if error.place else error.sentence]


def refusal_status(form: FlaskForm) -> int:
    """The status of the page that shows a refused form again: that of its gravest refusal, 422 for what was typed."""
    return max([422, *(error.status for error in form.form_errors if isinstance(error, PlannerError))])


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A field that has to be mended, by its label; `id` is that of its control, "" where the form has none for it."""

    label: str
    id: str = ""


def list_faults(form: FlaskForm) -> tuple[FieldFault, ...]:
    """The fields that have errors, in their order; what is wrong with the form as a whole is not among them."""
    return tuple(_fault(form, name, errors) for name, errors in form.errors.items() if name)


def _fault(form: FlaskForm, name: str, errors: list[str]) -> FieldFault:
    if name not in form:
        return FieldFault(errors[0])
    return FieldFault("表单过期，再存一次" if name == "csrf_token" else form[name].label.text, form[name].id)
