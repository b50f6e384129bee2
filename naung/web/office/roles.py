"""Who may do what, as a table read from staff.roles.MAY: nobody has to remember it, and it cannot say anything else than the code."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.staff.roles import ALONE, DECIDE, MAY, PREPARE, ROLES, SECOND_FACTOR
from naung.web.office.words import say
from naung.web.page import page


def table(request: HttpRequest) -> HttpResponse:
    rows = [
        {"verb": verb, "says": say(verb), "roles": [_(ROLES[role]) for role in ROLES if role in may]}
        for verb, may in sorted(MAY.items())
    ]
    kinds = {"prepare": PREPARE, "decide": DECIDE, "alone": ALONE, "factor": SECOND_FACTOR}
    named = {key: [_(ROLES[role]) for role in ROLES if role in kind] for key, kind in kinds.items()}
    return page(request, "office/roles.html", {"rows": rows, **named})
