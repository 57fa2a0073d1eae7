"""The stylesheet: the rules of Bootstrap that are in use, then a small file for each component of ours."""

from collections.abc import Iterable
from pathlib import Path

from planner.assets.cutting import cut_bootstrap, drop_unused, keep_classes
from planner.assets.rules import StyleRule, read_rules, write_rules

# The cascade is said here and nowhere else: what comes later wins over what comes before.
STYLESHEETS = (
    "tokens base text "
    "shell phonebars tabs steps findings notes page "
    "facts panels rows status bars buttons fields filters toast "
    "tables records calendar board blocks schedule phases "
    "plan sheet slips dock menus rowforms pasting zone intake linepair sourcefold guesses chatlists cards papers "
    "people events approvals versions activity "
    "money planned expenses invoices proofs remarks overview invoiceregister volunteers shifts posts "
    "attendance report summary road photos photowall faces facelist voices publicity evidence plantexts proposals"
).split()
# Pages for people without an account do without Bootstrap: their style is sent within the page, these after the above.
OPEN_STYLESHEETS = "open opencolumns free answers mine signature marks gallery".split()
# Every class of the house that a page without an account gives to an element; a test holds it against them.
OPEN_CLASSES = frozenset(
    "agree agreed-text answer at bad bar both btn btn-line btn-no btn-primary btn-quiet btn-sm btn-soft "
    "btn-tall call change chip code d-block danger day do dock draw drop due eyes faces facts facts-box field "
    "files form-check-input form-control form-label form-select form-text free full-w gallery go-row gone grow "
    "hide-s honey hours ic if in-nm in2 invalid-feedback is-invalid keep list-cap m marks marks-ask me-head mine-cols "
    "more mouth muted my-list no not note now num off ok one-col only-s open opt page panel panel-foot "
    "panel-head photo-send plain pub pub-cols pub-facts pub-foot pub-form pub-head row-acts saying seal seg "
    "sign sign-foot small spaced speakers stars steps-list sub t tag tick touch two typed unit upl upl-n "
    "visually-hidden wait warn was ways when why yn".split()
)
# Bootstrap may be copied as long as this is said (MIT licence).
NOTICE = "/*! Bootstrap v5 (https://getbootstrap.com), parts. Copyright The Bootstrap Authors. MIT licence. */\n"


def build_stylesheet(folder: Path, bootstrap: str) -> str:
    """All stylesheets of a folder in the order of the cascade, behind what they need of Bootstrap."""
    house = _read(folder, STYLESHEETS)
    below = drop_unused(cut_bootstrap(read_rules(bootstrap)), beside=house)
    return NOTICE + write_rules(below) + write_rules(house) + "\n"


def build_open_style(folder: Path) -> str:
    """The style of pages without an account, small enough to be sent within each: the rules that they can use."""
    rules = keep_classes(_read(folder, [*STYLESHEETS, *OPEN_STYLESHEETS]), OPEN_CLASSES)
    return write_rules(drop_unused(rules, beside=()))


def _read(folder: Path, names: Iterable[str]) -> tuple[StyleRule, ...]:
    return read_rules("\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names))
