"""In which queue a request waits for others of its kind (`serving.turns`)."""

from planner.views import accounts, visitors


def name_queue(method: str, path: str, cookies: str) -> str:
    """Who signs in waits for others who do, and what is sent to one public link for what came there before.

    The others of a rush would only share the processor with those that are being signed up, and nobody be done sooner.
    """
    if method != "POST":
        return ""
    return accounts.name_queue(path, cookies) or visitors.name_queue(path)
