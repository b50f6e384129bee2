"""A workbook as one clerk of Namosain makes hers, with openpyxl: letterhead, merged cells, a remark column of her own, two lines wrong.
DATA CONTOH; NIK serials 9000-9999, apart from those of tests/web/world.py."""

import io
from datetime import date

from openpyxl import Workbook

from naung.kit import nik

HEADINGS = (
    "No.",
    "Nama Lengkap",
    "No. KTP",
    "TTL",
    "JK",
    "Ibu Kandung",
    "Alamat (RT/RW)",
    "Mata Pencaharian",
    "Ket.",
)
ROSALIN = nik.make("537101", date(1988, 4, 17), True, 9601)
ADOLF = nik.make("537101", date(1979, 12, 5), False, 9602)
SELFINA = nik.make("537101", date(1991, 6, 30), True, 9603)
LINES = (
    (
        "Ny. Rosalin Contoh Bessie",
        ROSALIN,
        "Kupang, 17 April 1988",
        "P",
        "Orpa Contoh Bessie",
        "Jl. Pantai RT 03/02",
        "jual ikan",
        "ada KIS",
    ),
    (
        "Adolf Contoh Ledoh",
        ADOLF[:-1],
        "Rote, 05-12-1979",
        "L",
        "Marice Contoh Ledoh",
        "RT 03/02",
        "nelayan",
        "",
    ),
    ("Selfina Contoh Tanone", SELFINA, "Soe, 30/06/1991", "L", "", "RT 04/02", "penenun", "tetangga Pak RT"),
)


def workbook(*, note: str = "DATA CONTOH") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "usulan fix"
    sheet["A1"], sheet["A2"], sheet["A3"] = (
        "PEMERINTAH KOTA KUPANG",
        "KELURAHAN NAMOSAIN",
        f"USULAN PEKERJA RENTAN ({note})",
    )
    for row in (1, 2, 3):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=9)
    sheet.append([])
    sheet.append(HEADINGS)
    for number, line in enumerate(LINES, 1):
        sheet.append([number, *line])
    sheet.append([])
    sheet.append(["", "Jumlah", len(LINES)])
    sheet.append(["", "", "", "", "", "", "Lurah Namosain,"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
