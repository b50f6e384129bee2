"""On paper: a sheet for each person to visit, big enough to write on; and everybody who could be drawn, to draw again."""

from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.selection.fieldcheck import queries as fieldcheck_queries
from naung.web.fieldcheck import words
from naung.web.fieldcheck.one import seen
from naung.web.page import page


def form(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever of one's regions has no result yet, or everybody with ?semua=1; ?wilayah= narrows to a district or village."""
    found = seen(number)
    state = "" if request.GET.get("semua") else "OPEN"
    within = request.GET.get("wilayah", "")[:13].replace("%", "").replace("_", "")
    _total, people = fieldcheck_queries.people(found, within=within, state=state, limit=None)
    answer = page(request, "fieldcheck/form.html", {
        "check": found, "people": people, "all": not state,
        "questions": [(says(), list(words.answers(question).values())) for question, says in words.QUESTIONS.items()],
    })  # fmt: skip
    answer["Cache-Control"] = "private, no-store"  # it names people
    return answer


def frame(request: HttpRequest, number: int) -> HttpResponse:
    """Codes alone and of the whole programme, so that every officer can draw again what anybody drew."""
    found = seen(number)
    try:
        content = fieldcheck_queries.frame(found)
    except fieldcheck_queries.NoSuchCheck as early:
        raise Http404(str(early)) from None
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kerangka-{found.number}-DATA-CONTOH.txt"'
    return answer
