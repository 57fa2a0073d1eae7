"""The two keys that an installation makes for itself on its first start, each in a file for its owner's eyes only."""

import base64
import os
import secrets
from pathlib import Path

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from planner.errors import ConfigError
from planner.filemodes import make_private_folder, open_for_owner, restrict
from planner.sealing import KEY_BYTES, read_data_keys
from planner.systemfaults import tell_fault

LEAST_SECRET = 16
_KEY_ID_BYTES = 3
# Tables of which rows can't be read any more without the key, by the column that shows it.
_SEALED = {"key_check": "sealed", "participant": "name", "once_key": "answer"}


def read_or_make_secret_key(path: Path) -> str:
    """The key that signs cookies. Raises ConfigError, naming the file, for one that is no key."""
    if not path.exists():
        return _make(path, _new_key())
    key = _read(path)
    if len(key) < LEAST_SECRET:
        raise ConfigError(
            f"{path} 里的密钥不到 {LEAST_SECRET} 个字符。从备份里找回这个文件；删掉它会换新密钥，大家要重新登录。"
        )
    return key


def read_or_make_data_key(path: Path, database: str) -> str | None:
    """The key of sealed data, as `id:base64`; ids are random, so that no two keys are mistaken for each other.

    None, and nothing is written, while it is missing and the database can't be asked whether it is needed. Raises
    ConfigError, naming the file, for one that is no key, and for one that is gone while the database holds what only
    it opens: a new key would make all of that unreadable for good.
    """
    if not path.exists():
        try:
            is_needed = holds_sealed_rows(database)
        except SQLAlchemyError:
            return None
        if is_needed:
            raise ConfigError(
                f"找不到 {path}，数据库里有用它加密的内容（孩子的姓名、电话等），没有它读不出来。"
                "从备份里找回这个文件，放回原处再启动。"
            )
        return _make(path, f"{secrets.token_hex(_KEY_ID_BYTES)}:{_new_key()}")
    key = _read(path)
    try:
        read_data_keys(key)
    except ValueError:
        raise ConfigError(
            f"{path} 里不是能用的密钥，要是一行 base64 写的 32 字节。从备份里找回这个文件，放回原处再启动。"
        ) from None
    return key


def holds_sealed_rows(database: str) -> bool:
    """Whether a database holds anything sealed; one that isn't there yet holds nothing."""
    engine = create_engine(database)
    try:
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        if file is not None and not Path(file).exists():
            return False
        with engine.connect() as connection:
            there = set(inspect(connection).get_table_names()) & set(_SEALED)
            asked = (text(f"SELECT 1 FROM {name} WHERE {_SEALED[name]} <> '' LIMIT 1") for name in sorted(there))
            return any(connection.scalar(question) for question in asked)
    finally:
        engine.dispose()


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _make(path: Path, key: str) -> str:
    make_private_folder(path.parent)
    with open(path, "x", encoding="ascii", opener=open_for_owner) as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def _read(path: Path) -> str:
    """What stands in the file, which from now on only its owner reads."""
    try:
        key = path.read_bytes().decode("ascii").strip()
    except OSError as fault:
        raise ConfigError(f"{path} 打不开（{tell_fault(fault)}）。让运行本系统的账户能读这个文件。") from fault
    except UnicodeDecodeError:
        key = ""
    if not key or not key.isprintable():
        raise ConfigError(f"{path} 是空的或已损坏，里面没有密钥。从备份里找回这个文件，放回原处再启动。")
    restrict(path)
    return key
