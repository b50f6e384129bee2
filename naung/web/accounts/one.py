"""One member's account: how it stands, where it came from, whose name is on it, and what took its place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.banking import lists, naming, rules, said
from naung.delivery.banking import queries as banking
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.accounts import seen, words
from naung.web.onward import onward
from naung.web.page import page


def one(request: HttpRequest, number: int) -> HttpResponse:
    account = seen.account(request, number)
    return _compared(request, account) if request.method == "POST" else _shown(request, account)


def _shown(request: HttpRequest, account: Any, error: str = "") -> HttpResponse:
    now, on = clock.now(), clock.today()
    going = banking.under_way(account, at=now)
    changes = [
        {"change": one, "tag": words.change(one, now), "number": words.number_of(one)}
        for one in banking.changes().filter(account=account)
    ]
    context = {
        "account": account, "tag": words.state(account.state), "number": banking.masked_number(account), "told": words.told(account),
        "askings": banking.askings(account), "todo": words.todo(account.refusal_code),
        "used": banking.in_use(account, at=now), "changes": changes, "going": going, "rests": _rests(account, on),
        "most": rules.rule("basic_balance", on=on), "month": rules.rule("basic_month", on=on),
        "may_name": seen.may(request, "banking.name", account.village), "may_change": seen.may(request, "banking.change", account.village),
        "may_reveal": seen.may(request, "people.reveal", account.village), "reads_batches": seen.may(request, "banking.read", account.region),
        "error": error, "why": request.POST.get("sebab", ""), "shortest": said.SHORTEST, "changeable": account.number_index and account.state != "DIFFERS",
    }  # fmt: skip
    return page(request, "accounts/one.html", context, status=422 if error else 200)


def _rests(account: Any, on: Any) -> Any:
    """The day on which it turns inactive; nothing where no rule is in force or it rests already."""
    try:
        return lists.rests_on(account, on=on)
    except rules.NoRule:
        return None


def _compared(request: HttpRequest, account: Any) -> HttpResponse:
    """A person compared the names."""
    do, asked = request.POST.get("do", ""), {"account": account, "why": request.POST.get("sebab", ""), "by": staff.as_actor(request.user),
                                             "at": clock.now(), "on": clock.today()}  # fmt: skip
    try:
        if do == "sama":
            naming.confirm(**asked)
            return onward(
                request,
                "account",
                account.pk,
                says=_("Tersimpan: orang yang sama. Rekening dapat dibuka saat serah terima."),
            )
        if do == "lain":
            naming.reject(**asked)
            return onward(
                request,
                "account",
                account.pk,
                says=_("Tersimpan: bukan orang ini. Minta bank menutup rekening itu."),
            )
    except (said.NoReason, said.NumberInText) as refusal:
        return _shown(request, account, str(refusal))
    return _shown(request, account, _("Pilih: orang yang sama, atau orang lain."))
