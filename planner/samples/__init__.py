"""Sample events as dossiers: three from the facts of real plans with their gaps, a complete one, one that is over."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from planner.dossier import Dossier
from planner.kinds import load_kind
from planner.kinds.rowfile import load_dossier

SAMPLES = ("hometown_tour", "summer_tour", "spring_festival", "childrens_day")
# What came of it is in `samples.pastevent`.
PAST_SAMPLE = "winter_visit"


@cache
def load_samples() -> tuple[Dossier, ...]:
    """All samples that are to be, the complete one first."""
    return tuple(load_sample(name) for name in SAMPLES)


@cache
def load_sample(name: str) -> Dossier:
    """The sample of that name (one of SAMPLES, or PAST_SAMPLE); its sections carry the guidance of its kind."""
    with Path(__file__).with_name(f"{name}.toml").open("rb") as file:
        dossier = load_dossier(tomllib.load(file))
    guidance = {s.heading: s.guidance for s in load_kind(dossier.facts.kind).dossier.sections}
    sections = tuple(replace(s, guidance=guidance.get(s.heading, "")) for s in dossier.sections)
    return replace(dossier, sections=sections)
