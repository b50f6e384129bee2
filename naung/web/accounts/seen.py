"""What every page of this room needs: the account of this number for whoever may look there, else 404."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from naung.delivery.banking import queries as banking
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.decisions.reach import reach

LOOK = "banking.look"


def account(request: HttpRequest, number: int, verb: str = LOOK) -> Any:
    try:
        found = banking.one(number)
    except banking.NoSuchAccount as nobody:
        raise Http404(str(nobody)) from None
    return _allowed(request, found, verb)


def change(request: HttpRequest, number: int) -> Any:
    try:
        found = banking.change(number)
    except banking.NoSuchAccount as nobody:
        raise Http404(str(nobody)) from None
    return _allowed(request, found, LOOK)


def _allowed(request: HttpRequest, found: Any, verb: str) -> Any:
    if not staff.may(staff.as_actor(request.user), verb, found.village, on=clock.today()):
        raise Http404
    return found


def may(request: HttpRequest, verb: str, region: str) -> bool:
    return staff.may(staff.as_actor(request.user), verb, region, on=clock.today())


def chosen(request: HttpRequest) -> tuple[str, ...]:
    """The region that was asked for, where it lies in the officer's; all of theirs where none was. An unknown one shows nobody."""
    mine, wanted = reach(request, LOOK), request.GET.get("wilayah", "")
    if not wanted:
        return tuple(mine)
    return (wanted,) if any(wanted == code or wanted.startswith(f"{code}.") for code in mine) else ()


def regencies(request: HttpRequest) -> list[dict[str, str]]:
    """To choose from: the regencies within the officer's regions."""
    mine = reach(request, LOOK)
    return [{"code": one.code, "name": one.name} for one in regions.regencies() if any(_holds(code, one.code) for code in mine)]  # fmt: skip


def _holds(mine: str, code: str) -> bool:
    return code == mine or code.startswith(f"{mine}.")


def tabs(here: str) -> list[dict[str, Any]]:
    """The pages of this room, with the one that is open."""
    names = [("accounts", _("Daftar rekening")), ("changes", _("Penggantian")), ("refused-accounts", _("Ditolak")), ("resting", _("Jarang dipakai"))]  # fmt: skip
    return [{"name": name, "says": says, "on": name == here} for name, says in names]
