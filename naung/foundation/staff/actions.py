"""Officers come and get posts."""

from datetime import date, datetime

from django.db import transaction

from naung.foundation.staff.models import Human, Officer, Post
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor


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
) -> Officer:
    """An account (made once) and a post in it. `identity` is a NIP or NIK; only its keyed index is kept."""
    human, _ = Human.objects.get_or_create(index=seals.index(identity, "officer"), defaults={"name": name})
    officer, new = Officer.objects.get_or_create(login=login, defaults={"name": name, "human": human})
    if new:
        officer.set_password(password)
        officer.save(update_fields=["password"])
    post, posted = Post.objects.get_or_create(
        officer=officer, role=role, region_id=region, until=None, defaults={"since": since}
    )
    if new or posted:
        trail.record(by=by, verb="staff.appoint", subject=f"staff.officer:{officer.pk}", at=at, region=region,
                     facts={"login": login, "role": role, "since": post.since})  # fmt: skip
    return officer
