"""Files beside the pages: served compressed and for a year, and found by pages of before."""

import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.assets.build import OPEN_STYLE
from tests.planner.conftest import World

FOREVER = "max-age=315360000, public, immutable"
TEMPLATES = Path(__file__).resolve().parents[3] / "planner" / "templates"


def addresses(client: FlaskClient) -> list[str]:
    """The files that the sign-in page names."""
    return re.findall(r'(?:href|src)="(/assets/[^"]+)"', client.get("/sign-in").text)


def folder_of(app: Flask) -> Path:
    """Where the files of this version were built."""
    return Path(app.config["INSTANCE_DIR"], "assets", app.extensions["assets"])


def test_page_names_one_stylesheet_one_script_and_the_icon(world: World, client: FlaskClient) -> None:
    found = [Path(address).name for address in addresses(client)]

    assert found == ["style.css", "main.js", "icon.svg"]


@pytest.mark.parametrize(("wanted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
def test_file_comes_as_the_browser_wants_it(
    world: World, app: Flask, client: FlaskClient, wanted: str, encoding: str | None
) -> None:
    for address in addresses(client):
        answer = client.get(address, headers={"Accept-Encoding": wanted})

        ending = {"br": ".br", "gzip": ".gz", None: ""}[encoding]
        assert answer.data == (folder_of(app) / f"{Path(address).name}{ending}").read_bytes()
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_files_are_kept_for_good_by_everybody(world: World, client: FlaskClient) -> None:
    for address in addresses(client):
        answer = client.get(address)

        assert answer.headers["Cache-Control"] == FOREVER
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("style.css", 'text/css; charset="utf-8"'),
        ("main.js", 'text/javascript; charset="utf-8"'),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_files_say_what_they_are(world: World, app: Flask, client: FlaskClient, name: str, kind: str) -> None:
    assert client.get(f"/assets/{app.extensions['assets']}/{name}").headers["Content-Type"] == kind


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_what_the_browser_has_is_not_sent_again(world: World, client: FlaskClient, encoding: str) -> None:
    for address in addresses(client):
        etag = client.get(address, headers={"Accept-Encoding": encoding}).headers["ETag"]

        answer = client.get(address, headers={"Accept-Encoding": encoding, "If-None-Match": etag})

        assert etag.startswith("W/"), "the same content in another form"
        assert (answer.status_code, answer.data) == (304, b"")


def test_versions_of_a_file_have_tags_of_their_own(world: World, make_app: Callable[..., Flask]) -> None:
    """A proxy must not take the files of today for those of yesterday."""
    app = make_app()
    client = app.test_client()
    other = folder_of(app).with_name("0123456789ab")
    other.mkdir()
    (other / "main.js").write_text("old", encoding="utf-8")
    client = make_app().test_client()

    tags = {client.get(f"/assets/{version}/main.js").headers["ETag"] for version in (other.name, folder_of(app).name)}

    assert len(tags) == 2


def test_page_of_an_earlier_version_still_finds_its_files(app: Flask, make_app: Callable[..., Flask]) -> None:
    earlier = folder_of(app).with_name("ba9876543210")
    earlier.mkdir(exist_ok=True)
    (earlier / "plan.js").write_text("earlier", encoding="utf-8")

    assert make_app().test_client().get("/assets/ba9876543210/plan.js").text == "earlier"


@pytest.mark.parametrize(
    "path", ["", "/", "/nothing/main.js", "/{}/nothing.js", "/{}/../../secret.key", "/{}/main.js.br"]
)
def test_nothing_else_is_served(world: World, app: Flask, client: FlaskClient, path: str) -> None:
    answer = client.get(f"/assets{path.format(app.extensions['assets'])}")

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/styles.css", "/styles.css?v=0123456789ab"])
def test_page_of_before_gets_the_stylesheet_of_today(world: World, app: Flask, client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/assets/{app.extensions['assets']}/style.css"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/static/js/main.js", "/static/js/plan.js", "/static/icon.svg?v=1"])
def test_page_of_before_finds_its_scripts(world: World, client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_page_of_before_finds_bootstrap(world: World, client: FlaskClient) -> None:
    assert client.get("/bootstrap/static/css/bootstrap.min.css").status_code == 200


def test_address_names_the_root_of_the_installation(world: World, app: Flask, client: FlaskClient) -> None:
    page = client.get("/sign-in", environ_overrides={"SCRIPT_NAME": "/huodong"}).text

    assert f'href="/huodong/assets/{app.extensions["assets"]}/style.css"' in page


def test_every_file_that_templates_name_is_built(app: Flask) -> None:
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    named = {name for text in texts for name in re.findall(r"asset\('([^']+)'\)", text)}

    # The style of the pages for people without an account stands in the pages themselves.
    built = {path.name for path in folder_of(app).iterdir() if path.suffix not in (".br", ".gz")} - {OPEN_STYLE}
    assert named == built


def test_stylesheet_is_the_one_that_was_written(world: World, client: FlaskClient) -> None:
    address = addresses(client)[0]

    packed = client.get(address, headers={"Accept-Encoding": "br"}).data

    assert brotli.decompress(packed) == client.get(address).data
