"""What whoever reported takes home: the number, what comes next and by when; and the message that is sent to them."""

from django.http import HttpRequest, HttpResponse

from naung.delivery.claims.documents import queries as documents
from naung.delivery.claims.reporting import queries as reporting
from naung.delivery.selection.renewal.notices import PHONE
from naung.foundation.wording import queries as wording
from naung.kit import clock
from naung.web.claims import words
from naung.web.claims.one import file
from naung.web.decisions.say import day
from naung.web.page import page
from naung.web.words import indonesian


def receipt(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    found = file(request, programme, number)
    calls = reporting.calls_by(found.reported_on)
    first = reporting.reports(found.pk).first()
    officer = first.recorded_by.name if first and first.recorded_by else request.user.name
    message = wording.say("claims.received", {"number": found.number, "name": found.person.name, "officer": officer, "day": day(calls), "phone": PHONE},
                          on=clock.today(), language="id" if indonesian() else "en")  # fmt: skip
    return page(request, "claims/receipt.html", {
        "claim": found, "what": words.what(found), "calls": calls, "officer": officer, "message": message, "phone": PHONE,
        "missing": documents.missing(found.pk), "hours": reporting.clock(found),
    })  # fmt: skip
