"""How a file is called for whoever saves it."""

from urllib.parse import quote

from werkzeug.wrappers import Response


def attach_as(response: Response, name: str, *, plain: str) -> None:
    """Have the browser save the answer as a file: old ones under its `plain` ASCII name, all others under its name.

    RFC 6266, RFC 8187.
    """
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
