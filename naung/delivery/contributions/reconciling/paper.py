"""The proof as a file: a workbook with every sum, difference, person and file, and a page with its code; both registered once.

The same facts give the same bytes. Papers are always in Indonesian, whatever the reader's language."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from naung.delivery.contributions.reconciling import proof as proofs
from naung.delivery.contributions.reconciling import words
from naung.delivery.contributions.reconciling.proof import Proof
from naung.delivery.programme.queries import Programme
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers import queries as registered_papers
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date, say_month
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number, say

PAGE, BOOK = "contributions.proof", "contributions.proof_book"
TEMPLATE = Path(__file__).parent / "documents" / "proof.typ"
ISSUER = "Pemerintah Provinsi Nusa Tenggara Timur"
MOST_NAMED = 60  # differences on the page; the workbook has all
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")

PEOPLE = """
select d.region, v.name, coalesce(p.code, ''), coalesce(p.name, ''), d.source || '_' || d.kind, d.rupiah, d.state, d.because, d.opened_on
  from contributions_difference d left join registry_person p on p.id = d.person_id left join regions_region v on v.code = d.village
 where d.programme_id = %s and d.month = %s and d.state <> 'CLEARED' order by d.region, v.name, p.code, 5, d.rupiah, d.id
"""


class NothingToProve(Refusal):
    """The month has no decided run."""


def issue(*, programme: Programme, month: Month, address: str, by: Actor, at: datetime, on: date) -> tuple[Paper, Paper]:  # fmt: skip
    """(page, workbook) of the proof as it stands, registered; the same proof again is the same papers. NothingToProve, NotAllowed.

    address: where the site is reached from outside, for the QR."""
    staff.require(by, "proof.issue", programme.region_id, on=on)
    proof, people = proofs.of(programme, month), _people(programme, month)
    if proof.state == proofs.NOTHING:
        raise NothingToProve(_("Bulan ini belum punya daftar iuran yang disetujui, jadi belum ada yang dibuktikan."))  # fmt: skip
    digest = content_hash(proof, people)
    facts: dict[str, Any] = {"region": programme.region_id, "number": f"BUKTI-{programme.code}-{month}-{digest[:6]} (DATA CONTOH)", "issued_on": on,
                             "content_hash": digest, "by": by, "at": at}  # fmt: skip
    subject = _subject(proof, digest)
    book = papers.register(kind=BOOK, subject=f"{BOOK}:{subject}", rows=len(people), make=lambda code: workbook(proof, people, on, codes.shown(code)), **facts)  # fmt: skip
    page = papers.register(kind=PAGE, subject=f"{PAGE}:{subject}", rows=0, **facts,
                           make=lambda code: _print(proof, programme, str(facts["number"]), digest, book.sha256, code, address, on))  # fmt: skip
    return page, book


def registered(programme: Programme, month: Month) -> tuple[Paper | None, Paper | None]:
    """(page, workbook) of the proof as it is now, where they were made."""
    proof = proofs.of(programme, month)
    subject = _subject(proof, content_hash(proof, _people(programme, month)))
    return registered_papers.of(PAGE, f"{PAGE}:{subject}"), registered_papers.of(BOOK, f"{BOOK}:{subject}")


def content_hash(proof: Proof, people: Sequence[tuple[Any, ...]]) -> str:
    return sha256(canonical([proof.as_facts(), [list(row) for row in people]]))


def _subject(proof: Proof, digest: str) -> str:
    return f"{proof.programme}/{proof.month}/{digest[:16]}"


def _people(programme: Programme, month: Month) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [programme.pk, month.first])
        return list(cursor.fetchall())


# --- the workbook -----------------------------------------------------------------------------------------------------


def workbook(proof: Proof, people: Sequence[tuple[Any, ...]], on: date, code: str) -> bytes:
    """Five sheets. Money is a number, everything else a text that no spreadsheet takes for a formula."""
    out, names = io.BytesIO(), _names()
    with Workbook(out, SAFE) as book:
        book.set_properties(
            {
                "title": f"Bukti tiga arah {proof.programme} {proof.month}",
                "created": datetime(on.year, on.month, on.day, tzinfo=UTC),
            }
        )
        looks = {"bold": book.add_format({"bold": True}), "money": book.add_format({"num_format": "#,##0"})}
        _sheet(book, looks, "Bukti", ("Hal", "Orang", "Rupiah", "Keterangan"), _cover(proof, on, code))
        _sheet(book, looks, "Wilayah", ("Kode", "Wilayah", *_heads()), _by_region(proof, names))
        _sheet(
            book,
            looks,
            "Selisih",
            ("Wilayah", "Antara", "Apa", "Tentang", "Orang-bulan", "Rupiah"),
            _named(proof, names),
        )
        _sheet(
            book,
            looks,
            "Orang",
            ("Wilayah", "Desa", "Kode orang", "Nama", "Apa", "Rupiah", "Keadaan", "Sebab", "Sejak"),
            _each(people, names),
        )
        _sheet(
            book,
            looks,
            "Berkas",
            ("Apa", "Mitra", "Nama", "sha256", "Baris", "Rupiah", "Hari"),
            _files(proof),
        )
    return out.getvalue()


def _sheet(
    book: Any, looks: dict[str, Any], name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 22)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, looks["bold"])
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value, looks["money"])
            elif value is not None:
                text = str(value)
                sheet.write_string(line, column, f"'{text}" if text.startswith(FORMULA) else text)


def _cover(proof: Proof, on: date, code: str) -> list[Sequence[object]]:
    sums = [
        (words.SOURCES[s], proof.total(s).rows, proof.total(s).rupiah, words.WHENCE[s])
        for s in proofs.SOURCES
    ]
    listed = proof.listed
    rows: list[Sequence[object]] = [
        ("DATA CONTOH", None, None, "Semua orang, nomor, dan berkas di sini dibuat-buat untuk memperlihatkan cara kerja."),
        ("Program", None, None, proof.programme), ("Bulan", None, None, say_month(proof.month.first)), ("Per", None, None, say_date(on)),
        ("Kode dokumen", None, None, code), ("Keadaan", None, None, words.STATES[proof.state]), *sums,
        ("Menurut persetujuan", proof.signed.rows, proof.signed.rupiah, "jumlah yang ditandatangani orang kedua"),
        ("Selisih yang tidak bernama", None, proof.unexplained, "nol, atau bukti ini sendiri keliru"),
    ]  # fmt: skip
    if listed:
        rows += [("Daftar peserta BPJS", listed.rows, listed.rupiah, f"per {say_date(listed.as_of)}"),
                 ("Orang-bulan yang sama", listed.agreed, None, f"dari {number(listed.ours)} milik kami")]  # fmt: skip
    return rows


def _heads() -> list[str]:
    return [f"{words.SOURCES[source]} ({unit})" for source in proofs.SOURCES for unit in ("orang", "Rp")]


def _by_region(proof: Proof, names: dict[str, str]) -> list[Sequence[object]]:
    def four(of: Any) -> list[int]:
        return [
            value for source in proofs.SOURCES for one in [of(source)] for value in (one.rows, one.rupiah)
        ]

    lines = [(region.code, names.get(region.code, region.code), *four(lambda source, r=region: getattr(r, source))) for region in proof.regions]  # fmt: skip
    return [*lines, ("", "Semua", *four(proof.total))]


def _named(proof: Proof, names: dict[str, str]) -> list[Sequence[object]]:
    return [(names.get(one.region, one.region), words.GAPS[one.gap], words.NAMED.get(one.kind, one.kind), one.about, one.rows, one.rupiah)
            for one in proof.differences]  # fmt: skip


def _each(people: Sequence[tuple[Any, ...]], names: dict[str, str]) -> list[Sequence[object]]:
    states = {"OPEN": "terbuka", "SETTLED": "selesai"}
    return [(names.get(region, region), village or "", code, name, words.said("difference", kind)[0], rupiah, states[state], because, say_date(since))
            for region, village, code, name, kind, rupiah, state, because, since in people]  # fmt: skip


def _files(proof: Proof) -> list[Sequence[object]]:
    return [(words.FILES[one.what], one.partner, one.name, one.sha256, one.rows, one.rupiah, say_date(one.at)) for one in proof.files]  # fmt: skip


def _names() -> dict[str, str]:
    return {region.code: region.name for region in regions.regencies()}


# --- the page ---------------------------------------------------------------------------------------------------------


def _print(
    proof: Proof, programme: Programme, named: str, digest: str, book: str, code: str, address: str, on: date
) -> bytes:
    return printing.pdf(TEMPLATE, _facts(proof, programme, named, digest, book, code, address, on), on=on, archive=True)  # fmt: skip


def _facts(
    proof: Proof, programme: Programme, named: str, digest: str, book: str, code: str, address: str, on: date
) -> dict[str, Any]:
    names = _names()
    differences = [[names.get(one.region, one.region), f"{words.GAPS[one.gap]}: {words.NAMED.get(one.kind, one.kind)}", number(one.rows), say(one.rupiah)]
                   for one in proof.differences]  # fmt: skip
    return {
        "sample": printing.SAMPLE, "issuer": ISSUER, "number": named, "hash": digest, "code": codes.shown(code), "check": f"{address}/periksa",
        "qr": printing.qr(f"{address}/periksa/{code}"), "programme": programme.name, "month": say_month(proof.month.first), "issued_on": say_date(on),
        "state": words.STATES[proof.state], "sentence": _sentence(proof), "book": book,
        "sums": [[words.SOURCES[s], words.WHENCE[s], number(proof.total(s).rows), say(proof.total(s).rupiah)] for s in proofs.SOURCES],
        "regions": [[names.get(r.code, r.code), *(say(getattr(r, s).rupiah) for s in proofs.SOURCES)] for r in proof.regions],
        "differences": differences[:MOST_NAMED], "more": number(max(len(differences) - MOST_NAMED, 0)), "files": number(len(proof.files)),
        "listed": _listed(proof),
    }  # fmt: skip


def _sentence(proof: Proof) -> str:
    total = proof.total("approved")
    if proof.state == proofs.AGREES:
        return f"{number(total.rows)} orang, {say(total.rupiah)}: disetujui = ditagih = didebit bank = diakui BPJS, sampai ke rupiahnya."
    return f"{number(total.rows)} orang, {say(total.rupiah)} disetujui; {number(len(proof.differences))} selisih disebut di bawah, seluruhnya {say(proof.gap)}."


def _listed(proof: Proof) -> str:
    if proof.listed is None:
        return "Daftar peserta BPJS bulan ini belum diterima."
    one, waiting = proof.listed, sum(n for n, _rupiah in proof.listed.open.values())
    return (f"Daftar peserta BPJS per {say_date(one.as_of)}: {number(one.agreed)} dari {number(one.ours)} orang-bulan sama; "
            f"{number(waiting)} selisih masih terbuka.")  # fmt: skip
