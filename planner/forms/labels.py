"""What the fields of a form are called, for pages that know of it only what it sent."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from flask_wtf import FlaskForm
from wtforms.fields.core import UnboundField


def find_labels(sent: Collection[str]) -> dict[str, str]:
    """The labels, by name, of the form that has most of the fields that were sent, and fewest others.

    A hidden field is called "".
    """
    names = frozenset(sent)
    return max(_forms(), key=lambda labels: (len(labels.keys() & names), -len(labels.keys() - names)))


@cache
def _forms() -> tuple[dict[str, str], ...]:
    return tuple(_labels_of(form) for form in _classes_below(FlaskForm))


def _classes_below(base: type[FlaskForm]) -> Iterator[type[FlaskForm]]:
    for form in base.__subclasses__():
        yield from _classes_below(form)
        yield form


def _labels_of(form: type[FlaskForm]) -> dict[str, str]:
    fields: dict[str, Any] = {name: getattr(form, name) for name in dir(form)}
    return {name: _label_of(field) for name, field in fields.items() if isinstance(field, UnboundField)}


def _label_of(field: Any) -> str:
    """The label, as it is said where the field is: the first text, behind the enum of a choice."""
    return next((said for said in field.args if isinstance(said, str)), "")
