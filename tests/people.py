"""The cast: a few people everybody in these tests knows. All made up; NIK serials 9000-9999."""

from datetime import UTC, date, datetime, timedelta

from naung.kit import nik
from naung.kit.actor import Actor, system

NOW = datetime(2025, 7, 14, 1, 40, tzinfo=UTC)  # 14 July 2025, 09.40 WITA
TODAY = date(2025, 7, 14)
NAMOSAIN, NUNHILA, OEBOBO = "53.71.01.1001", "53.71.01.1004", "53.71.04.1001"

MARTA = nik.make("537101", date(1978, 8, 12), True, 9001)  # sells fish, Namosain
YOHANES = nik.make("537101", date(1985, 3, 2), False, 9002)  # fisher, Namosain
PETRUS = nik.make("537104", date(1990, 11, 30), False, 9003)  # ojek, Oebobo

MACHINE = system("test")


def officer(
    login: str, role: str, region: str = "53.71", *, identity: str = "", since: date = date(2025, 1, 1)
) -> Actor:
    """An officer with one post; the same login twice is the same officer."""
    from naung.foundation.staff import actions, queries

    actions.appoint(login=login, name=login.title(), identity=identity or f"NIP-{login}", password="contoh", role=role,
                    region=region, since=since, by=MACHINE, at=NOW)  # fmt: skip
    return queries.actor(login)


def moved(actor: Actor, login: str, role: str, region: str = "53.71", *, identity: str) -> Actor:
    """The same human, who has left the post held so far and today has another one."""
    leave(actor)
    return officer(login, role, region, identity=identity, since=TODAY)


def leave(actor: Actor) -> None:
    from naung.foundation.staff.models import Post

    Post.objects.filter(officer=actor.officer, until=None).update(until=TODAY - timedelta(days=1))
