"""Changes of account: those that wait, and one of them with its calls. Saying no is one click; saying yes is in the inbox."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.banking import changing, said
from naung.delivery.banking import queries as banking
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.kit.text import mask
from naung.web.accounts import notice, seen, words
from naung.web.decisions import accounts as deciding
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50


def listed(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _inquire(request)
    chosen, now = request.GET.get("keadaan", ""), clock.now()
    found = banking.changes_within(seen.chosen(request))
    leaf = Paginator(found.filter(state=chosen) if chosen else found, ROWS).get_page(request.GET.get("hal"))
    rows = [{"change": one, "tag": words.change(one, now), "number": words.number_of(one)} for one in leaf]
    chips = [{"code": "", "says": _("Semua"), "on": not chosen}]
    chips += [
        {"code": code, "says": _(says), "on": code == chosen} for code, (_kind, says) in words.CHANGES.items()
    ]
    return page(request, "accounts/changes.html", {"tabs": seen.tabs("changes"), "leaf": leaf, "rows": rows, "chips": chips,
                "unasked": found.filter(state="REQUESTED", inquired_at=None).count()})  # fmt: skip


def _inquire(request: HttpRequest, number: int = 0) -> HttpResponse:
    """Asking the bank is long work: a bank may take its time."""
    arguments = {"change": number} if number else {}
    job = work.start(kind="banking.inquire", arguments=arguments, key=f"change {number or 'all'}", by=staff.as_actor(request.user), at=clock.now(),
                     on=clock.today())  # fmt: skip
    return onward(request, "job", job.pk)


def one(request: HttpRequest, number: int) -> HttpResponse:
    change = seen.change(request, number)
    return _acted(request, change) if request.method == "POST" else _shown(request, change)


def _shown(request: HttpRequest, change: Any, field: str = "", error: str = "") -> HttpResponse:
    now, by = clock.now(), staff.as_actor(request.user)
    mine, waiting, held = (
        by.human == change.requested_human,
        change.state == "REQUESTED",
        banking.waits(change, at=now),
    )
    context = {
        "change": change, "tag": words.change(change, now), "facts": deciding.facts(change), "findings": deciding.findings(change) if waiting else [],
        "calls": [{"call": one, "answer": words.answer(one.answer), "way": words.way(one.way)} for one in banking.calls(change)], "waits": held,
        "mine": mine, "may_call": (waiting or held) and not mine and seen.may(request, "banking.call", change.village),
        "may_refuse": waiting and not mine and seen.may(request, "banking.refuse", change.village),
        "may_stop": held and seen.may(request, "banking.refuse", change.village), "may_withdraw": waiting and seen.may(request, "banking.change", change.village),
        "may_decide": waiting and seen.may(request, "banking.confirm", change.village), "contact": _contact(change), "unasked": waiting and change.inquired_at is None,
        "notice": notice.of_change(change) if waiting or held else "", "field": field, "error": error, "shortest": said.SHORTEST,
        "answers": [(code, words.answer(code)) for code in changing.ANSWERS], "ways": [(code, words.way(code)) for code in changing.WAYS],
        "typed": request.POST,
    }  # fmt: skip
    return page(request, "accounts/change.html", context, status=422 if error else 200)


def _contact(change: Any) -> str:
    """The old contact, masked: the whole number is on the person's page, for whoever says why."""
    return mask(seals.open_sealed(change.contact_sealed, "phone"), 4, 4) if change.contact_sealed else ""


def _call(change: Any, given: Any, **by: Any) -> str:
    changing.call(change=change, way=given.get("cara", ""), spoke_with=given.get("siapa", ""), answer=given.get("jawaban", ""),
                  what=given.get("kata", ""), **by)  # fmt: skip
    return _("Tercatat. Terima kasih sudah menghubungi.")


def _refuse(change: Any, given: Any, **by: Any) -> str:
    changing.decide(
        change=change, approve=False, content_hash=change.content_hash, note=given.get("sebab", ""), **by
    )
    return _("Ditolak. Rekening lama tetap yang dipakai.")


def _withdraw(change: Any, given: Any, **by: Any) -> str:
    changing.withdraw(change=change, why=given.get("sebab", ""), **by)
    return _("Permintaan ditarik. Rekening lama tetap yang dipakai.")


def _stop(change: Any, given: Any, **by: Any) -> str:
    changing.stop(change=change, why=given.get("sebab", ""), **by)
    return _("Dihentikan sebelum dipakai. Rekening lama tetap yang dipakai.")


DO: dict[str, tuple[Callable[..., str], str]] = {
    "telepon": (_call, "kata"), "tolak": (_refuse, "tolak"), "tarik": (_withdraw, "sebab"), "hentikan": (_stop, "sebab"),
}  # fmt: skip


def _acted(request: HttpRequest, change: Any) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "tanya":
        return _inquire(request, change.pk)
    if do not in DO:
        return _shown(request, change, "do", _("Pilih satu tindakan."))
    act, field = DO[do]
    try:
        says = act(change, request.POST, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())
    except (changing.NothingSaid, said.NoReason, said.NumberInText) as refusal:
        return _shown(request, change, field, str(refusal))
    return onward(request, "change", change.pk, says=says)
