"""Every setting, read from PLANNER_* in the environment; an unsafe start is refused in clear words."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from planner.addresses import read_root
from planner.errors import ConfigError
from planner.keyfiles import LEAST_SECRET, read_or_make_data_key, read_or_make_secret_key

MEBIBYTE = 1024 * 1024
# So long a request waits for what others hold in the database, or for a connection to it.
WAIT_SECONDS = 5
# Threads of one process that answer requests.
MOST_THREADS = 32
# So many attachments of the largest size fit into one form.
UPLOADS_AT_ONCE = 5
# Data of children is kept no longer than this after an event, whatever a setting or an owner says.
MOST_RETENTION_MONTHS = 24
DEFAULTS: dict[str, Any] = {
    "SQLALCHEMY_DATABASE_URI": None,
    "SECRET_KEY": None,
    "DATA_KEY": None,
    "INSTANCE_DIR": None,
    "PUBLIC_URL": "",
    "PROXY_COUNT": 0,
    "PROXY_HEADERS": "for,proto,host",
    "HTTPS": False,
    "LINK_HOURS": 48,
    "SIGN_IN_FREE_TRIES": 5,
    "SIGN_IN_WINDOW_MINUTES": 15,
    "UPLOAD_MEBIBYTES": 20,
    "FILES": "",
    "RESTORE_DAYS": 30,
    "RETENTION_MONTHS": 6,
    "BACKUP_DIR": "",
    "BACKUP_KEEP": 14,
    "METRICS_TOKEN": "",
    "RATELIMIT_STORAGE_URI": "memory://",
    "RATELIMIT_ENABLED": True,
    "TESTING": False,
    "WTF_CSRF_ENABLED": True,
}


# X-Forwarded-<name>: of whom a request comes, by which scheme, to which host.
PROXY_HEADERS = frozenset({"for", "proto", "host"})
_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


def load_config(overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Defaults, then PLANNER_* of the environment, then `overrides`; keys that are missing are made in the instance.

    Raises ConfigError when a value can't be read.
    """
    config = dict(DEFAULTS)
    for name, default in DEFAULTS.items():
        if (text := environ.get(f"PLANNER_{name}")) is not None:
            config[name] = _read(name, text, default)
    if database := environ.get("PLANNER_DATABASE"):
        config["SQLALCHEMY_DATABASE_URI"] = database
    config.update(overrides or {})
    instance = Path(config["INSTANCE_DIR"] or Path.cwd() / "instance").resolve()
    config["INSTANCE_DIR"] = str(instance)
    config["SQLALCHEMY_DATABASE_URI"] = _database(config["SQLALCHEMY_DATABASE_URI"], instance)
    is_said = "PLANNER_HTTPS" in environ or "HTTPS" in (overrides or {})
    config |= _address(config["PUBLIC_URL"].strip(), https=config["HTTPS"] if is_said else None)
    config["PROXY_HEADERS"] = _proxy_headers(config["PROXY_HEADERS"])
    config["SECRET_KEY"] = config["SECRET_KEY"] or read_or_make_secret_key(instance / "secret.key")
    config |= _data_key(config["DATA_KEY"], instance / "data.key", config["SQLALCHEMY_DATABASE_URI"])
    return config | _derive(config)


def _read(name: str, text: str, default: Any) -> Any:
    if isinstance(default, bool):
        if (word := text.strip().lower()) not in _YES | _NO:
            raise ConfigError(f"PLANNER_{name} 写 1 或 0，现在是“{text}”。")
        return word in _YES
    if isinstance(default, int):
        if not (text.isascii() and text.strip().isdigit()):
            raise ConfigError(f"PLANNER_{name} 要写成整数，现在是“{text}”。")
        return int(text)
    return text


def _database(uri: str | None, instance: Path) -> str:
    """The database address; PostgreSQL always by psycopg 3."""
    if not uri:
        return f"sqlite:///{instance / 'planner.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if uri.startswith(prefix):
            return "postgresql+psycopg://" + uri.removeprefix(prefix)
    return uri


