"""One month of one payer: the four sums, what it waits for, its papers, invoices with their orders; and the other payers of the month."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions import year as years
from naung.delivery.contributions.mending import recoding
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.web.batches.list import names, rows
from naung.web.batches.starting import who_may
from naung.web.months import seen, words
from naung.web.months.year import told
from naung.web.page import page

Mistake = dict[str, str]


def month(request: HttpRequest, text: str) -> HttpResponse:
    from naung.web.months import acting  # acts on what is shown here, and shows it again when it was refused

    wanted = seen.month(text)
    paying = seen.paying(request, wanted)
    if not paying:
        raise Http404
    if request.method == "POST":
        return acting.acted(request, seen.chosen(request, paying, request.POST.get("program", "")), wanted)
    return shown(request, seen.chosen(request, paying, request.GET.get("program", "")), wanted)


def shown(
    request: HttpRequest, programme: Any, wanted: Month, mistake: Mistake | None = None
) -> HttpResponse:
    """With a mistake: the same page, said on top and at the field, what was typed still there (422)."""
    context = facts(request, programme, wanted) | {
        "mistakes": [mistake] if mistake else [],
        "typed": request.POST,
    }
    return page(request, "months/month.html", context, status=422 if mistake else 200)


def facts(request: HttpRequest, programme: Any, wanted: Month) -> dict[str, Any]:
    by, on = staff.as_actor(request.user), clock.today()
    every = years.calendar(seen.paying(request, wanted), on)
    cells = [next(c for c in some if c.month == wanted) for some in every.values()]
    mine = next(c for c in cells if c.programme.pk == programme.pk)
    runs, places = list(queries.runs(programme, wanted)), names()
    return {
        **told(mine), "why_not": jobs.why_not(programme, wanted, on), "columns": words.names(), "regions": [_region(a, places) for a in queries.reconciliation(programme, wanted)],
        "others": [told(c) for c in cells if c.programme.pk != programme.pk], "runs": [_run(run, places) for run in runs],
        "may": staff.may(by, "contributions.propose", programme.region_id, on=on), "who_may": who_may("contributions.propose"),
        "open": next((run for run in runs if run.state == "PREPARED"), None), "under_way": any(run.state in ("APPROVED", "BILLED", "PAID") for run in runs),
    }  # fmt: skip


def _region(agreement: Any, places: dict[str, str]) -> dict[str, Any]:
    four = [asdict(getattr(agreement, name)) for name in words.FOUR]
    said = [
        {"says": _(words.DIFFERENCES[what]), "rows": n, "rupiah": rupiah}
        for what, n, rupiah in agreement.differences
    ]
    return {"name": places.get(agreement.region, agreement.region), "four": four, "differences": said}


def _run(run: Any, places: dict[str, str]) -> dict[str, Any]:
    """A round with its papers, invoices and orders."""
    sets = [{"one": one, "tag": words.tag(words.PAPERS, one.state)} for one in treasury_queries.of(run)]
    standing = next(
        (one["one"] for one in sets if one["one"].state in ("PREPARED", "SIGNED", "ISSUED")), None
    )
    tried: dict[int, list[Any]] = {}
    for retry in queries.retries(run):
        tried.setdefault(retry.invoice_id, []).append({"one": retry, "tag": words.tag(words.RETRIES, retry.state)})  # fmt: skip
    invoices = list(queries.invoices(run))
    recoded, unanswered = recoding.of_invoices([one.pk for one in invoices]), queries.unanswered(invoices)
    return {
        "run": run, "tag": words.tag(words.STATES, run.state), "refused": queries.refused(run), "sets": sets, "standing": standing,
        "wants_papers": run.papers and run.state == "BILLED" and standing is None, "lines": treasury_queries.budget_lines(run) if run.papers else [],
        "account_code": treasury_queries.account_code(run) if run.papers and standing is None else "",
        "invoices": [_invoice(one, places, tried.get(one.pk, []), recoded.get(one.pk, []), one.pk in unanswered) for one in invoices],
    }  # fmt: skip


def _invoice(
    invoice: Any, places: dict[str, str], tried: list[Any], recoded: list[Any], unanswered: bool
) -> dict[str, Any]:
    state = invoice.order.state if invoice.order else ""
    waiting = any(one["one"].state == "PREPARED" for one in tried)
    return {**rows([invoice.batch])[0], "invoice": invoice, "code": invoice.code, "paid_on": invoice.paid_on, "region": places.get(invoice.region, invoice.region),
            "order": invoice.order, "order_tag": words.tag(words.ORDERS, state), "tried": tried, "may_retry": (state == "REJECTED" or unanswered) and not waiting, "unanswered": unanswered,
            "recoded": [{"one": one, "tag": words.tag(words.RECODED, one.state)} for one in recoded],
            "may_recode": bool(invoice.code) and state in ("", "REJECTED") and not waiting and not any(one.state == "PREPARED" for one in recoded)}  # fmt: skip
