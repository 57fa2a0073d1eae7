"""The forms of all rows."""

from datetime import time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import String
from werkzeug.datastructures import MultiDict

from planner.dossier import Dossier, Duty
from planner.forms.facts import FactsForm
from planner.forms.rows import ROW_FORMS
from planner.models import ROW_MODELS, Event
from planner.nouns import NOUNS
from tests.planner.rowvalues import EXAMPLES

DOSSIER = Dossier(duties=(Duty("aa", "领队", "李老师"), Duty("bb", "队医")))
ODD = [
    "",
    "\0",
    "<script>",
    "9" * 40,
    "-1",
    "👶",
    "待定",
    "若干",
    "²",
    "1e400",
    "x" * 5000,
    "2月30日",
    "’",
    "٣",
    "½",
    "NaN",
    "  ",
]
every_noun = pytest.mark.parametrize("noun", ROW_FORMS)


def filled(app: Flask, noun: str, values: dict[str, str]) -> Any:
    """The form with these texts, validated."""
    with app.test_request_context():
        form = ROW_FORMS[noun](formdata=MultiDict(values), meta={"csrf": False})
        form.offer(DOSSIER)
        form.validate()
        return form


@every_noun
def test_form_gives_the_columns_of_its_noun(app: Flask, noun: str) -> None:
    form = filled(app, noun, EXAMPLES[noun].typed)

    assert form.errors == {}
    assert {name: form.values()[name] for name in EXAMPLES[noun].kept if name in form.values()}.items() <= EXAMPLES[
        noun
    ].kept.items()
    assert set(form.values()) <= set(NOUNS[noun].value_names)


@every_noun
@pytest.mark.parametrize("text", ODD)
def test_no_text_breaks_a_form(app: Flask, noun: str, text: str) -> None:
    form = filled(app, noun, dict.fromkeys([*EXAMPLES[noun].typed, "duties"], text))

    sentences = [error for errors in form.errors.values() for error in errors]
    assert all(not sentence.isascii() and sentence.endswith("。") for sentence in sentences)
    if not form.errors:
        assert set(form.values()) <= set(NOUNS[noun].value_names)


@pytest.mark.parametrize(("form", "model"), [*((ROW_FORMS[n], ROW_MODELS[n]) for n in ROW_FORMS), (FactsForm, Event)])
def test_texts_fit_into_their_columns(app: Flask, form: type, model: type) -> None:
    """PostgreSQL refuses what is longer."""
    with app.test_request_context():
        most = {f.name: f.most for f in form(meta={"csrf": False}) if f.type in ("TextField", "LongTextField")}
    columns = {c.name: c.type for c in model.__table__.columns}  # type: ignore[attr-defined]
    longest = {n: c.length for n, c in columns.items() if isinstance(c, String) and getattr(c, "length", None)}

    assert {name: size for name, size in most.items() if name in longest and size > longest[name]} == {}


@every_noun
def test_headings_of_a_pasted_table_are_not_ambiguous(noun: str) -> None:
    words = [word for _, words in ROW_FORMS[noun].columns for word in words]

    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("noun", "values", "field", "sentence"),
    [
        ("schedule", {"start": "10:00", "end": "9:00"}, "end", "结束要晚于开始，开始是 10:00。过夜的事项分成两天写。"),
        ("schedule", {"start": "24:00"}, "start", "这里写 00:00 到 23:59 的时间，现在是“24:00”。"),
        ("schedule", {"start": "16:59", "end": "6:00"}, "end", "结束要晚于开始，开始是 16:59。过夜的事项分成两天写。"),
        ("schedule", {"start": "10:00", "end": "10:00"}, "end", "结束要晚于开始，开始是 10:00。过夜的事项分成两天写。"),
        (
            "phases",
            {"starts_on": "2027-05-02", "ends_on": "5月1日"},
            "ends_on",
            "结束日期要在开始日期之后，开始是 5月2日。",
        ),
        (
            "supplies",
            {"quantity": "很多"},
            "quantity",
            "数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“很多”。不知道多少，写“若干”。",
        ),
        ("supplies", {"duty": "王老师"}, "duty", "分工里没有“王老师”，先到分工页加上。"),
    ],
)
def test_what_does_not_go_together_is_explained(
    app: Flask, noun: str, values: dict[str, str], field: str, sentence: str
) -> None:
    assert filled(app, noun, EXAMPLES[noun].typed | values).errors == {field: [sentence]}


@pytest.mark.parametrize(
    ("start", "end", "kept", "shown"),
    [
        ("22:00", "24:00", time(), "24:00"),
        ("晚上10点", "晚上12点", time(), "24:00"),
        ("17:00", "6:00", time(6), "06:00"),
        ("9:00", "中午1点", time(13), "13:00"),
    ],
)
def test_schedule_item_ends_at_midnight_or_behind_it(app: Flask, start: str, end: str, kept: time, shown: str) -> None:
    form = filled(app, "schedule", EXAMPLES["schedule"].typed | {"start": start, "end": end})
    again = filled(app, "schedule", EXAMPLES["schedule"].typed | {"start": start, "end": form.end.show(kept)})

    assert (form.errors, form.values()["end"], form.display_values(form.values())["end"]) == ({}, kept, shown)
    assert again.values()["end"] == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("若干", (None, True)), ("", (None, False)), ("待定", (None, False)), ("1,200", (1200, False))]
)
def test_supplies_may_be_loose_or_unknown(app: Flask, typed: str, kept: tuple[Any, bool]) -> None:
    values = filled(app, "supplies", EXAMPLES["supplies"].typed | {"quantity": typed}).values()

    assert (values["quantity"], values["loose"]) == kept


@pytest.mark.parametrize(("stated", "kept"), [("7203.02", None), ("7000", "7,000.00"), ("", None)])
def test_stated_amount_that_is_computed_anyway_is_not_kept(app: Flask, stated: str, kept: str | None) -> None:
    found = filled(app, "budget", EXAMPLES["budget"].typed | {"stated": stated}).values()["stated"]

    assert (found.plain() if found else None) == kept


def test_post_is_public_unless_somebody_says_otherwise(app: Flask) -> None:
    """A browser says nothing of an empty tick, and a pasted table nothing of a column that it doesn't have."""
    form = ROW_FORMS["posts"]
    with app.test_request_context():
        opened, pasted = form.opened({}), form.of_cells({"title": "栈道看护"}, DOSSIER)
    unticked = filled(app, "posts", {"title": "栈道看护"})

    assert [one.values()["public"] for one in (opened, pasted, unticked)] == [True, True, False]
