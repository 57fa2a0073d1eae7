"""Which database this is: another one as soon as it was put back from a copy."""

import secrets

from planner.extensions import db
from planner.models import DatabaseIdentity

ONLY = 1


def renew_identity() -> None:
    """Make this database another one, so that no ETag given out before fits anything in it.

    For whoever puts a backup back: afterwards the same numbers of changes are reached with other contents.
    """
    db.session.merge(DatabaseIdentity(id=ONLY, value=secrets.token_hex(16)))
    db.session.flush()
