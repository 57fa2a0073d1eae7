"""Pages as browsers take them: where the formatter breaks a line is no test's business."""

import re


def squeeze(page: str) -> str:
    """The page with one blank for each run of white space, and none before the end of a tag."""
    return re.sub(r"\s+", " ", page).replace(" >", ">")
