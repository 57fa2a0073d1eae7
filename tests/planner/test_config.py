"""Settings: read from the environment, refused in clear words."""

import base64
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, request

from planner.config import load_config
from planner.errors import ConfigError
from planner.sealing import read_data_keys
from tests.installation import SETTINGS

KEY = base64.b64encode(bytes(32)).decode()


def test_defaults_keep_all_in_the_instance(tmp_path: Path) -> None:
    config = load_config({"INSTANCE_DIR": str(tmp_path)}, environ={})

    assert config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'planner.sqlite3'}"
    assert (config["UPLOAD_MEBIBYTES"], config["RESTORE_DAYS"], config["HTTPS"]) == (20, 30, False)
    assert config["PERMANENT_SESSION_LIFETIME"] == timedelta(days=14)


def test_keys_are_made_once_for_the_owner_only(tmp_path: Path) -> None:
    first, second = (load_config({"INSTANCE_DIR": str(tmp_path / "new")}, environ={}) for _ in range(2))

    assert (first["SECRET_KEY"], first["DATA_KEY"]) == (second["SECRET_KEY"], second["DATA_KEY"])
    assert first["SECRET_KEY"] != first["DATA_KEY"]
    ((key_id, key),) = read_data_keys(first["DATA_KEY"])
    assert (len(key_id), len(key)) == (6, 32)
    for name in ("secret.key", "data.key"):
        assert stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("uri", "kept"),
    [
        ("postgres://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql+psycopg://a@b/c", "postgresql+psycopg://a@b/c"),
        ("sqlite:////data/p.sqlite3", "sqlite:////data/p.sqlite3"),
    ],
)
def test_database_is_one_setting(tmp_path: Path, uri: str, kept: str) -> None:
    config = load_config({"INSTANCE_DIR": str(tmp_path)}, environ={"PLANNER_DATABASE": uri})

    assert config["SQLALCHEMY_DATABASE_URI"] == kept


