"""Who is who, and what they may."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from naung.foundation.staff.models import Officer, Post
from naung.foundation.staff.roles import MAY, ROLES
from naung.kit.actor import Actor
from naung.kit.once import once
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
    return list(once(("staff.posts", officer_id, on), lambda: _posts(officer_id, on)))


def _posts(officer_id: int, on: date) -> list[Post]:
    held = Post.objects.filter(officer_id=officer_id, since__lte=on)
    return list(held.filter(Q(until=None) | Q(until__gte=on)).order_by("region_id", "role"))


def posts_of_human(human_id: int, *, since: date) -> list[Post]:
    """What this human holds or will hold, in any account, on that day or later."""
    held = Post.objects.filter(officer__human_id=human_id)
    return list(held.filter(Q(until=None) | Q(until__gte=since)).exclude(until__lt=F("since")))


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


def by_number(officer_id: int) -> Officer | None:
    """An account by its number, whether it is open or shut."""
    return Officer.objects.select_related("human").filter(pk=officer_id).first()


def taken(login: str) -> bool:
    """Is there an account with this login, open or shut?"""
    return Officer.objects.filter(login=login).exists()


def accounts_of(index: bytes) -> list[Officer]:
    """The open accounts of the human with this index of a NIP or NIK."""
    return list(Officer.objects.filter(human__index=index, is_active=True).order_by("login"))


def post_by_number(post_id: int) -> Post | None:
    return Post.objects.select_related("officer", "region").filter(pk=post_id).first()


def roster(regions: Iterable[str], *, on: date, like: str = "", shut: bool = False) -> list[Officer]:
    """The accounts of these regions and below, by name; an account without a post of today belongs to the province."""
    held = Post.objects.filter(officer=OuterRef("pk"), since__lte=on).filter(Q(until=None) | Q(until__gte=on))
    here = Q()
    for code in regions:
        here |= Q(region_id=code) | Q(region__code__startswith=f"{code}.")
    mine = Q(Exists(held.filter(here))) if here else Q(pk=None)
    if "53" in set(regions):
        mine |= Q(~Exists(held))
    found = Officer.objects.filter(mine, is_active=not shut)
    if like:
        found = found.filter(Q(name__icontains=like) | Q(login__icontains=like))
    return list(found.order_by("name", "pk"))


def posts_of(officers: Iterable[int], *, on: date) -> dict[int, list[Post]]:
    """Every post of today of these accounts, by account: one query however many they are."""
    held: dict[int, list[Post]] = {}
    today = Post.objects.filter(officer_id__in=set(officers), since__lte=on).filter(
        Q(until=None) | Q(until__gte=on)
    )
    for post in today.select_related("region").order_by("region_id", "role"):
        held.setdefault(post.officer_id, []).append(post)
    return held


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
