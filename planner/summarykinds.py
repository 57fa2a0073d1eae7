"""Vocabulary of how far a summary is."""

from planner.enums import LabelledEnum


class SummaryState(LabelledEnum):
    """The life of a summary: written, filed, and written again once it is returned or reopened."""

    WRITING = "writing", "在写"
    FILED = "filed", "已定稿"
    RETURNED = "returned", "已退回"
    REOPENED = "reopened", "重新打开"
