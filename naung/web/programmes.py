"""Which programme a page is about: the one that its address names (?program=ntt-2026), else the first; one that is not there is not found."""

from typing import Any

from django.http import Http404, HttpRequest

from naung.delivery.programme import queries as programmes
from naung.web.page import PROGRAMME


def chosen(request: HttpRequest) -> Any:
    try:
        return programmes.by_code(request.GET.get("program") or PROGRAMME)
    except programmes.UnknownProgramme as unknown:
        raise Http404(str(unknown)) from None


def choice(programme: Any) -> dict[str, Any]:
    """For web/programmes.html: every programme as a chip, where there is more than one."""
    return {"programme": programme, "programmes": list(programmes.everything())}
