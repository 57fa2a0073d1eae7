"""Templates only format: what they may not do, found in their syntax tree and not by the look of a line.

Sums, rights, states and queries are properties of plain data, or of the page that the view makes.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).resolve().parent.parent / "planner" / "templates"
HAN = re.compile(r"[\u3400-\u9fff]")
# Layers that decide, write or ask the database: nothing of them is within the reach of a template.
OUT_OF_REACH = (
    "planner.permissions",
    "planner.unitpermissions",
    "planner.services",
    "planner.queries",
    "planner.models",
    "planner.extensions",
)
CHOOSING = {"selectattr", "rejectattr", "select", "reject", "groupby", "sort", "sum", "unique", "min", "max"}
BUILDING = {"append", "extend", "insert", "setdefault", "update", "pop"}
BUILDERS = {"namespace", "dict", "list"}
STARTS = {"startswith", "endswith"}

Rule = Callable[[nodes.Template], Iterator[nodes.Node]]


def find_arithmetic(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Sums, differences, shares, remainders."""
    yield from (node for node in tree.find_all(nodes.BinExpr) if not isinstance(node, nodes.And | nodes.Or))
    yield from tree.find_all(nodes.Neg)


def find_rights(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Permissions that are asked, may_edit(access), and who somebody is: current_user.id == event.owner_id."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and re.match("(?:may|can)_", call.node.name):
            yield call
    yield from (node for node in tree.find_all(nodes.Name) if node.name == "access")
    for compared in tree.find_all(nodes.Compare):
        if any(isinstance(side, nodes.Name) and side.name == "current_user" for side in sides_of(compared)):
            yield compared


def find_requests(tree: nodes.Template) -> Iterator[nodes.Node]:
    """What the address or the name of a blueprint decides."""
    yield from (node for node in tree.find_all(nodes.Name) if node.name == "request")


def find_values(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Comparisons with the value of a vocabulary, or with the name of a class of fields."""
    for compared in tree.find_all(nodes.Compare):
        for side in sides_of(compared):
            if isinstance(side, nodes.Getattr) and side.attr in {"value", "type"}:
                yield compared


def find_choices(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Rows that are searched, sorted, grouped or summed."""
    yield from (node for node in tree.find_all(nodes.Filter) if node.name in CHOOSING)


def find_builders(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Lists and dicts that are built up, and what outlives a loop."""
    for call in tree.find_all(nodes.Call):
        called = call.node
        is_method = isinstance(called, nodes.Getattr) and called.attr in BUILDING
        if is_method or (isinstance(called, nodes.Name) and called.name in BUILDERS):
            yield call


def find_deciding_words(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Chinese words that decide: they are for people, and change."""
    yield from (node for node in tree.find_all(nodes.Compare) if any(is_chinese(side) for side in sides_of(node)))
    yield from (node for node in tree.find_all(nodes.Getitem) if is_chinese(node.arg))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr in STARTS and any(map(is_chinese, call.args)):
            yield call


def sides_of(compared: nodes.Compare) -> Iterator[nodes.Node]:
    """Everything that is compared, also what stands in a list or before a filter."""
    for side in (compared.expr, *(operand.expr for operand in compared.ops)):
        yield side
        yield from side.find_all(nodes.Expr)


def is_chinese(node: nodes.Node) -> bool:
    """Whether it is a text with Chinese words."""
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and bool(HAN.search(node.value))


# Each rule with what it must find.
RULES: dict[Rule, tuple[str, ...]] = {
    find_arithmetic: (
        "{{ total - spent }}",
        "{{ members|length + 1 }}",
        "{{ (100 * done / total)|round }}",
        "{{ 'abcd'[loop.index0 % 4] }}",
        "{% if -left > 0 %}{% endif %}",
        "{% set last = (total + per_page) // per_page %}",
    ),
    find_rights: (
        "{% if may_edit(event) %}{% endif %}",
        "{{ rows.tools() if can_keep(event) and row }}",
        "{% if access.team %}{% endif %}",
        "{% if current_user.id == event.owner_id %}{% endif %}",
        "{{ '我' if m.user == current_user }}",
    ),
    find_requests: (
        "{% set here = request.blueprint %}",
        "{{ request.args.get('page') }}",
        "{% if 'budget' == request.blueprint %}{% endif %}",
    ),
    find_values: (
        "{% if event.status.value == 'draft' %}{% endif %}",
        "{% if event.status.value in ('draft', 'returned') %}{% endif %}",
        "{{ 'ok' if 'agree' == decision.value|lower }}",
        "{% if f.type == 'TickField' %}{% endif %}",
        "{% if 'x' in [step.value] %}{% endif %}",
    ),
    find_choices: (
        "{{ links|selectattr('is_open')|list|length }}",
        "{% for f in found|rejectattr('where') %}{% endfor %}",
        "{{ lines|sum(attribute='fen') }}",
        "{{ [share, 100]|min }}",
    ),
    find_builders: (
        "{% set _ = columns.append(label) %}",
        "{% set _ = lines.setdefault(key, []) %}",
        "{% set count = namespace(fen=0) %}",
        "{{ url_for('x', **dict(address, view='list')) }}",
    ),
    find_deciding_words: (
        "{% if entry.verb != '删除' %}{% endif %}",
        "{% if '未注明来源' not in sources %}{% endif %}",
        "{{ groups['未列入预算'] }}",
        "{{ 'bad' if difference.startswith('超') }}",
        "{% if word in ('待办', '审批') %}{% endif %}",
    ),
}
HARMLESS = (
    "{% if head.can_edit and page.rows|length > 1 %}{{ row.key ~ '-' ~ row.name }}{% endif %}",
    "<span class='st-{{ status.value }}'>{{ status.label }}</span>",
    "<option value='{{ value }}'{{ ' selected' if role == value }}>{{ '选一个' if not role }}</option>",
    "{{ money.format() }} {{ row.due_on.label(this_year()) if row.due_on }} {{ name[:1] }}",
    "{% for side, groups in facts.sides %}{{ loop.cycle('a', 'b') }}{{ '，' if not loop.last }}{% endfor %}",
    "{{- '计划 ' ~ page.planned ~ ' 人' if page.planned -}} {# total - spent, request.blueprint #} 删除 - 恢复",
    "{% set columns = (('职务', ''), ('姓名', 'n')) %}{% macro may_be(x) %}{{ x }}{% endmacro %}",
)


def parse(text: str) -> nodes.Template:
    """The syntax tree of a template."""
    return Environment(autoescape=True).parse(text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_templates_only_format(rule: Rule) -> None:
    faults = [
        f"{path.relative_to(TEMPLATES)}:{node.lineno}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for node in rule(parse(path.read_text(encoding="utf-8")))
    ]

    assert not faults, "\n".join(faults)


def test_nothing_that_decides_or_asks_is_within_reach_of_templates(app: Flask) -> None:
    environment = app.jinja_env
    given = {**environment.globals, **environment.filters, **environment.tests}
    homes = {name: getattr(value, "__module__", "") or "" for name, value in given.items()}

    assert {name: home for name, home in homes.items() if home.startswith(OUT_OF_REACH)} == {}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in RULES.items() for text in texts])
def test_rule_finds(rule: Rule, text: str) -> None:
    assert list(rule(parse(text)))


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_passes_every_rule(text: str) -> None:
    assert [rule.__name__ for rule in RULES if list(rule(parse(text)))] == []