def test_environment_is_read_by_the_type_of_the_default(tmp_path: Path) -> None:
    environ = {
        "PLANNER_INSTANCE_DIR": str(tmp_path),
        "PLANNER_HTTPS": "yes",
        "PLANNER_RESTORE_DAYS": " 7 ",
        "PLANNER_PUBLIC_URL": "https://x",
        "PLANNER_UPLOAD_MEBIBYTES": "1",
        "RESTORE_DAYS": "99",
    }

    config = load_config(environ=environ)

    assert (config["HTTPS"], config["SESSION_COOKIE_SECURE"], config["RESTORE_DAYS"]) == (True, True, 7)
    assert (config["PUBLIC_URL"], config["MAX_CONTENT_LENGTH"]) == ("https://x", 7 * 2**20)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("RESTORE_DAYS", "einen Monat", "PLANNER_RESTORE_DAYS 要写成整数，现在是“einen Monat”。"),
        ("RESTORE_DAYS", "-1", "PLANNER_RESTORE_DAYS 要写成整数，现在是“-1”。"),
        ("PROXY_COUNT", "²", "PLANNER_PROXY_COUNT 要写成整数，现在是“²”。"),
        ("LINK_HOURS", "", "PLANNER_LINK_HOURS 要写成整数，现在是“”。"),
        ("HTTPS", "ja", "PLANNER_HTTPS 写 1 或 0，现在是“ja”。"),
        ("SECRET_KEY", "short", "PLANNER_SECRET_KEY 至少要 16 个字符。"),
    ],
)
def test_unreadable_settings_are_refused(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load_config({"INSTANCE_DIR": str(tmp_path)}, environ={f"PLANNER_{name}": text})

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("public_url", "https", "is_https"),
    [
        ("", None, False),
        ("", "1", True),
        ("http://192.168.1.5:8000/", None, False),
        ("http://192.168.1.5:8000", "0", False),
        ("https://plan.example.org/", None, True),
        (" https://plan.example.org ", "1", True),
    ],
)
def test_https_follows_from_the_public_address(
    tmp_path: Path, public_url: str, https: str | None, is_https: bool
) -> None:
    environ = {"PLANNER_PUBLIC_URL": public_url} | ({} if https is None else {"PLANNER_HTTPS": https})

    config = load_config({"INSTANCE_DIR": str(tmp_path)}, environ=environ)

    assert config["PUBLIC_URL"] == public_url.strip().rstrip("/")
    assert (config["HTTPS"], config["SESSION_COOKIE_SECURE"]) == (is_https, is_https)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        (
            {"PUBLIC_URL": "https://a.example", "HTTPS": "0"},
            "PLANNER_PUBLIC_URL 是 https://a.example，PLANNER_HTTPS 要写 1，或者不写。",
        ),
        (
            {"PUBLIC_URL": "http://a.example", "HTTPS": "1"},
            "PLANNER_PUBLIC_URL 是 http://a.example，PLANNER_HTTPS 要写 0，或者不写。",
        ),
        (
            {"PUBLIC_URL": "a.example"},
            "PLANNER_PUBLIC_URL 写成 https://plan.example.edu.cn 这样，后面不带路径，现在是“a.example”。",
        ),
        (
            {"PROXY_HEADERS": "for,prefix"},
            "PLANNER_PROXY_HEADERS 从 for、proto、host 里选，用逗号隔开，现在是“for,prefix”。",
        ),
    ],
)
def test_addresses_that_cannot_be_meant_are_refused(tmp_path: Path, environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load_config({"INSTANCE_DIR": str(tmp_path)}, environ={f"PLANNER_{name}": v for name, v in environ.items()})

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("count", "headers", "expected"),
    [
        (0, "for,proto,host", ("127.0.0.1", "http", "localhost")),
        (1, "for,proto,host", ("203.0.113.9", "https", "plan.example.org")),
        (1, "for", ("203.0.113.9", "http", "localhost")),
        (2, "for", ("198.51.100.7", "http", "localhost")),
        (1, "", ("127.0.0.1", "http", "localhost")),
    ],
)
def test_headers_of_proxies_are_believed_as_far_as_set(
    make_app: Callable[..., Flask], count: int, headers: str, expected: tuple[str, str, str]
) -> None:
    app = make_app(PROXY_COUNT=count, PROXY_HEADERS=headers)
    app.before_request_funcs.clear()
    app.add_url_rule("/seen", view_func=lambda: [request.remote_addr, request.scheme, request.host])

    seen = app.test_client().get(
        "/seen",
        headers={
            "X-Forwarded-For": "198.51.100.7, 203.0.113.9",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "plan.example.org",
        },
    )

    assert tuple(seen.json) == expected


@pytest.mark.parametrize("https", [True, False])
def test_browsers_stay_with_https(make_app: Callable[..., Flask], https: bool) -> None:
    headers = make_app(HTTPS=https).test_client().get("/sign-in").headers

    assert headers.get("Strict-Transport-Security") == ("max-age=31536000" if https else None)
    assert ("Secure" in headers["Set-Cookie"]) is https


@pytest.mark.parametrize("key", ["no base64!", base64.b64encode(bytes(16)).decode(), f"{KEY},", "1:", "ü"])
def test_start_with_an_unusable_data_key_is_refused(make_app: Callable[..., Flask], key: str) -> None:
    with pytest.raises(ConfigError, match="PLANNER_DATA_KEY 要是 base64 写的 32 字节"):
        make_app(DATA_KEY=key)


def test_several_data_keys_the_first_in_use(make_app: Callable[..., Flask]) -> None:
    assert make_app(DATA_KEY=f"b:{KEY}, a:{KEY}").config["DATA_KEYS"] == [("b", bytes(32)), ("a", bytes(32))]


def test_database_on_a_host_that_is_gone_is_given_up(tmp_path: Path) -> None:
    places = {"SQLALCHEMY_DATABASE_URI": "postgresql://planner@192.0.2.1/planner", "INSTANCE_DIR": str(tmp_path)}

    options = load_config({**SETTINGS, **places}, environ={})["SQLALCHEMY_ENGINE_OPTIONS"]

    assert options["connect_args"] == {"connect_timeout": 5, "tcp_user_timeout": 5000}
