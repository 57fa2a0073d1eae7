"""Readings of short texts for the tests of proposals."""

from planner.intake.plans.reading import Fact, Field, PlanReading, TextSpan


def fact(text: str, field: Field, words: str, confidence: float = 0.95, **values: str) -> Fact:
    """A fact that these words of the text state."""
    start = text.index(words)
    return Fact(field, values, (TextSpan(start, start + len(words)),), "rule", confidence)


def reading(text: str, facts: tuple[Fact, ...]) -> PlanReading:
    """The reading of a text that states these facts and nothing else."""
    return PlanReading(text, (), facts, (), ())
