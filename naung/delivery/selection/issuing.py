"""The decree on paper: its text, its annex by name by address, registered once and the same bytes ever after."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import basis, queries
from naung.delivery.selection.models import Decree
from naung.foundation.approvals import queries as approvals
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import say_date, say_month, say_time
from naung.kit.months import add_months
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number, say
from naung.kit.text import mask

KIND = "selection.decree"
TEMPLATE = Path(__file__).parent / "documents" / "decree.typ"
ISSUER = "Pemerintah Provinsi Nusa Tenggara Timur"
PAYERS = {"apbn": "Pemerintah Pusat", "apbd": "Pemerintah Provinsi NTT", "village": "dana desa", "donor": "donatur", "self": "peserta"}  # fmt: skip

ANNEX = """
select l.village, v.name, k.name, l.rank, p.name, p.nik_sealed, p.sex, p.born_on, p.address, p.occupation_text
  from selection_place l join registry_person p on p.id = l.person_id
  left join regions_region v on v.code = l.village left join regions_region k on k.code = left(l.village, 8)
 where l.decree_id = %s order by l.village, l.rank, p.code
"""


class NotSigned(Refusal):
    """Only a decided list becomes a document."""


class NotTheList(Refusal):
    """What this officer sees of the list is not what was signed; no paper is made from it."""


def subject_of(decree: Decree) -> str:
    return f"{KIND}:{decree.pk}"


def issue(*, decree: Decree, address: str, by: Actor, at: datetime) -> Paper:
    """The registered PDF of a decided decree; made the first time it is asked for, from the list exactly as it was signed.

    address: where the site is reached from outside, for the QR ("https://..."). NotSigned, NotTheList."""
    if decree.state != "DECIDED" or decree.number is None or decree.decided_on is None:
        raise NotSigned(_("Daftar ini belum ditetapkan, jadi belum ada dokumennya."))
    if queries.content_hash(decree) != decree.content_hash:
        raise NotTheList(
            _("Daftar %(number)s tidak terbaca utuh seperti yang ditandatangani.") % {"number": decree.number}
        )
    return papers.register(
        kind=KIND, subject=subject_of(decree), region=decree.region, number=decree.number, issued_on=decree.decided_on, rows=decree.rows,
        content_hash=decree.content_hash, make=lambda code: _print(decree, address, code), by=by, at=at,
    )  # fmt: skip


def _print(decree: Decree, address: str, code: str) -> bytes:
    return printing.pdf(TEMPLATE, facts(decree, address, code), on=decree.decided_on, archive=True)  # type: ignore[arg-type]


def facts(decree: Decree, address: str, code: str) -> dict[str, Any]:
    """What decree.typ prints; all of it stands in the database, so that the same decree gives the same bytes."""
    resting = basis.on(decree.decided_on)  # type: ignore[arg-type]
    villages, left = _villages(decree), queries.left_since(decree)
    return {
        "sample": printing.SAMPLE, "issuer": ISSUER, "number": decree.number, "hash": decree.content_hash, "code": codes.shown(code),
        "check": f"{address}/periksa", "qr": printing.qr(f"{address}/periksa/{code}"), "region": regions.by_code(decree.region).name,
        "programme": decree.programme.name, "payer": PAYERS[decree.programme.payer], "issued_on": say_date(decree.decided_on),  # type: ignore[arg-type]
        "basis": [one["says"] + (";" if one["confidence"] == "stated" else "\u00a0*;") for one in resting],
        "marked": any(one["confidence"] != "stated" for one in resting), "considering": _considering(decree, left), "decided": _decided(decree, left),
        "left": [_leaver(n, one) for n, one in enumerate(left, 1)],
        "people": number(decree.rows), "villages": villages, **_signatures(decree),
    }  # fmt: skip


def _signatures(decree: Decree) -> dict[str, str]:
    found = approvals.one(decree.approval_id)
    return {"prepared_by": found.prepared_by.name, "prepared_at": say_time(found.prepared_at),
            "decided_by": found.decided_by.name, "decided_at": say_time(found.decided_at)}  # fmt: skip


def _considering(decree: Decree, left: list[dict[str, Any]]) -> list[str]:
    place = regions.by_code(decree.region).name
    points = ["bahwa pekerja rentan yang bekerja di luar hubungan kerja perlu dilindungi dari risiko kecelakaan kerja dan kematian;",
              f"bahwa desa dan kelurahan di {place} telah mengusulkan warganya, dan usulan itu telah diperiksa, dinilai menurut aturan yang berlaku, "
              "serta diurutkan menurut bobot prioritas yang diumumkan;"]  # fmt: skip
    for old, n in _by_decree(left).items():
        points.append(
            f"bahwa {number(n)} tempat dalam Keputusan Nomor {old} menjadi lowong dan perlu diisi dari daftar tunggu;"
        )
    if decree.changes and not left:
        points.append("bahwa dalam kuota masih ada tempat kosong yang perlu diisi dari daftar tunggu;")
    return [*points, "bahwa karena itu penerimanya perlu ditetapkan menurut nama dan alamat;"]


def _by_decree(left: list[dict[str, Any]]) -> dict[str, int]:
    """How many left each decree, the oldest decree first."""
    return {old: len(list(some)) for old, some in groupby(left, key=lambda one: str(one["decree"]))}


def _leaver(n: int, one: dict[str, Any]) -> list[str]:
    masked = mask(seals.open_sealed(one["nik_sealed"], "nik"))
    last = say_date(one["last_day"]) if one["last_day"] else "–"
    return [number(n), one["name"], masked, one["village"], one["decree"], one["because"], last]


def _decided(decree: Decree, left: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The clauses, numbered in words as decrees are."""
    last = add_months(decree.first_month, decree.months - 1)
    place, money = (
        regions.by_code(decree.region).name,
        programmes.fundings(decree.programme).get(pk=decree.funding_id),
    )
    clauses = [
        f"Menetapkan {number(decree.rows)} orang pekerja rentan di {place}, menurut nama dan alamat dalam Lampiran, sebagai peserta program "
        f"{decree.programme.name}.",
        f"Iuran jaminan kecelakaan kerja dan jaminan kematian mereka dibayar untuk {say_month(decree.first_month)} sampai {say_month(last)} "
        f"({decree.months} bulan), {say(decree.per_place)} seorang, seluruhnya {say(decree.rupiah)}, atas beban {money.reference}.",
    ]
    if left:
        olds = " dan ".join(f"Nomor {old}" for old in _by_decree(left))
        clauses.append(f"Keputusan ini mengubah Keputusan {olds}: {number(len(left))} orang dalam Lampiran II tidak lagi menjadi peserta sejak "
                       "hari yang disebut di sana.")  # fmt: skip
    if decree.changes:
        clauses.append(f"Keputusan ini melengkapi Keputusan Nomor {decree.changes.number}. Bagi yang baru masuk, masa tunggu jaminan kematian "
                       "mulai dihitung dari awal.")  # fmt: skip
    clauses.append(
        "Penggantian peserta hanya dilakukan dengan keputusan berikutnya yang menyebut keputusan ini."
    )
    clauses.append("Keputusan ini mulai berlaku pada tanggal ditetapkan.")
    return list(zip(("Kesatu", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam"), clauses, strict=False))


def _villages(decree: Decree) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(ANNEX, [decree.pk])
        rows = cursor.fetchall()
    counted = iter(range(1, len(rows) + 1))
    return [_village(list(people), counted) for __, people in groupby(rows, key=lambda row: row[0])]


def _village(people: list[tuple[Any, ...]], counted: Iterable[int]) -> dict[str, Any]:
    _code, village, district, *_rest = people[0]
    lines = [_line(n, *row[3:]) for row, n in zip(people, counted, strict=False)]
    return {"name": f"{village}, Kecamatan {district}: {number(len(people))} orang", "short": f"{village}, {district}", "people": lines}  # fmt: skip


def _line(
    n: int, rank: int, name: str, nik: Any, sex: str, born_on: Any, address: str, work: str
) -> list[str]:
    """A row of the annex; of the birth only the year, of the NIK what tells namesakes apart."""
    masked = mask(seals.open_sealed(nik, "nik"))
    return [number(n), number(rank), name, masked, sex, str(born_on.year), address or "–", work or "–"]
