"""The journals, the newest first, by month, kind, account or a word of theirs."""

from django.http import HttpRequest, HttpResponse

from naung.foundation.ledger import books, chart
from naung.kit.months import Month
from naung.kit.text import squeeze
from naung.web.books import seen, words
from naung.web.page import page


def journals(request: HttpRequest) -> HttpResponse:
    month, number = request.GET.get("bulan", ""), seen.leaf_number(request)
    said = {"bulan": month, "jenis": request.GET.get("jenis", "")[:20], "akun": request.GET.get("akun", "")[:20], "q": squeeze(request.GET.get("q", ""))[:80]}  # fmt: skip
    asked = books.Asked(seen.month_of(month).first if month else None, said["jenis"], said["akun"], said["q"], seen.regions(request))  # fmt: skip
    found = books.journals(asked, page=number)
    return page(request, "books/journals.html", {
        "said": said, "rows": [{**row, "kind": words.kind(row["kind"])} for row in found.rows], "total": found.total, "leaf": seen.leaves(found.total, number),
        "months": [Month.of(one.month) for one in books.months()], "kinds": [(code, words.kind(code)) for code in books.kinds()],
        "accounts": list(chart.accounts().values()), "whole": seen.whole(request),
    })  # fmt: skip
