"""What is printed: the offer to a region, and the letters of a village."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

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
    place, found = seen.own_region(request, code), rounds.of(seen.target(year))
    village = request.GET.get("desa", "")
    if found is None or not regions.villages_of(place.code).filter(code=village).exists():
        raise Http404
    return _pdf(renewal_papers.letters(round=found, village=village), f"surat-{village}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"  # it names people
    return answer
