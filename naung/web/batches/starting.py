"""Sending and taking answers from the screen: each is long work, started for one region of the officer's, or for all of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.banking import queries as banking
from naung.delivery.claims.payout import exchanging
from naung.delivery.enrolment import departing
from naung.delivery.enrolment import queries as enrolment
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY, ROLES
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.batches.rooms import Room
from naung.web.onward import onward
from naung.web.programmes import chosen

WAITING = {
    "enrolment": lambda programme: (
        len(enrolment.decrees_that_wait(programme)) + len(departing.regions_untold(programme))
    ),
    "payouts": lambda programme: len(exchanging.regions_unsent(programme)),
    "banking": lambda programme: len(banking.regions_that_wait(programme)),
}
DO = ("send", "take")


class NotChosen(Refusal):
    """The form names neither sending nor taking, or a region that is not the officer's."""


def offered(room: Room, request: HttpRequest, programme: Any) -> dict[str, Any]:
    """Where this officer may send (none: the page says who may), and how much waits; nothing for a room that nothing is sent from."""
    if room.name not in WAITING:
        return {}
    where = scopes(room, request)
    waiting = WAITING[room.name](programme) if where else 0
    return {"scopes": where, "waiting": waiting, "who_may": who_may(room.send)}


def scopes(room: Room, request: HttpRequest) -> list[dict[str, str]]:
    """Provinces and regencies in which a post allows it; batches are made for no smaller place."""
    posts = staff.posts(request.user.pk, on=clock.today())
    codes = sorted({p.region_id for p in posts if p.role in MAY[room.send] and len(p.region_id) <= 5})
    return [{"code": code, "name": regions.by_code(code).name} for code in codes]


def who_may(verb: str) -> str:
    return ", ".join(_(ROLES[role]) for role in sorted(MAY[verb]))


def start(room: Room, request: HttpRequest) -> HttpResponse:
    do, region = request.POST.get("do", ""), request.POST.get("wilayah", "")
    names = {scope["code"]: scope["name"] for scope in scopes(room, request)}
    if do not in DO or region not in names:
        raise NotChosen(_("Pilih mengirim atau mengambil jawaban, dan salah satu wilayah Anda."))
    by, on, programme = staff.as_actor(request.user), clock.today(), chosen(request).code
    staff.require(by, room.send, region, on=on)
    arguments = {"programme": programme, "region": region if len(region) > 2 else ""}
    job = work.start(kind=f"{room.name}.{do}", arguments=arguments, key=f"{programme} {region}", by=by, at=clock.now(), on=on, about=names[region])  # fmt: skip
    return onward(request, "job", job.pk)
