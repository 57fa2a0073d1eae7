"""The Flask extensions, made once and bound to an application by `create_app`."""

from flask_bootstrap import Bootstrap5
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from planner import ratelimits  # noqa: F401  (importing it makes it the storage of memory://)
from planner.addresses import neighbourhood
from planner.formtokens import MaskedCSRFProtect
from planner.worksession import WorkSession


class Base(DeclarativeBase):
    """The typed base of every table, with names for all constraints so that migrations can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def neighbourhood_of_request() -> str:
    """As whose tries are counted in this request: whoever has a /64 of addresses does not begin anew with each."""
    return neighbourhood(get_remote_address())


db = SQLAlchemy(model_class=Base, session_options={"class_": WorkSession})
login = LoginManager()
csrf = MaskedCSRFProtect()
limiter = Limiter(neighbourhood_of_request)
bootstrap = Bootstrap5()
compress = Compress()
