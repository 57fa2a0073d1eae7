"""What is said when photos are shown to everybody who has the link."""

from planner.forms.choices import TickField
from planner.forms.until import UntilForm


class GalleryForm(UntilForm):
    """Until when, and whether what stands under the photos is shown too."""

    shows_captions = TickField("照片下面的说明也放出去")
