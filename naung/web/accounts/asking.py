"""Asking for another account in the place of the one in use: who asks does not decide."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.banking import banks, changing, rules, said
from naung.delivery.banking import queries as banking
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.accounts import seen
from naung.web.onward import onward
from naung.web.page import page

FIELDS = ("bank", "nomor", "nama", "jenis", "alasan", "dokumen")


def asking(request: HttpRequest, number: int) -> HttpResponse:
    account = seen.account(request, number, "banking.change")
    if not account.number_index:
        raise Http404  # nothing to change: the bank has opened none
    return _asked(request, account) if request.method == "POST" else _form(request, account)


def _form(request: HttpRequest, account: Any, field: str = "", error: str = "") -> HttpResponse:
    now, on = clock.now(), clock.today()
    return page(request, "accounts/ask.html", {
        "account": account, "used": banking.in_use(account, at=now), "going": banking.under_way(account, at=now), "banks": sorted(banks.BANKS.items(), key=lambda b: (b[0] != banks.OURS, b[1])),
        "hours": rules.rule("change_wait_hours", on=on), "shortest": said.SHORTEST, "least": banks.SHORTEST, "most": banks.LONGEST,
        "contact": bool(account.person.phone_sealed), "field": field, "error": error,
        **{name: request.POST.get(name, "") for name in FIELDS},
    }, status=422 if error else 200)  # fmt: skip


def _asked(request: HttpRequest, account: Any) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    wanted = changing.Wanted(typed["bank"], typed["nomor"], typed["nama"], typed["jenis"], typed["alasan"], typed["dokumen"])  # fmt: skip
    try:
        made = changing.request(account=account, wanted=wanted, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except (changing.NotAnAccount, changing.SameAccount, changing.OtherName, changing.NothingToChange, changing.WaitsAlready,
            said.NoReason, said.NumberInText) as refusal:  # fmt: skip
        return _form(request, account, _field(refusal, typed), str(refusal))
    return onward(request, "change", made.pk, says=_("Permintaan tersimpan. Orang lain menghubungi kontak lama, lalu pejabat penyetuju memutuskan."))  # fmt: skip


def _field(refusal: Exception, typed: dict[str, str]) -> str:
    """Beside which field the sentence stands."""
    by_kind: dict[type[Exception], str] = {
        changing.OtherName: "nama",
        said.NoReason: "alasan",
        said.NumberInText: "alasan",
    }
    if isinstance(refusal, changing.NotAnAccount):
        empty = [name for name in ("bank", "jenis", "nama", "dokumen") if not typed[name].strip()]
        return empty[0] if empty else "nomor"
    return by_kind.get(type(refusal), "nomor")
