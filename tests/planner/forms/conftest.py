"""Forms need an app but no database."""

import pytest
from flask import Flask

from planner import create_app
from tests.installation import SETTINGS


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app whose database nobody asks."""
    folder = tmp_path_factory.mktemp("forms")
    return create_app({**SETTINGS, "INSTANCE_DIR": str(folder), "SQLALCHEMY_DATABASE_URI": "sqlite://"})