def _data_key(given: str | None, path: Path, database: str) -> dict[str, Any]:
    """The key of sealed data and, for refusals, where it comes from."""
    if given:
        return {"DATA_KEY": given, "DATA_KEY_PLACE": "PLANNER_DATA_KEY"}
    return {"DATA_KEY": read_or_make_data_key(path, database), "DATA_KEY_PLACE": str(path)}


def _address(public_url: str, *, https: bool | None) -> dict[str, Any]:
    """The public address without a slash at its end, and whether all goes over HTTPS: as the address says.

    Where both are said they must agree: without HTTPS cookies would go over the line in the open, and over HTTP
    browsers would never send secure ones back, so that nobody could sign in.
    """
    if not public_url:
        return {"PUBLIC_URL": "", "HTTPS": bool(https)}
    root = read_root(public_url)
    if root is None:
        raise ConfigError(
            f"PLANNER_PUBLIC_URL 写成 https://plan.example.edu.cn 这样，后面不带路径，现在是“{public_url}”。"
        )
    is_https = root.startswith("https://")
    if https is not None and https != is_https:
        wanted = "PLANNER_HTTPS 要写 1，或者不写" if is_https else "PLANNER_HTTPS 要写 0，或者不写"
        raise ConfigError(f"PLANNER_PUBLIC_URL 是 {root}，{wanted}。")
    return {"PUBLIC_URL": root, "HTTPS": is_https}


def _proxy_headers(text: str) -> frozenset[str]:
    """Which of the headers of a proxy are believed."""
    names = frozenset(filter(None, (name.strip().lower() for name in text.split(","))))
    if not names <= PROXY_HEADERS:
        raise ConfigError(f"PLANNER_PROXY_HEADERS 从 for、proto、host 里选，用逗号隔开，现在是“{text}”。")
    return names


def _derive(config: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from the settings: cookies, sizes, keys."""
    if len(str(config["SECRET_KEY"])) < LEAST_SECRET:
        raise ConfigError(f"PLANNER_SECRET_KEY 至少要 {LEAST_SECRET} 个字符。")
    if config["BACKUP_KEEP"] < 1:
        raise ConfigError("PLANNER_BACKUP_KEEP 至少写 1：最新的一份备份总是留着。")
    months = config["RETENTION_MONTHS"]
    if not 1 <= months <= MOST_RETENTION_MONTHS:
        raise ConfigError(f"PLANNER_RETENTION_MONTHS 写 1—{MOST_RETENTION_MONTHS}，现在是 {months}。")
    return {
        "SESSION_COOKIE_NAME": "planner",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config["HTTPS"],
        "PERMANENT_SESSION_LIFETIME": timedelta(days=14),
        # `views.guard.load_person` renews it where the use of the session is noted anew: twice a day.
        "SESSION_REFRESH_EACH_REQUEST": False,
        # Text forms may be pasted into generously and are judged, with a sentence, by their own forms.
        "MAX_FORM_MEMORY_SIZE": 16 * MEBIBYTE,
        "MAX_CONTENT_LENGTH": (UPLOADS_AT_ONCE * config["UPLOAD_MEBIBYTES"] + 2) * MEBIBYTE,
        "BOOTSTRAP_SERVE_LOCAL": True,
        # Pages only: files beside them are compressed once, papers are compressed by their kind.
        "COMPRESS_MIMETYPES": ["text/html"],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 5,
        "COMPRESS_STREAMS": False,
        "COMPRESS_REGISTER": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine(config["SQLALCHEMY_DATABASE_URI"]),
    }


def _engine(uri: str) -> dict[str, Any]:
    """The connections of one process: enough for its threads, and nobody waits long for one."""
    is_server = uri.startswith("postgresql")
    options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": is_server}
    if uri == "sqlite://":
        return options  # in memory there is a single one
    if is_server:
        # A host that is gone says nothing, and the system would wait for it for minutes.
        options["connect_args"] = {"connect_timeout": WAIT_SECONDS, "tcp_user_timeout": WAIT_SECONDS * 1000}
    return options | {"pool_size": 8, "max_overflow": MOST_THREADS, "pool_timeout": WAIT_SECONDS}
