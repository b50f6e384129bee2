"""Two people decide a run: one puts its lines before the other, by their hash."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions import lines
from naung.delivery.contributions.models import Run
from naung.delivery.contributions.states import RUN
from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals import queries as decided
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal

KIND = "contributions.run"


class NothingProposed(Refusal):
    """The run was not put before a second person, or its lines changed since."""


def subject_of(run: Run) -> str:
    return f"{KIND}:{run.pk}"


@transaction.atomic
def propose(*, run: Run, by: Actor, at: datetime, on: date) -> Run:
    """A treasurer puts the run's lines, rows and rupiah before a second person. Proposed again, unchanged: nothing changes."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.state != "PREPARED":
        return run
    staff.require(by, "contributions.propose", run.programme.region_id, on=on)
    run.rows, run.rupiah, run.content_hash = lines.totals(run)
    approval = approvals.prepare(kind=KIND, subject=subject_of(run), content_hash=run.content_hash, rows=run.rows, rupiah=run.rupiah,
                                 region=run.programme.region_id, by=by, at=at)  # fmt: skip
    run.approval_id = approval.pk
    run.save(update_fields=["rows", "rupiah", "content_hash", "approval"])
    return run


@transaction.atomic
def decide(
    *, run: Run, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Run:
    """Approves the lines with this hash, or refuses them: a refused run stays open, to be mended and proposed again."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.state != "PREPARED":
        return run
    staff.require(by, "contributions.decide", run.programme.region_id, on=on)
    approval = decided.latest(KIND, subject_of(run))
    if approval is None or approval.content_hash != run.content_hash:
        raise NothingProposed(
            _(
                "Iuran bulan ini belum diajukan, atau daftarnya berubah sesudah diajukan. Ajukan lagi lebih dahulu."
            )
        )
    approval = approvals.decide(
        approval=approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    if approve:
        run.state, run.trail = RUN.after(run.state, "approve"), approval.trail
        run.save(update_fields=["state", "trail"])
    return run
