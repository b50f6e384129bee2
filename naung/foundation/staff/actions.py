"""Officers come and get posts, leave them, and are shut out. An administrator acts within the regions of their own post; a command
of the installation itself may appoint anybody, which is how the first administrator comes."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung.foundation.staff import queries
from naung.foundation.staff.models import Human, Officer, Post
from naung.foundation.staff.roles import ALONE, ROLES, conflict
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal


class TwoHats(Refusal):
    """One human would prepare and decide in the same region, or watch and act."""


class OtherPerson(Refusal):
    """The login belongs to somebody with another NIP or NIK."""


class OwnAccount(Refusal):
    """Nobody changes their own posts, nor shuts themselves out."""


class NoReason(Refusal):
    """What is taken from an officer needs a reason in words."""


@transaction.atomic
def appoint(
    *,
    login: str,
    name: str,
    identity: str,
    password: str,
    role: str,
    region: str,
    since: date,
    by: Actor,
    at: datetime,
    once: bool = True,
) -> Officer:
    """An account (made once) and a post in it. `identity` is a NIP or NIK; only its keyed index is kept.

    `once`: a new account's password must be changed at the first sign-in. Refuses with NotAllowed, OtherPerson, OwnAccount, TwoHats."""
    _allowed(by, [region], since)
    human, _new = Human.objects.get_or_create(index=seals.index(identity, "officer"), defaults={"name": name})
    officer, new = Officer.objects.get_or_create(
        login=login, defaults={"name": name, "human": human, "must_change_password": once}
    )
    if officer.human_id != human.pk:
        raise OtherPerson(
            _("Nama masuk %(login)s sudah dipakai orang lain. Pilih nama masuk yang lain.") % {"login": login}
        )
    if new:
        officer.set_password(password)
        officer.save(update_fields=["password"])
    _give(officer, role, region, since, by, at, new=new)
    return officer


@transaction.atomic
def give_post(*, officer: Officer, role: str, region: str, since: date, by: Actor, at: datetime) -> Post:
    """One more post for an account. The same post twice is one. Refuses with NotAllowed, OwnAccount, TwoHats."""
    _allowed(by, [region], since)
    return _give(officer, role, region, since, by, at, new=False)


def _give(
    officer: Officer, role: str, region: str, since: date, by: Actor, at: datetime, *, new: bool
) -> Post:
    _not_oneself(officer, by)
    _one_hat(officer, role, region, since)
    post, posted = Post.objects.get_or_create(
        officer=officer, role=role, region_id=region, until=None, defaults={"since": since}
    )
    if new or posted:
        _record("appoint", officer, by, at, region, facts={"login": officer.login, "role": role, "since": post.since})  # fmt: skip
    return post


@transaction.atomic
def end_post(*, post: Post, by: Actor, on: date, at: datetime, why: str) -> Post:
    """From now on the post gives nothing: its last day was yesterday. Refuses with NotAllowed, OwnAccount, NoReason."""
    _allowed(by, [post.region_id], on)
    _not_oneself(post.officer, by)
    _told_why(why)
    if post.until is None or post.until >= on:
        post.until = on - timedelta(days=1)
        post.save(update_fields=["until"])
        _record(
            "end_post", post.officer, by, at, post.region_id, why, {"role": post.role, "until": post.until}
        )
    return post


@transaction.atomic
def reset_password(
    *, officer: Officer, password: str, by: Actor, on: date, at: datetime, why: str, factors: int = 0
) -> Officer:
    """A password for one sign-in; every session of this account ends by it. `factors`: how many second factors the caller took away."""
    _allowed(by, _regions(officer, on), on)
    _not_oneself(officer, by)
    _told_why(why)
    _set_password(officer, password, must_change=True)
    _record("reset_password", officer, by, at, "", why, {"factors_removed": factors})
    return officer


@transaction.atomic
def change_password(*, officer: Officer, password: str, by: Actor, at: datetime) -> Officer:
    """The officer's own; whoever set it before no longer knows it."""
    if by.officer != officer.pk:
        raise OwnAccount(
            _("Kata sandi hanya diganti oleh pemiliknya. Administrator dapat memberi yang baru.")
        )
    _set_password(officer, password, must_change=False)
    _record("change_password", officer, by, at)
    return officer


def _set_password(officer: Officer, password: str, *, must_change: bool) -> None:
    officer.set_password(password)
    officer.must_change_password = must_change
    officer.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def shut_out(*, officer: Officer, by: Actor, on: date, at: datetime, why: str) -> Officer:
    """The account opens nothing any more, at once; its posts and what it signed stay as they are."""
    return _switch(officer, False, "shut_out", by, on, at, why)


@transaction.atomic
def let_in(*, officer: Officer, by: Actor, on: date, at: datetime, why: str) -> Officer:
    """An account that was shut opens again, with the posts that it still holds."""
    return _switch(officer, True, "let_in", by, on, at, why)


def _switch(
    officer: Officer, active: bool, verb: str, by: Actor, on: date, at: datetime, why: str
) -> Officer:
    _allowed(by, _regions(officer, on), on)
    _not_oneself(officer, by)
    _told_why(why)
    if officer.is_active != active:
        officer.is_active = active
        officer.save(update_fields=["is_active"])
        _record(verb, officer, by, at, why=why)
    return officer


@transaction.atomic
def note(
    *, officer: Officer, what: str, by: Actor, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """Something about an account's keys: signed in, second factor set up or taken away, sessions ended."""
    _record(what, officer, by, at, facts=facts)


def _record(
    verb: str,
    officer: Officer,
    by: Actor,
    at: datetime,
    region: str = "",
    why: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    subject = f"staff.officer:{officer.pk}"
    trail.record(by=by, verb=f"staff.{verb}", subject=subject, at=at, region=region, why=why, facts=facts)


def _allowed(by: Actor, regions: list[str], on: date) -> None:
    """An officer needs the verb in each region; only a command of the installation itself has no officer."""
    if by.officer is not None:
        for region in regions:
            queries.require(by, "staff.manage", region, on=on)


def _regions(officer: Officer, on: date) -> list[str]:
    """Where this account counts; one without any post is the province's."""
    return sorted({post.region_id for post in queries.posts(officer.pk, on=on)}) or ["53"]


def _not_oneself(officer: Officer, by: Actor) -> None:
    if by.human == officer.human_id:
        raise OwnAccount(
            _("Ini akun Anda sendiri. Perubahan jabatan dan akun dilakukan oleh administrator lain.")
        )


def _told_why(why: str) -> None:
    if len(why.strip()) < 5:
        raise NoReason(_("Tulis alasannya dengan beberapa kata; alasan itu tersimpan di jejak."))


def _one_hat(officer: Officer, role: str, region: str, since: date) -> None:
    """The database refuses as well (staff_post_apart), for whoever comes another way."""
    for held in queries.posts_of_human(officer.human_id, since=since):
        if conflict(role, held.role) and ({role, held.role} & ALONE or _overlap(region, held.region_id)):
            raise TwoHats(
                _("%(name)s memegang jabatan %(held)s di %(there)s, dan tidak dapat sekaligus menjadi %(role)s di %(here)s: yang menyiapkan atau mengawasi tidak memutuskan. Akhiri dulu jabatan yang lama.")
                % {"name": officer.name, "held": _(ROLES[held.role]), "there": held.region_id, "role": _(ROLES.get(role, role)), "here": region}
            )  # fmt: skip


def _overlap(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
