"""The name of a volunteer on pages."""

from planner.masking import show_name
from planner.models import Volunteer
from planner.permissions import Access, can_see_names

ERASED = "已清除"


def show_volunteer(volunteer: Volunteer, access: Access) -> str:
    """Their name as this reader may see it; never empty, also of whoever was erased."""
    return show_name(volunteer.name, whole=can_see_names(access)) or ERASED
