"""Which papers stand behind a run, and what its payment waits for."""

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.delivery.contributions.models import Invoice, Run
from naung.delivery.contributions.treasury.models import STANDING, Disbursement
from naung.kit.refusal import Refusal


class NoSuchPapers(Refusal):
    """No papers of a run were put before a second person under this approval."""


def standing(run: Run) -> Disbursement | None:
    """The set that counts: waiting for a signature, signed, or issued."""
    return Disbursement.objects.filter(run=run, state__in=STANDING).first()


def of(run: Run) -> QuerySet[Disbursement]:
    """Every set of the run, those that fell too, the newest first."""
    return Disbursement.objects.filter(run=run).select_related("approval__prepared_by", "approval__decided_by").order_by("-number")  # fmt: skip


def waiting() -> QuerySet[Disbursement]:
    """Signed and without an SP2D yet, of the regions that one sees."""
    return Disbursement.objects.filter(state="SIGNED").select_related("run__programme").order_by("spm_number")


def of_programmes(ids: list[int]) -> QuerySet[Disbursement]:
    """Every set of these programmes, the newest month first; no programme, none."""
    found = Disbursement.objects.filter(run__programme_id__in=ids).select_related("run__programme")
    return found.order_by("-run__month", "run__programme__code", "-run__round", "-number")


def by_approval(approval: int) -> Disbursement:
    found = Disbursement.objects.select_related("run__programme").filter(approval_id=approval).first()
    if found is None:
        raise NoSuchPapers(_("Persetujuan ini tidak mempunyai SPM."))
    return found


def by_approvals(approvals: list[int]) -> list[Disbursement]:
    return list(Disbursement.objects.select_related("run__programme").filter(approval_id__in=approvals))


def may_order(run: Run) -> bool:
    """May the run's orders go to the bank? Where the payer needs no papers, or when its SP2D is recorded."""
    return not run.papers or Disbursement.objects.filter(run=run, state="ISSUED").exists()


def held_up() -> tuple[int, int]:
    """(billed rounds whose payment waits for the treasury's papers, invoices whose order the bank refused and nobody made again)."""
    waiting = Run.objects.filter(state="BILLED", papers=True).exclude(pk__in=Disbursement.objects.filter(state="ISSUED").values("run"))  # fmt: skip
    return waiting.count(), Invoice.objects.filter(paid_on=None, order__state="REJECTED").count()


def budget_lines(run: Run) -> list[tuple[str, int, int]]:
    """(reference of the budget line, people, whole rupiah) behind a run: through the place and the decree that took from the line."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select f.reference, count(*), sum(c.rupiah) from contributions_contribution c join selection_place p on p.id = c.place_id
                 join selection_decree d on d.id = p.decree_id join programme_funding f on f.id = d.funding_id
                where c.run_id = %s and c.month = %s group by 1 order by 1""",
            [run.pk, run.month],
        )
        return [(str(reference), int(n), int(rupiah)) for reference, n, rupiah in cursor.fetchall()]


def account_code(run: Run) -> str:
    """The treasurer's code (kode rekening belanja) of the run's budget line, when all of it has one; else empty, to be written by hand."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct f.account_code from contributions_contribution c join selection_place p on p.id = c.place_id
                 join selection_decree d on d.id = p.decree_id join programme_funding f on f.id = d.funding_id
                where c.run_id = %s and c.month = %s""",
            [run.pk, run.month],
        )
        found = [str(row[0]) for row in cursor.fetchall()]
    return found[0] if len(found) == 1 else ""
