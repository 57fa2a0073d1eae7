"""The stylesheet: the rules of Bootstrap that are in use, then a small file for each component of ours."""

from pathlib import Path

from planner.assets.cutting import cut_bootstrap, drop_unused
from planner.assets.rules import read_rules, write_rules

# The cascade is said here and nowhere else: what comes later wins over what comes before.
STYLESHEETS = (
    "tokens base text "
    "shell phonebars tabs steps findings notes page "
    "facts panels rows status bars buttons fields filters toast "
    "tables records calendar board blocks schedule phases "
    "plan sheet slips dock menus rowforms pasting cards papers "
    "people events approvals versions activity "
    "money planned expenses invoices proofs remarks overview invoiceregister volunteers"
).split()
# Bootstrap may be copied as long as this is said (MIT licence).
NOTICE = "/*! Bootstrap v5 (https://getbootstrap.com), parts. Copyright The Bootstrap Authors. MIT licence. */\n"


def build_stylesheet(folder: Path, bootstrap: str) -> str:
    """All stylesheets of a folder in the order of the cascade, behind what they need of Bootstrap."""
    house = read_rules("\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLESHEETS))
    below = drop_unused(cut_bootstrap(read_rules(bootstrap)), beside=house)
    return NOTICE + write_rules(below) + write_rules(house) + "\n"
