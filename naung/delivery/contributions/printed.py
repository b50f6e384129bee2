"""Two papers of a run's payment: the sheet behind SPP and SPM (rincian), and the receipt of an SP2D (kuitansi). No person is named."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.contributions import queries
from naung.delivery.contributions.billing import key_of
from naung.delivery.contributions.models import Run
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.delivery.contributions.treasury.models import Disbursement
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.kit.clock import say_date, say_month
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number, say
from naung.kit.spelled import rupiah_spelled

HERE = Path(__file__).parent / "documents"
SUPPORT, RECEIPT = "contributions.support", "contributions.receipt"
SHEETS = {SUPPORT: "support.typ", RECEIPT: "receipt.typ"}


class NothingToPrint(Refusal):
    """There is no SPM yet; or, for the receipt, no SP2D and no debit."""


def support(*, run: Run, address: str, by: Actor, at: datetime, on: date) -> Paper:
    """The registered PDF of what the run's SPM pays, by region, budget line and the law's lines. NothingToPrint."""
    found = treasury_queries.standing(run)
    if found is None:
        raise NothingToPrint(_("Rincian dicetak sesudah SPP dan SPM disusun."))
    return _printed(SUPPORT, run, found, address, by, at, found.spp_on)


def receipt(*, run: Run, address: str, by: Actor, at: datetime, on: date) -> Paper:
    """The registered PDF of a payment whose SP2D is recorded. NothingToPrint."""
    found = treasury_queries.standing(run)
    if found is None or found.sp2d_on is None:
        raise NothingToPrint(_("Kuitansi dicetak sesudah SP2D dicatat."))
    return _printed(RECEIPT, run, found, address, by, at, found.sp2d_on)


def _printed(
    kind: str, run: Run, found: Disbursement, address: str, by: Actor, at: datetime, on: date
) -> Paper:
    """The sheet of a signed SPM and of an unsigned one are two papers: what is on them differs."""
    subject = f"{kind}:{key_of(run)}/{found.number}/{found.state if kind == SUPPORT else 'ISSUED'}"
    title = f"{found.spm_number if kind == SUPPORT else found.sp2d_number}"
    return papers.register(
        kind=kind, subject=subject, region=found.region, number=title, issued_on=on, rows=0, content_hash=found.content_hash, by=by, at=at,
        make=lambda code: printing.pdf(HERE / SHEETS[kind], _facts(run, found, title, address, code), on=on, archive=True),
    )  # fmt: skip


def _facts(run: Run, found: Disbursement, title: str, address: str, code: str) -> dict[str, Any]:
    names = {region.code: region.name for region in regions.regencies()}
    tariff = queries.tariff(run.programme, Month.of(run.month)).filter(sector="other").first()
    return {
        "sample": printing.SAMPLE, "issuer": found.office, "number": title, "hash": found.content_hash, "code": codes.shown(code), "check": f"{address}/periksa",
        "qr": printing.qr(f"{address}/periksa/{code}"), "month": say_month(run.month), "programme": run.programme.name, "papers": _papers(found),
        "invoices": [[names.get(i.region, i.region), number(i.rows), i.code or "–", say(i.rupiah)] for i in queries.invoices(run)],
        "people": number(run.rows), "gross": say(found.gross), "deductions": say(found.deductions), "net": say(found.gross - found.deductions),
        "spelled": rupiah_spelled(found.gross - found.deductions),
        "lines": [[reference, number(n), say(rupiah)] for reference, n, rupiah in treasury_queries.budget_lines(run)],
        "tariff": [[line["sentence_id"], say(line["amount"]), line["reference"]] for line in (tariff.lines if tariff else [])],
        "preparer": found.approval.prepared_by.name, "signer": found.approval.decided_by.name if found.approval.decided_by else "",
    }  # fmt: skip


def _papers(found: Disbursement) -> list[list[str]]:
    """(name, value) of what stands on top."""
    spm = found.spm_number + (f", {say_date(found.spm_on)}" if found.spm_on else "")
    sp2d = f"{found.sp2d_number}, {say_date(found.sp2d_on)}" if found.sp2d_on else "–"
    return [["SPP", f"{found.spp_number}, {say_date(found.spp_on)}"], ["SPM", spm], ["SP2D", sp2d],
            ["Kode rekening", found.account_code or "– (disepakati dengan BKAD)"], ["Penerima", found.payee]]  # fmt: skip
