"""What is printed: the offer to a region, and the letters of a village."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from naung.delivery.selection.renewal import papers as renewal_papers
from naung.delivery.selection.renewal import queries as rounds
from naung.foundation.papers import queries as papers
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.renewal import seen


def offer(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The registered paper, byte for byte; made the first time that this offer is asked for."""
    place, found = seen.own_region(request, code), rounds.of(seen.target(year))
    if found is None or found.state != "DECIDED":
        raise Http404
    made = renewal_papers.offer(round=found, region=place.code, address=settings.NAUNG_ADDRESS, by=staff.as_actor(request.user), at=clock.now(),
                                on=clock.today())  # fmt: skip
    return _pdf(papers.content(made), f"tawaran-{place.code}-{made.sha256[:8]}.pdf")


def letters(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Of a village of this region, all in one (`desa`), or of one person (`orang`)."""
    place, found = seen.own_region(request, code), rounds.of(seen.target(year))
    wanted = request.GET.get("orang", "") or request.GET.get("desa", "")
    if found is None or not _lies_in(found, place.code, request.GET):
        raise Http404
    return _pdf(renewal_papers.letters(round=found, place=wanted), f"surat-{wanted}.pdf")


def _lies_in(found: Any, region: str, asked: QueryDict) -> bool:
    if asked.get("orang"):
        return rounds.stands(found, region, asked["orang"])
    return regions.villages_of(region).filter(code=asked.get("desa", "")).exists()


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"  # it names people
    return answer
