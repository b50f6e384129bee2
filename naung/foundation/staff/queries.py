"""Who is who, and what they may."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from naung.foundation.staff.models import Officer, Post
from naung.foundation.staff.roles import MAY, ROLES
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal


class NoSuchOfficer(Refusal):
    """No active officer signs in with this name."""


class NotAllowed(Refusal):
    """This officer does not hold a role that may do this here; the message says which would."""


def officer(login: str) -> Officer:
    found = Officer.objects.filter(login=login, is_active=True).first()
    if not found:
        raise NoSuchOfficer(
            _("Tidak ada petugas aktif dengan nama masuk %(login)s. `naung officers` menyebut semuanya.")
            % {"login": login}
        )
    return found


def actor(login: str) -> Actor:
    return as_actor(officer(login))


def as_actor(found: Officer) -> Actor:
    return Actor(name=found.name, officer=found.pk, human=found.human_id)


def posts(officer_id: int, *, on: date) -> list[Post]:
    held = Post.objects.filter(officer_id=officer_id, since__lte=on)
    return list(held.filter(Q(until=None) | Q(until__gte=on)).order_by("region_id", "role"))


def regions_of(officer_id: int, *, on: date) -> list[str]:
    """The codes an officer sees, each with all below it."""
    return sorted({post.region_id for post in posts(officer_id, on=on) if post.role != "administrator"})


def may(by: Actor, verb: str, region: str, *, on: date) -> bool:
    """Does a post of this officer allow the verb in this region (or one above it)? A machine never may."""
    if by.officer is None or verb not in MAY:
        return False
    return any(p.role in MAY[verb] and (region == p.region_id or region.startswith(p.region_id + "."))
               for p in posts(by.officer, on=on))  # fmt: skip


def require(by: Actor, verb: str, region: str, *, on: date) -> None:
    if not may(by, verb, region, on=on):
        roles = ", ".join(_(ROLES[role]) for role in sorted(MAY.get(verb, frozenset()))) or "-"
        raise NotAllowed(
            _("%(name)s tidak berwenang untuk %(verb)s di %(region)s; yang berwenang: %(roles)s.")
            % {"name": by.name, "verb": verb, "region": region, "roles": roles}
        )


def everybody() -> list[dict[str, str]]:
    """Every active account with its roles and regions, for an administrator."""
    held = (
        Post.objects.filter(until=None, officer__is_active=True)
        .select_related("officer")
        .order_by("officer__login", "role")
    )
    return [
        {"login": p.officer.login, "name": p.officer.name, "role": p.role, "region": p.region_id}
        for p in held
    ]
