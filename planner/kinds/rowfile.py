"""Reads the data files of kinds and samples: plain rows without keys become a Dossier."""

from typing import Any

from planner.dossier import Dossier, dossier_from_plain
from planner.nouns import Aggregate, Noun, nouns_of


def load_dossier(data: dict[str, Any]) -> Dossier:
    """A dossier from rows in the form of `to_plain`, but for keys, which are numbered here: duty-1, duty-2 …

    Schedule items, supplies and posts name their duties by role or, where two share a role, by name; shifts name their
    post by its title. Raises ValueError on a field that the row has not, and on a duty or post that is not in the list.
    """
    keys = _duty_keys(data.get("duties", []))
    posts = {post["title"]: f"post-{number}" for number, post in enumerate(data.get("posts", []), 1)}
    shifts = [{**shift, "post": _find_key(shift["post"], posts, "post with title")} for shift in data.get("shifts", [])]
    given = {**data, "shifts": shifts}
    rows = {noun.name: _number(noun, given.get(noun.name, []), keys) for noun in nouns_of(Aggregate.PLAN)}
    return dossier_from_plain({"facts": data["facts"], **rows})


def _duty_keys(duties: list[dict[str, Any]]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for number, duty in enumerate(duties, 1):
        for word in (duty.get("name"), duty["role"]):
            if word:
                keys.setdefault(word, f"duty-{number}")
    return keys


def _number(noun: Noun, rows: list[dict[str, Any]], duty_keys: dict[str, str]) -> list[dict[str, Any]]:
    known = {"key", *noun.value_names}
    keyed = []
    for number, row in enumerate(rows, 1):
        if unknown := set(row) - known:
            raise ValueError(f"{noun.name} {number}: no field {', '.join(sorted(unknown))}")
        row = {"key": f"{noun.stem}-{number}", **row}
        if "duties" in row:
            row["duties"] = [_find_key(word, duty_keys, "duty with role or name") for word in row["duties"]]
        if "duty" in row:
            row["duty"] = _find_key(row["duty"], duty_keys, "duty with role or name")
        keyed.append(row)
    return keyed


def _find_key(word: str, keys: dict[str, str], what: str) -> str:
    if word not in keys:
        raise ValueError(f"no {what} {word}")
    return keys[word]
