"""The insurer's list of members handed in: compared line by line with our months."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions.reconciling import actions as reconciling
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.partners.bpjs_tk import members as insurer
from naung.web.onward import onward
from naung.web.page import page
from naung.web.proof import seen


def upload(request: HttpRequest, code: str, text: str) -> HttpResponse:
    programme, month = seen.chosen(request, code, text)
    if request.method != "POST":
        return _form(request, programme, month)
    sent = request.FILES.get("berkas")
    if sent is None or (sent.size or 0) > insurer.LARGEST:
        return _form(request, programme, month, _("Pilih berkas daftar peserta, paling besar %(n)s MB.") % {"n": insurer.LARGEST >> 20}, 422)  # fmt: skip
    content, plug = sent.read(), insurer.Members(odd=())
    try:
        file = plug.read_members(content)
    except Unreadable as unreadable:
        return _form(request, programme, month, str(unreadable), 422)
    if (file.programme, file.month) != (programme.code, month.first):
        return _form(request, programme, month, _("Daftar ini untuk %(code)s bulan %(month)s, bukan untuk halaman ini.")
                     % {"code": file.programme, "month": f"{file.month:%Y-%m}"}, 422)  # fmt: skip
    by = staff.as_actor(request.user)
    found = reconciling.take_members(partner=plug.partner, content=content, file=file, by=by, at=clock.now(), on=clock.today())  # fmt: skip
    return onward(request, "proof", code, text, says=_said(found))


def _said(found: reconciling.Compared) -> str:
    if found.again:
        return _("Berkas ini sudah pernah diambil; tidak ada yang berubah.")
    return _("Dibandingkan orang demi orang: %(agreed)s dari %(ours)s sama, %(new)s selisih baru.") % {
        "agreed": found.agreed, "ours": found.ours, "new": found.differences.get("new", 0) + found.differences.get("again", 0)}  # fmt: skip


def _form(
    request: HttpRequest, programme: Any, month: Any, error: str = "", status: int = 200
) -> HttpResponse:
    lists = [{"list": one, "sha": one.sha256[:12]} for one in reconciling.lists(programme, month)]
    may = seen.may(request, "proof.compare", programme.region_id)
    context = {"programme": programme, "month": month, "first": month.first, "error": error, "lists": lists, "may": may}  # fmt: skip
    return page(request, "proof/members.html", context, status=status)
