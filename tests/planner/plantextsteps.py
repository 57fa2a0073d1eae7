"""Steps of tests about whole plans: paste one, press a button of its page, find the event that it made."""

import re
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Event

HERE = "/events/from-text"
SHARED = Path(__file__).parent / "intake" / "plans" / "shared"


def plan(name: str) -> str:
    return (SHARED / f"{name}.txt").read_text(encoding="utf-8")


def keep(client: FlaskClient, text: str) -> str:
    """Paste a text; the address of its page."""
    answer = client.post(HERE, data={"text": text})
    assert answer.status_code == 302
    return answer.headers["Location"]


def send(client: FlaskClient, address: str, do: str, **more: Any) -> Any:
    """Press a button of the page with everything as the page shows it."""
    page = client.get(address).text
    tags = re.findall(r"<input[^>]*>", page)
    boxes = [tag for tag in tags if 'name="take"' in tag and re.search(r"\schecked\b", tag)]
    data: dict[str, Any] = {
        "do": do,
        "take": [re.findall(r'value="(\d+)"', tag)[0] for tag in boxes],
        "shown": re.findall(r'name="shown" value="(\d+)"', page),
        "title": re.findall(r'name="title"[^>]*value="([^"]*)"', page)[:1],
        "organisation_id": re.findall(r'name="organisation_id" value="(\d+)"', page),
    }
    return client.post(address, data={**data, **more})


def built(answer: Any) -> Event:
    event = db.session.get(Event, int(answer.headers["Location"].rpartition("/")[2]))
    assert event is not None
    return event


def numbers(client: FlaskClient, address: str, words: str) -> list[str]:
    """The numbers of the proposals with these words."""
    items = re.findall(r'<li class="kd-\w+" id="p(\d+)">(.*?)</li>', client.get(address).text, re.S)
    return [number for number, item in items if words in item]
