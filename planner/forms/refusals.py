"""How a refusal of a service reaches the form that was sent: at its field, else on top of the form."""

from flask_wtf import FlaskForm

from planner.errors import PlannerError


def put_refusal(form: FlaskForm, error: PlannerError) -> None:
    """Show the sentence of the refusal at the field that it names; on top of the form when it names none of it.

    The form is then no longer free of errors, and what was typed stays. On top stands the error itself, so that the
    page can lead to the place that it names.
    """
    field = form[error.field] if error.field and error.field in form else None
    if field is None:
        form.form_errors.append(error)
    else:
        field.errors = [*field.errors, error.sentence]
