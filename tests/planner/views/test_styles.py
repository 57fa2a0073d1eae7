"""The stylesheets: many files, one answer, cached for as long as they stay the same."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.views import styles
from tests.planner.conftest import World


def address(client: FlaskClient) -> str:
    """The address that pages name."""
    page = client.get("/sign-in", follow_redirects=True).text
    start = page.index("/styles.css")
    return page[start : page.index('"', start)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which every stylesheet says only its name."""
    for name in styles.STYLESHEETS:
        (tmp_path / f"{name}.css").write_text(f"/* {name} 样式 */", encoding="utf-8")
    return tmp_path


def test_all_stylesheets_come_in_one_answer(world: World, client: FlaskClient, app: Flask) -> None:
    """Signed in or not, and in the order of the cascade."""
    answer = client.get(address(client))

    files = [Path(app.static_folder or "", "css", f"{name}.css") for name in styles.STYLESHEETS]
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.text == "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_the_named_version_is_kept_for_a_month(world: World, client: FlaskClient) -> None:
    answer = client.get(address(client))

    assert answer.headers["Cache-Control"] == "public, max-age=2592000"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/styles.css", "/styles.css?v=", "/styles.css?v=0123456789ab"])
def test_another_version_is_not_kept(world: World, client: FlaskClient, path: str) -> None:
    """A page from before an update asks for what isn't there any more: it gets today's, and asks again."""
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.text == client.get(address(client)).text
    assert answer.headers["Cache-Control"] == "no-cache"


def test_what_the_browser_has_is_not_sent_again(world: World, client: FlaskClient) -> None:
    etag = client.get("/styles.css").headers["ETag"]

    answer = client.get("/styles.css", headers={"If-None-Match": etag})

    assert (answer.status_code, answer.data) == (304, b"")


def test_the_address_names_the_root_of_the_installation(world: World, client: FlaskClient) -> None:
    page = client.get("/sign-in", environ_overrides={"SCRIPT_NAME": "/huodong"}).text

    assert 'href="/huodong/styles.css?v=' in page


def test_the_version_changes_with_every_stylesheet(folder: Path) -> None:
    before = styles.join_stylesheets(folder)
    (folder / f"{styles.STYLESHEETS[-1]}.css").write_text("a {}", encoding="utf-8")
    styles.join_stylesheets.cache_clear()

    after = styles.join_stylesheets(folder)

    assert before.text.startswith("/* tokens 样式 */\n/* base 样式 */\n")
    assert after.text.endswith("\na {}")
    assert before.version != after.version


def test_stylesheets_are_read_once(folder: Path) -> None:
    before = styles.join_stylesheets(folder)
    (folder / "tokens.css").unlink()

    assert styles.join_stylesheets(folder) is before
