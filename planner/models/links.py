"""Links: the door of everybody who comes without an account or without a password."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, String, event, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.enums import ActorKind, LinkPurpose, Role, TeamRole
from planner.extensions import Base
from planner.linkrules import LINK_RULES, LinkRule
from planner.models.columns import Choice, Moment, Secret, index_number
from planner.models.events import Event
from planner.models.name_grants import NameGrant
from planner.models.organisations import Organisation
from planner.models.users import SessionHolder, User


class Link(NameGrant, SessionHolder, Base):
    """A link and its holder; of its token only the hash is kept, unless its purpose shows it more than once.

    What it is about is an event, a user (whose password it sets), or a unit that invites whoever has that `account`,
    and may not have it yet. `name`, `organisation` and the roles say who the holder is, where the purpose asks. A
    guest's link *is* the guest: whoever opens it acts as this actor. It opens on the device of which it keeps the hash,
    the first one that it was used on, unless it is good for `many_devices`. A public album `shows_captions` where the
    organiser said so.
    """

    __tablename__ = "link"
    # An id that was used never comes back: sessions name guests by it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[LinkPurpose] = mapped_column(Choice(LinkPurpose))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    account: Mapped[str] = mapped_column("sealed_account", Secret, default="", server_default=text("''"))
    account_index: Mapped[str | None] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(40), default="")
    organisation: Mapped[str] = mapped_column(String(80), default="")
    role: Mapped[TeamRole | None] = mapped_column(Choice(TeamRole))
    unit_role: Mapped[Role | None] = mapped_column(Choice(Role))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    token: Mapped[str] = mapped_column("sealed_token", Secret, default="", server_default=text("''"))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    device_hash: Mapped[str | None] = mapped_column(String(64))
    many_devices: Mapped[bool] = mapped_column(default=False, server_default=false())
    shows_captions: Mapped[bool] = mapped_column(default=False, server_default=false())
    tries: Mapped[int] = mapped_column(default=0)
    most_tries: Mapped[int | None]
    renewed_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    event: Mapped[Event | None] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    unit: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id], lazy="raise_on_sql")

    @property
    def rule(self) -> LinkRule:
        """What holds for links of this purpose."""
        return LINK_RULES[self.purpose]

    @property
    def is_open(self) -> bool:
        """Whether the link still opens."""
        if self.revoked_at is not None or self.used_at is not None:
            return False
        if self.most_tries is not None and self.tries >= self.most_tries:
            return False
        now, longest = clock.now(), self.rule.longest
        return now < self.expires_at and (longest is None or self.expires_at <= now + longest)

    @property
    def ends_on(self) -> date:
        """The last day in Shanghai on which it opens."""
        return clock.local(self.expires_at - timedelta(microseconds=1)).date()

    def get_id(self) -> str:
        """The id in the session, told apart from a user's."""
        return f"guest.{self.id}"

    @property
    def is_active(self) -> bool:
        """Flask-Login lets only active guests in."""
        return self.is_open

    @property
    def kind(self) -> ActorKind:
        """Who comes by a link is a guest of the event, or a mere visitor."""
        return ActorKind.GUEST if self.purpose is LinkPurpose.GUEST else ActorKind.VISITOR

    @property
    def roles(self) -> dict[int, Role]:
        """Who comes by a link belongs to no organisation."""
        return {}

    @property
    def guest_of(self) -> int | None:
        """The one event that the holder may see."""
        return self.event_id

    @property
    def guest_role(self) -> TeamRole | None:
        """What the holder is in the team of that event."""
        return self.role


@event.listens_for(Link, "before_insert")
@event.listens_for(Link, "before_update")
def _keep_index(mapper: object, connection: object, link: Link) -> None:
    link.account_index = index_number(link.account)
