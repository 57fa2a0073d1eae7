"""活动方案: plan events for children, from the first draft to the filed summary."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from planner.collector import without_search
from planner.config import load_config
from planner.errors import ConfigError
from planner.filemodes import restrict


@without_search()
def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application, made of the parts listed here. Raises ConfigError when it would start unsafely."""
    from planner import answercounts, cli, database, extensions, models, store, views
    from planner.sealing import read_data_keys
    from planner.services.key_checks import check_data_keys
    from planner.views.routing import HouseRule
    from planner.views.templating import HouseEnvironment

    app = Flask(__name__)
    app.jinja_environment, app.url_rule_class = HouseEnvironment, HouseRule
    app.config.update(load_config(overrides))
    if app.config["DATA_KEY"] is None:
        place = app.config["DATA_KEY_PLACE"]
        raise ConfigError(f"找不到 {place}，也连不上数据库，不能确定里面有没有加密的内容。先让数据库能连上。")
    try:
        app.config["DATA_KEYS"] = read_data_keys(app.config["DATA_KEY"])
    except ValueError:
        raise ConfigError("PLANNER_DATA_KEY 要是 base64 写的 32 字节，几把钥匙用逗号隔开。") from None
    assert models.ROW_MODELS  # importing the tables registers them
    restrict(Path(app.config["INSTANCE_DIR"]))
    database.init_database(app)
    with app.app_context():
        check_data_keys(app.config["DATA_KEY_PLACE"])
    store.init_store(app)
    extensions.login.init_app(app)
    extensions.csrf.init_app(app)
    extensions.limiter.init_app(app)
    extensions.bootstrap.init_app(app)
    extensions.compress.init_app(app)
    views.init_views(app)
    cli.init_commands(app)
    if app.config["PROXY_COUNT"]:
        believe_proxies(app)
    answercounts.init_answer_counts(app)
    return app


def believe_proxies(app: Flask) -> None:
    """Take from so many proxies in front what the settings say; from anybody else nothing."""
    believed = {f"x_{name}": app.config["PROXY_COUNT"] for name in app.config["PROXY_HEADERS"]}
    nothing = {"x_for": 0, "x_proto": 0, "x_host": 0}
    app.wsgi_app = ProxyFix(app.wsgi_app, **(nothing | believed))  # type: ignore[method-assign]
