"""The papers of a claim, on its page."""

from typing import Any

from django.http import HttpRequest

from naung.delivery.claims.documents import queries
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import documents_words as words


def section(request: HttpRequest, claim: Any) -> dict[str, Any]:
    """How far the file is, and what it waits for. Who may read the claim may see which papers; their photos stand on their own page."""
    papers = queries.asked(claim.pk)
    shown = [words.row(one) for one in papers if one.state != "DROPPED"]
    may = staff.may(staff.as_actor(request.user), "claims.collect", claim.village, on=clock.today())
    return {"papers": shown, "progress": queries.counted(papers), "may_collect": may}
