"""The proof on paper: POST makes and registers it, GET gives the page or the workbook of the proof as it is now."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions.reconciling import paper as reconciling_paper
from naung.foundation.papers import queries as papers
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.onward import onward
from naung.web.proof import seen

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def paper(request: HttpRequest, code: str, text: str) -> HttpResponse:
    programme, month = seen.chosen(request, code, text)
    if request.method == "POST":
        by = staff.as_actor(request.user)
        reconciling_paper.issue(programme=programme, month=month, address=settings.NAUNG_ADDRESS, by=by, at=clock.now(), on=clock.today())  # fmt: skip
        return onward(request, "proof", code, text, says=_("Bukti dicetak dan didaftarkan; siapa saja dapat memeriksanya dengan kodenya."))  # fmt: skip
    form = "xlsx" if request.GET.get("bentuk") == "xlsx" else "pdf"
    found = reconciling_paper.registered(programme, month)[form == "xlsx"]
    if found is None:
        raise Http404
    answer = HttpResponse(papers.content(found), content_type=TYPES[form])
    answer["Content-Disposition"] = f'{"attachment" if form == "xlsx" else "inline"}; filename="bukti-{code}-{text}-{found.content_hash[:8]}.{form}"'  # fmt: skip
    answer["X-Naung-Sha256"], answer["Cache-Control"] = (
        found.sha256,
        "private, no-store",
    )  # it may name people
    return answer
