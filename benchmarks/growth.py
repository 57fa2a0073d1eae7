"""What the pages of a school and of a county cost beside 500, 20,000 and 200,000 events, on every database there is."""

from typing import NamedTuple

from benchmarks import growthdata

SIZES = (500, 20_000, 200_000)
MOST_GROWTH = 1.3
# A page that takes less than this is as fast as the clock of a busy machine can tell.
NOISE_SECONDS = 0.0005
ROUNDS, REPEATS = 9, 5


class Page(NamedTuple):
    """A page as somebody opens it; `most` is how many seconds it may take beside the largest number of events."""

    label: str
    path: str
    person: int
    most: float | None = None

    @property
    def is_of_school(self) -> bool:
        """Whether it must cost the same whatever else is there."""
        return self.most is None


PAGES = (
    Page("school: list", "/events", growthdata.ORGANISER),
    Page("school: list of one status", "/events?status=archived", growthdata.ORGANISER),
    Page("school: desk", "/", growthdata.ORGANISER),
    Page("school: desk of the approver", "/", growthdata.APPROVER),
    Page("school: calendar", "/calendar", growthdata.ORGANISER),
    Page("school: money overview", "/finance/overview", growthdata.FINANCE),
    Page("school: approvals", "/approvals", growthdata.APPROVER),
    Page("school: finance desk", "/finance", growthdata.FINANCE),
    Page("county: list", "/events", growthdata.COUNTY_APPROVER, 0.040),
    Page("county: desk", "/", growthdata.COUNTY_APPROVER, 0.060),
    Page("county: calendar", "/calendar", growthdata.COUNTY_APPROVER, 0.060),
)
