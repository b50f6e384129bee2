"""Everybody here comes in by the door, in a copy of the world."""

import re
import time

import pytest

from tests.web.world import PASSWORD


@pytest.fixture
def stranger(own_world):
    from django.test import Client

    return Client


@pytest.fixture
def signs_in(stranger):
    """A client who gave name and password."""

    def enter(login: str, password: str = PASSWORD):
        client = stranger()
        client.post("/masuk", {"login": login, "password": password})
        return client

    return enter


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def officer(login: str):
    from naung.foundation.staff import queries

    return queries.officer(login)


def app_of(login: str) -> str:
    """Sets up the app for an officer; its secret."""
    from allauth.mfa.totp.internal import auth

    secret = auth.generate_totp_secret()
    auth.TOTP.activate(officer(login), secret)
    return secret


def code(secret: str, ahead: int = 0) -> str:
    """What the app shows; `ahead`: so many half minutes later (one is still taken, for phones whose clock is off)."""
    from allauth.mfa.totp.internal import auth

    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30 + ahead))


def recovery_of(login: str) -> list[str]:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    return RecoveryCodes.activate(officer(login)).get_unused_codes()


def trail(verb: str):
    from naung.foundation.trail.models import Entry

    return list(Entry.objects.filter(verb=f"staff.{verb}").order_by("id"))
