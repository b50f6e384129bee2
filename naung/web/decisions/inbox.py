"""What waits for a decision, oldest first; and, behind a chip, what was decided."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from naung.foundation.approvals import queries as approvals
from naung.web.decisions import kinds
from naung.web.decisions.reach import reach
from naung.web.page import page

ROWS = 50
WAITING, DONE = "menunggu", "selesai"
STATES = {WAITING: ["PENDING"], DONE: ["APPROVED", "REFUSED", "VOID"]}


def inbox(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("keadaan", WAITING)
    seen = approvals.within(reach(request, "approvals.read"))
    found = seen.filter(state__in=STATES.get(chosen, []))  # an unknown chip shows nothing
    found = found.order_by("prepared_at", "pk") if chosen == WAITING else found.order_by("-decided_at", "-pk")
    leaf = Paginator(found, ROWS).get_page(request.GET.get("hal"))
    return page(
        request, "decisions/inbox.html", {"rows": _rows(list(leaf), request), "leaf": leaf, "chosen": chosen}
    )


def _rows(some: list[Any], request: HttpRequest) -> list[dict[str, Any]]:
    titles = kinds.titled(some)
    human = request.user.human_id
    return [
        {"one": one, "title": titles[one.pk], "kind": kinds.word(one.kind), "mine": one.prepared_human == human,
         "people": one.rows if kinds.counts_people(one.kind) else None}
        for one in some
    ]  # fmt: skip
