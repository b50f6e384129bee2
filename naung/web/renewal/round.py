"""The round of a year: who stays, who is offered, whose cover ends, with the days left. Looking decides nothing."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.renewal import actions as renewal
from naung.delivery.selection.renewal import loss as renewal_loss
from naung.delivery.selection.renewal import notices as renewal_notices
from naung.delivery.selection.renewal import queries as rounds
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.kit.text import squeeze
from naung.web.decisions.reach import reach
from naung.web.onward import onward
from naung.web.page import page
from naung.web.renewal import seen
from naung.web.resting import kept

REASON = 10


def newest(request: HttpRequest) -> HttpResponse:
    """The menu's way: the round into the latest year that follows one of ours."""
    years = [p.first_month.year for p in programmes.everything() if rounds.before(p)]
    return (
        redirect("renewal", max(years)) if years else page(request, "empty.html", {"path": [], "place": None})
    )


def round_(request: HttpRequest, year: int) -> HttpResponse:
    target = seen.target(year)
    source, found = rounds.before(target), rounds.of(target)
    return _act(request, year, target, found) if request.method == "POST" else _shown(request, year, target, source, found)  # fmt: skip


def _shown(
    request: HttpRequest, year: int, target: Any, source: Any, found: Any, error: str = "", status: int = 200
) -> HttpResponse:
    mine, on = reach(request, "renewal.read"), clock.today()
    by = staff.as_actor(request.user)
    facts: dict[str, Any] = {"year": str(year), "target": target, "source": source, "round": found, "error": error, "typed": request.POST,
                             "may": staff.may(by, "renewal.propose", target.region_id, on=on)}  # fmt: skip
    if found:
        picture, rows = kept(
            f"renewal:{found.pk}:{','.join(sorted(mine))}",
            lambda: (rounds.picture(found, mine), rounds.by_region(found, mine)),
        )
        facts |= {
            "picture": picture, "rows": rows, "left": rounds.days_left(found, on), "loss": renewal_loss.of(found), "groups": groups(picture),
            "reasons": [(rounds.reason(code), n) for code, n in picture.reasons.items()], "told": sum(renewal_notices.counts(found, mine).values()),
            "quota": sum(q.cap for q in programmes.quotas(target)),
        }  # fmt: skip
    return page(request, "renewal/round.html", facts, status=status)


def groups(picture: Any) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Who would be without a payer, by kind of people; an unknown fact is named as one."""
    unknown = _("belum diketahui")
    sexes = {"P": _("perempuan"), "L": _("laki-laki")}
    disability = {"true": _("penyandang disabilitas"), "false": _("tanpa disabilitas")}
    return [
        (_("Jenis kelamin"), [(sexes.get(g.key, unknown), g) for g in picture.by_sex]),
        (_("Disabilitas"), [(disability.get(g.key, unknown), g) for g in picture.by_disability]),
        (_("Desil"), [(_("desil %(n)s") % {"n": g.key} if g.key else unknown, g) for g in picture.by_decile]),
    ]


def _act(request: HttpRequest, year: int, target: Any, found: Any) -> HttpResponse:
    staff.require(staff.as_actor(request.user), "renewal.propose", target.region_id, on=clock.today())
    do: Callable[..., HttpResponse] | None = {
        "buka": _open, "usulkan": _propose, "tarik": _withdraw, "kabari": _notify,
    }.get(request.POST.get("do", ""))  # fmt: skip
    if do is None or (found is None and do is not _open):
        raise Http404
    return do(request, year, target, found)


def _open(request: HttpRequest, year: int, target: Any, found: Any) -> HttpResponse:
    """Long work: everybody is judged and ordered. Asked again while nothing is proposed, it counts anew."""
    by, at, on = staff.as_actor(request.user), clock.now(), clock.today()
    job = work.start(
        kind="renewal.open",
        arguments={"programme": target.code},
        key=target.code,
        by=by,
        at=at,
        on=on,
        about=target.name,
    )
    return onward(request, "job", job.pk)


def _propose(request: HttpRequest, year: int, target: Any, found: Any) -> HttpResponse:
    made = renewal.propose(round=found, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())
    return onward(
        request, "approval", made.approval_id, says=_("Putaran diusulkan dan menunggu keputusan orang lain.")
    )


def _withdraw(request: HttpRequest, year: int, target: Any, found: Any) -> HttpResponse:
    why = squeeze(request.POST.get("alasan", ""))
    if len(why) < REASON:
        says = _("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": REASON}
        return _shown(request, year, target, rounds.before(target), found, says, 422)
    renewal.withdraw(round=found, why=why, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())
    return onward(request, "renewal", year, says=_("Putaran ditarik. Putaran baru dapat dibuka."))


def _notify(request: HttpRequest, year: int, target: Any, found: Any) -> HttpResponse:
    told = renewal_notices.write(
        round=found, by=staff.as_actor(request.user), at=clock.now(), on=clock.today()
    )
    says = (
        _("%(n)s kabar ditulis.") % {"n": sum(told.values())}
        if told
        else _("Semua sudah dikabari; tidak ada yang baru.")
    )
    return onward(request, "renewal", year, says=says)
