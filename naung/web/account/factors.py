"""Second factors: who needs one, who has one, whether this session has shown it."""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.http import HttpRequest

from naung.foundation.staff.roles import SECOND_FACTOR

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needed(roles: set[str]) -> bool:
    return bool(roles & SECOND_FACTOR)


def has(officer_id: int) -> bool:
    """An app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=officer_id, type__in=STRONG).exists()


def shown(request: HttpRequest) -> bool:
    """Was a second factor given, or set up, in this very session?"""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def remember(request: HttpRequest, kind: str) -> None:
    """A factor that was just set up has been shown by that."""
    record_authentication(request, request.user, "mfa", type=kind)


def forget(officer_id: int) -> int:
    """Takes every second factor away (a lost phone); how many there were."""
    count, _ = Authenticator.objects.filter(user_id=officer_id).delete()
    return count


def spend(authenticator: Authenticator, code: str) -> bool:
    """May this TOTP code still be used? A code opens once: the step of the last one is kept, and only a later step opens
    (RFC 6238, 5.2). allauth remembers used codes in the cache of one process, for half a minute; ours are valid a minute and a half.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    step = _step(decrypt(row.data["secret"]), code)
    if step is None or step <= row.data.get("step", 0):
        return False
    row.data["step"] = authenticator.data["step"] = step
    row.save(update_fields=["data"])
    return True


def _step(secret: str, code: str) -> int | None:
    for step in totp.yield_hotp_counters_from_time():
        if totp.format_hotp_value(totp.hotp_value(secret, step)) == code.strip().replace(" ", ""):
            return step
    return None


def give_app(officer: Any) -> bool:
    """An app's secret for an officer of the demonstration, who has no phone; False when there is one already."""
    if has(officer.pk):
        return False
    totp.TOTP.activate(officer, totp.generate_totp_secret())
    return True


def code_of(officer: Any) -> tuple[str, int] | None:
    """The code that the app would show now and for how many more seconds; None without an app. For the demonstration."""
    found = Authenticator.objects.filter(user_id=officer.pk, type=Authenticator.Type.TOTP).first()
    if found is None:
        return None
    step, past = divmod(int(time.time()), 30)
    return totp.format_hotp_value(totp.hotp_value(decrypt(found.data["secret"]), step)), 30 - past
