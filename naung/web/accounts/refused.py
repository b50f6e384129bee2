"""Accounts that the bank refused: why, what to do, and asking once more when the bank's side was put right."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.banking import actions, lists, said
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web import programmes
from naung.web.accounts import seen, words
from naung.web.batches.starting import who_may
from naung.web.decisions.reach import reach
from naung.web.onward import onward
from naung.web.page import page


def listed(request: HttpRequest) -> HttpResponse:
    return _again(request) if request.method == "POST" else _shown(request)


def _shown(request: HttpRequest, error: str = "") -> HttpResponse:
    programme, names = (
        programmes.chosen(request),
        {one["code"]: one["name"] for one in seen.regencies(request)},
    )
    sends = reach(request, "banking.send")
    rows = [{**one, "name": names.get(one["region"], one["region"]), "todo": words.todo(one["refusal_code"]), "may": _within(one["region"], sends),
             "key": f"{one['region']} {one['refusal_code']}"} for one in lists.refusals(programme, seen.chosen(request))]  # fmt: skip
    return page(request, "accounts/refused.html", {
        **programmes.choice(programme), "tabs": seen.tabs("refused-accounts"), "rows": rows, "choices": [one for one in rows if one["may"]], "who_may": who_may("banking.send"),
        "chosen": request.POST.get("alasan_bank", ""), "why": request.POST.get("sebab", ""), "error": error, "shortest": said.SHORTEST,
    }, status=422 if error else 200)  # fmt: skip


def _within(region: str, codes: list[str]) -> bool:
    return any(region == code or region.startswith(f"{code}.") for code in codes)


def _again(request: HttpRequest) -> HttpResponse:
    region, _blank, code = request.POST.get("alasan_bank", "").partition(" ")
    if not _within(region, reach(request, "banking.send")) or not code:
        return _shown(request, _("Pilih wilayah dan alasan bank."))
    asked: dict[str, Any] = {"by": staff.as_actor(request.user), "at": clock.now(), "on": clock.today()}
    try:
        n = actions.ask_again(
            programme=programmes.chosen(request),
            region=region,
            code=code,
            why=request.POST.get("sebab", ""),
            **asked,
        )
    except (said.NoReason, said.NumberInText) as refusal:
        return _shown(request, str(refusal))
    return onward(
        request, "refused-accounts", says=_("%(n)s rekening ikut pada berkas berikutnya ke bank.") % {"n": n}
    )
