"""One voice for everything that is wrong, missing or worth a look."""

from budgets import Finding, Severity

__all__ = ["Finding", "Severity"]
