"""What holds for the links of each purpose: how long, how often, whether renewed. Said here and nowhere else."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.enums import LinkPurpose
from planner.permissions import Permission, can_manage_team, can_take_steps, can_work_on_event


@dataclass(frozen=True, slots=True)
class LinkRule:
    """The rule of one purpose.

    `closed` answers every link that does not open, whatever the reason. `is_once`: the first use is the last.
    `replaces`: a new one ends the earlier ones of the same person. `usual`: how long one is good for unless somebody
    says otherwise. `longest`: none is good for longer, so that one made while the clock ran ahead does not stay open
    (migration 0011 cut the guests' links that were older than this rule).
    `most_tries`: so many wrong answers (of a question asked beside the link) close it. `may_make`: who makes one of an
    event; whoever came by a link of the event as well, where it `is_public`. `is_kept`: its token is kept, sealed, for
    it is shown more than once.
    """

    closed: str
    is_once: bool = False
    is_renewable: bool = False
    replaces: bool = False
    usual: timedelta | None = None
    longest: timedelta | None = None
    most_tries: int | None = None
    may_make: Permission = can_manage_team
    is_public: bool = False
    is_kept: bool = False

    def latest_day(self, today: date) -> date | None:
        """The last day that somebody may say one is good for; None where nobody is asked."""
        return today + self.longest - timedelta(days=1) if self.longest else None


LINK_RULES: dict[LinkPurpose, LinkRule] = {
    LinkPurpose.GUEST: LinkRule(
        closed="链接已过期或已停用，请向活动负责人要新的链接。",
        is_renewable=True,
        usual=timedelta(days=30),
        longest=timedelta(days=366),
    ),
    LinkPurpose.PASSWORD: LinkRule(
        closed="链接已用过或已过期，请管理员再发一个。",
        is_once=True,
        replaces=True,
        longest=timedelta(days=31),
    ),
    # Whoever has an account need not open it: the invitation waits on their own page until it ends.
    LinkPurpose.INVITATION: LinkRule(
        closed="邀请已用过、已过期或已撤回，请管理员再发一个。",
        is_once=True,
        usual=timedelta(days=14),
        longest=timedelta(days=31),
    ),
    # Printed on a poster: whoever sees it may come.
    LinkPurpose.SIGN_UP: LinkRule(
        closed="这个报名链接打不开了，请向发给你的人要新的。",
        usual=timedelta(days=366),
        longest=timedelta(days=366),
        may_make=can_work_on_event,
        is_kept=True,
    ),
    # Found again by phone and code; hours and certificate are looked up long after the event.
    LinkPurpose.VOLUNTEER: LinkRule(
        closed="这个链接打不开了，用手机号和口令找回你的页面。",
        usual=timedelta(days=730),
        longest=timedelta(days=730),
        may_make=can_work_on_event,
        is_public=True,
        is_kept=True,
    ),
    # Good for sending and for nothing else: neither a name nor a photo is seen by it.
    LinkPurpose.PHOTOS: LinkRule(
        closed="这个传照片的链接停了。还有照片，直接发给请你传的老师。",
        usual=timedelta(days=7),
        longest=timedelta(days=60),
        may_make=can_work_on_event,
        is_kept=True,
    ),
    # Photos that somebody with an account has cleared one by one, and nothing else; an account opens it, too.
    LinkPurpose.GALLERY: LinkRule(
        closed="这个相册停了。想看照片，问问发给你的老师。",
        usual=timedelta(days=30),
        longest=timedelta(days=366),
        may_make=can_take_steps,
        is_kept=True,
    ),
    # Printed, or sent into the chat of the parents; it says nothing but how it was.
    LinkPurpose.FEEDBACK: LinkRule(
        closed="这个反馈链接打不开了，请向发给你的人要新的。",
        usual=timedelta(days=366),
        longest=timedelta(days=366),
        may_make=can_work_on_event,
        is_kept=True,
    ),
}
