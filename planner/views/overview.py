"""Money over all events: the table, the rows behind each figure of it, the table as a file."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, url_for
from flask_login import current_user
from werkzeug.urls import iri_to_uri  # noqa: F401

bp = Blueprint("overview", __name__, url_prefix="/finance/overview")
