"""What can be put before a second person: how each kind is called, shown and decided.

A kind that stands in no line of KINDS is listed, and cannot be decided: nobody here could say what it would do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.foundation.approvals.ports import Changes, Finding
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.web.books import deciding as ledger
from naung.web.decisions import (
    accounts,
    budgets,
    claims,
    clearings,
    corrections,
    decrees,
    late_letters,
    leavings,
    moves,
    runs,
    transfers,
    treasury,
)
from naung.web.proof import deciding as bookings
from naung.web.renewal import deciding as renewals


class UnknownKind(Refusal):
    """Nobody taught the site how this is decided."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader of a full list asked for."""

    search: str = ""
    flag: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything that is shown of one approval: `totals` are (words, figure); `table` names the columns of `people`."""

    totals: list[tuple[str, str]]
    findings: list[Finding] = field(default_factory=list)
    changes: Changes | None = None
    table: str = ""
    total: int = 0
    people: list[dict[str, Any]] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    decree: int = 0  # the number of the list that has a page of its own


@dataclass(frozen=True, slots=True)
class Kind:
    """`counts_people`: the number of people may be typed to confirm; otherwise only the amount; `counts_places`: only the places."""

    word: Callable[[], str]
    titles: Callable[[Iterable[Any]], dict[int, str]]
    verb: str
    sight: Callable[[Any, Asked], Sight]
    decide: Callable[..., None]
    barred: Callable[[Any, Actor], str]
    counts_people: bool = True
    counts_places: bool = False
    withdraw: Callable[..., None] | None = (
        None  # (approval, *, why, by, at, on), by who prepares: `withdraws`
    )
    withdraws: str = ""

    def figures(self, approval: Any) -> set[int]:
        """What may be typed to confirm; never nothing."""
        counted = self.counts_people or self.counts_places
        return ({approval.rows} if counted else set()) | ({approval.rupiah} if approval.rupiah else set())


KINDS: dict[str, Kind] = {
    decrees.KIND: Kind(lambda: _("Daftar penetapan (SK)"), decrees.titles, "selection.decide",
                       lambda a, q: Sight(**decrees.sight(a, q)), decrees.decide, decrees.barred),
    renewals.ROUND: Kind(lambda: _("Putaran perpanjangan"), renewals.round_titles, "renewal.decide",
                         lambda a, q: Sight(**renewals.round_sight(a, q)), renewals.decide_round, renewals.barred),
    renewals.ANSWER: Kind(lambda: _("Jawaban atas tawaran"), renewals.answer_titles, "renewal.decide",
                          lambda a, q: Sight(**renewals.answer_sight(a, q)), renewals.decide_answer, renewals.barred),
    moves.KIND: Kind(lambda: _("Pemindahan tempat"), moves.titles, "programme.decide",
                     lambda a, q: Sight(**moves.sight(a, q)), moves.decide, moves.barred, counts_people=False, counts_places=True,
                     withdraw=moves.withdraw, withdraws="programme.move"),
    budgets.KIND: Kind(lambda: _("Dokumen anggaran"), budgets.titles, "budget.decide", lambda a, q: Sight(**budgets.sight(a, q)), budgets.decide,
                       budgets.barred, counts_people=False, withdraw=budgets.withdraw, withdraws="budget.propose"),
    runs.KIND: Kind(lambda: _("Iuran bulanan"), runs.titles, "contributions.decide",
                    lambda a, q: Sight(**runs.sight(a, q)), runs.decide, runs.barred),
    late_letters.KIND: Kind(lambda: _("Surat pembayar terlambat"), late_letters.titles, "cover.decide",
                            lambda a, q: Sight(**late_letters.sight(a, q)), late_letters.decide, late_letters.barred,
                            withdraw=late_letters.withdraw, withdraws="cover.letter"),
    ledger.DRAFT: Kind(lambda: _("Jurnal memorial"), ledger.draft_titles, "ledger.decide", lambda a, q: Sight(**ledger.draft_sight(a, q)),
                       ledger.decide_draft, ledger.barred, counts_people=False, withdraw=ledger.withdraw_draft, withdraws="ledger.prepare"),
    ledger.CLOSING: Kind(lambda: _("Penutupan buku"), ledger.closing_titles, "ledger.decide", lambda a, q: Sight(**ledger.closing_sight(a, q)),
                         ledger.decide_closing, ledger.barred, counts_people=False, withdraw=ledger.withdraw_closing, withdraws="ledger.prepare"),
    treasury.PAPERS: Kind(lambda: _("SPM untuk ditandatangani"), treasury.paper_titles, "contributions.decide", lambda a, q: Sight(**treasury.paper_sight(a, q)),
                          treasury.sign, treasury.barred, withdraw=treasury.withdraw_papers, withdraws="contributions.propose"),
    treasury.RETRY: Kind(lambda: _("Pembayaran ulang"), treasury.retry_titles, "contributions.decide", lambda a, q: Sight(**treasury.retry_sight(a, q)),
                         treasury.decide_retry, treasury.barred, counts_people=False, withdraw=treasury.withdraw_retry, withdraws="contributions.propose"),
    treasury.CODE: Kind(lambda: _("Kode iuran diganti"), treasury.code_titles, "contributions.decide", lambda a, q: Sight(**treasury.code_sight(a, q)),
                        treasury.decide_code, treasury.barred, counts_people=False, withdraw=treasury.withdraw_code, withdraws="contributions.propose"),
    treasury.SURPLUS: Kind(lambda: _("Bulan tak terpakai"), treasury.surplus_titles, "contributions.decide", lambda a, q: Sight(**treasury.surplus_sight(a, q)),
                           treasury.decide_surplus, treasury.barred, counts_people=False, withdraw=treasury.withdraw_surplus, withdraws="contributions.propose"),
    leavings.KIND: Kind(lambda: _("Akhir perlindungan"), leavings.titles, "enrolment.decide", lambda a, q: Sight(**leavings.sight(a, q)), leavings.decide,
                        leavings.barred, withdraw=leavings.withdraw, withdraws="selection.propose"),
    transfers.KIND: Kind(lambda: _("Pindah pembayar"), transfers.titles, "selection.decide", lambda a, q: Sight(**transfers.sight(a, q)), transfers.decide,
                         transfers.barred, withdraw=transfers.withdraw, withdraws="selection.transfer"),
    corrections.KIND: Kind(lambda: _("Perbaikan data orang"), corrections.titles, "registry.decide", lambda a, q: Sight(**corrections.sight(a, q)),
                           corrections.decide, corrections.barred, withdraw=corrections.withdraw, withdraws="registry.correct"),
    bookings.KIND: Kind(lambda: _("Mutasi bank"), bookings.titles, "payments.decide", lambda a, q: Sight(**bookings.sight(a, q)), bookings.decide,
                        bookings.barred, counts_people=False, withdraw=bookings.withdraw, withdraws="payments.explain"),
    claims.KIND: Kind(lambda: _("Klaim"), claims.titles, "claims.decide",
                      lambda a, q: Sight(**claims.sight(a, q)), claims.decide, claims.barred, counts_people=False),
    accounts.KIND: Kind(lambda: _("Penggantian rekening"), accounts.titles, "banking.confirm",
                        lambda a, q: Sight(**accounts.sight(a, q)), accounts.decide, accounts.barred, withdraw=accounts.withdraw, withdraws="banking.change"),
    clearings.KIND: Kind(lambda: _("Catatan kepegawaian"), clearings.titles, "registry.decide",
                         lambda a, q: Sight(**clearings.sight(a, q)), clearings.decide, clearings.barred),
}  # fmt: skip


def word(kind: str) -> str:
    return KINDS[kind].word() if kind in KINDS else kind


def counts_people(kind: str) -> bool:
    """Whether its rows are people: a claim's lines, a budget's, a journal's are not."""
    return kind not in KINDS or KINDS[kind].counts_people


def titled(approvals: Iterable[Any]) -> dict[int, str]:
    """The title of each by number; one query a kind, however many there are."""
    found: dict[int, str] = {}
    by_kind: dict[str, list[Any]] = {}
    for one in approvals:
        by_kind.setdefault(one.kind, []).append(one)
    for kind, some in by_kind.items():
        found.update(KINDS[kind].titles(some) if kind in KINDS else {one.pk: one.subject for one in some})
    return found


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    """Hands the decision to the step it belongs to; UnknownKind."""
    if approval.kind not in KINDS:
        raise UnknownKind(
            _("Jenis %(kind)s tidak dikenal di sini, jadi tidak dapat diputuskan.") % {"kind": approval.kind}
        )
    KINDS[approval.kind].decide(
        approval, approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note
    )
