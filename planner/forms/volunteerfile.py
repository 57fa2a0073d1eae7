"""What is noted of somebody in the volunteer file, and what the address of the file says."""

from collections.abc import Mapping
from typing import Any

from planner.forms.choices import TickField
from planner.forms.fields import FullDateField
from planner.forms.versioned import VersionedForm
from planner.people.volunteerfile import FileFilters, FileStanding

_LONGEST_TEXT = 60


class FiledForm(VersionedForm):
    """What the unit knows of somebody: has served before, training, record check."""

    experienced = TickField("老志愿者")
    trained_until = FullDateField("培训到哪天有效")
    checked_on = FullDateField("无犯罪记录哪天查的", description="查过、没有问题才写；结果和凭证不放在这里")
    checked_until = FullDateField("查询到哪天有效", description="不写就是查的那天起一年")

    def values(self) -> dict[str, Any]:
        """What `note_filed` is given; call after `validate`."""
        return {
            "experienced": bool(self.experienced.data),
            "trained_until": self.trained_until.data,
            "checked_on": self.checked_on.data,
            "checked_until": self.checked_until.data,
        }


def read_file_filters(args: Mapping[str, str]) -> FileFilters:
    """What an address looks for; a standing that there is none of is left out."""
    standings = {each.value: each for each in FileStanding}
    return FileFilters(args.get("q", "").strip()[:_LONGEST_TEXT], standings.get(args.get("standing", "")))
