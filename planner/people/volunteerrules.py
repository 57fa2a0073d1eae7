"""What a unit asks of volunteers and of their hours: who may come, how late, how long."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class VolunteerRules:
    """The rules of a unit; minutes and years.

    `least_age` and `guardian_below` follow 志愿服务条例 art. 15 (tasks fit for age and ability) and 民法典 art. 17, 19
    (who is under 18 needs the yes of a guardian). The law knows no figures for the others: they are customs of the
    field, to be confirmed by the unit.
    """

    least_age: int = 14
    guardian_below: int = 18
    minors_until: time = time(21)
    most_minutes: int = 8 * 60
    rest_minutes: int = 10 * 60
