"""A form for one village as a workbook: filled in a spreadsheet program, or printed empty and filled with a pen.

What our notes will need stands in it from the start (STATUS, CATATAN SISTEM, the hidden NAUNG), because columns put in later shift the
drop-downs. Numbers and days are typed as text: a spreadsheet program then neither rounds nor turns them round. The headings are
those of HEADINGS, so that a filled form is read without a question. The same village gives the same bytes."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from naung.delivery.intake.reading.words import DATA
from naung.foundation.regions import queries as regions

SHEET, CHOICES, GUIDE = "Daftar", "PILIHAN", "PETUNJUK"
HEADINGS = ("STATUS", "CATATAN SISTEM", "NAUNG", "No", "NIK", "Nomor KK", "Nama sesuai KTP", "Tempat lahir", "Tanggal lahir", "L/P",
            "Nama ibu kandung", "Alamat", "Pekerjaan", "Disabilitas", "Desil", "Nomor HP")  # fmt: skip
WIDTHS = (14, 40, 0, 5, 19, 19, 27, 14, 13, 5, 24, 26, 19, 16, 6, 16)
TEXT = frozenset({"NIK", "Nomor KK", "Tanggal lahir", "Nomor HP"})
TITLE, HEAD, FIRST = 0, 3, 4  # rows from 0: title, headings, the first line
PRINTED, LINES, BOTTOM = (
    50,
    1000,
    2**20,
)  # ruled lines of the printed form (two pages); lines with drop-downs; the last row there is
SAYS = (
    "Cara mengisi daftar usulan pekerja rentan (DATA CONTOH)",
    "",
    "1. Isi satu orang pada satu baris di lembar Daftar, mulai di bawah judul. Judulnya terkunci supaya tidak bergeser.",
    "2. Salin NIK dan Nomor KK dari KTP dan KK, 16 angka. Kolomnya sudah dijadikan teks: angkanya tidak akan berubah.",
    "3. Tulis tanggal lahir seperti 12-08-1978: tanggal, bulan, tahun.",
    "4. Isi L untuk laki-laki dan P untuk perempuan.",
    "5. Pekerjaan dan disabilitas boleh dipilih dari daftar yang muncul, boleh juga ditulis dengan kata sendiri.",
    "6. Yang belum diketahui, biarkan kosong. Baris yang belum lengkap tidak menahan baris yang lain.",
    "7. Kolom STATUS dan CATATAN SISTEM biarkan kosong: di situ nanti tertulis jawaban kami untuk tiap baris.",
    "8. Sesudah selesai, unggah di menu Usulan, Unggah daftar. Bila ada yang perlu diperbaiki, unduh kembali daftar yang sama dengan catatan,",
    "    perbaiki di situ, lalu unggah lagi. Orang yang sama tidak akan terhitung dua kali.",
    "9. Untuk mengisi dengan tangan, cetak lembar Daftar: kertas A4 mendatar, dua halaman, 50 baris.",
    "",
    "Data ini hanya untuk perlindungan pekerja. Jangan dibagikan ke grup; kirim hanya lewat situs ini.",
)


def file_name(village: Any) -> str:
    """templat-namosain-53.71.01.1001.xlsx"""
    plain = "-".join("".join(c if c.isalnum() else " " for c in village.name.lower()).split())
    return f"templat-{plain}-{village.code}.xlsx"


def template(code: str) -> bytes:
    """The workbook of one village (dotted code of level 4). Refuses: UnknownRegion."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {"title": "Daftar usulan pekerja rentan (DATA CONTOH)", "created": datetime(2025, 1, 1, tzinfo=UTC)}
    )
    _list(book, code)
    _guide(book)
    _choices(book)
    book.close()
    return out.getvalue()


def templates(code: str) -> bytes:
    """A zip with a workbook for every village of a district. Refuses: UnknownRegion."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as pack:
        for village in regions.villages_of(regions.by_code(code).code):
            pack.writestr(zipfile.ZipInfo(file_name(village), (2025, 1, 1, 0, 0, 0)), template(village.code))
    return out.getvalue()


def heading_of(code: str) -> str:
    """Kelurahan Namosain, Kecamatan Alak, Kota Kupang (53.71.01.1001)"""
    *_, regency, district, village = regions.path(code)
    kind = "Kelurahan" if code.rsplit(".", 1)[-1].startswith("1") else "Desa"
    return f"{kind} {village.name}, Kecamatan {district.name}, {regency.name} ({code})"


def _list(book: Any, code: str) -> None:
    sheet = book.add_worksheet(SHEET)
    _columns(book, sheet)
    at = HEADINGS.index("No")
    locked, big = book.add_format({}), book.add_format({"bold": True, "font_size": 14})
    for row in range(FIRST):
        sheet.set_row(row, None, locked)
    sheet.write_string(TITLE, at, "DAFTAR USULAN PEKERJA RENTAN (DATA CONTOH)", big)
    sheet.write_string(TITLE + 1, at, heading_of(code), book.add_format({"bold": True}))
    sheet.write_string(TITLE + 2, at, f"Isi sesuai KTP dan KK. Caranya ada di lembar {GUIDE}.", locked)
    head = book.add_format(
        {"bold": True, "bg_color": "#F4ECE1", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    sheet.set_row(HEAD, 30)
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(HEAD, column, heading, head)
    _lines(book, sheet)
    _drop_downs(sheet)
    _print(book, sheet)


def _columns(book: Any, sheet: Any) -> None:
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(
            column, column, width or None, book.add_format(_cell(heading)), {"hidden": not width}
        )


def _cell(heading: str) -> dict[str, Any]:
    return {"locked": False, "valign": "vcenter", **({"num_format": "@"} if heading in TEXT else {})}


def _lines(book: Any, sheet: Any) -> None:
    """Ruled for the pen as far as the printed form goes; further down a line is ruled once somebody stands on it."""
    start = HEADINGS.index("No")
    ruled = {
        heading: book.add_format({**_cell(heading), "border": 1, "border_color": "#8F8376"})
        for heading in HEADINGS[start:]
    }
    for n in range(PRINTED):
        sheet.set_row(FIRST + n, 36)  # room for a pen
        sheet.write_number(FIRST + n, start, n + 1, ruled["No"])
        for column, heading in enumerate(HEADINGS[start + 1 :], start + 1):
            sheet.write_blank(FIRST + n, column, None, ruled[heading])
    name = HEADINGS.index("Nama sesuai KTP")
    sheet.conditional_format(FIRST + PRINTED, start, FIRST + LINES - 1, len(HEADINGS) - 1, {
        "type": "formula", "criteria": f'=LEN(${_letter(name)}{FIRST + PRINTED + 1})>0',
        "format": book.add_format({"border": 1, "border_color": "#8F8376"}),
    })  # fmt: skip


def _letter(column: int) -> str:
    return chr(65 + column)


def _drop_downs(sheet: Any) -> None:
    """Choices and reminders; none of them stops anybody from writing what is true."""
    occupations, disabilities = choices()
    sixteen = {"criteria": "==", "validate": "length", "value": 16, "error_type": "warning"}
    rules: dict[str, dict[str, Any]] = {
        "NIK": {**sixteen, "error_title": "NIK", "error_message": "NIK biasanya 16 angka. Mohon cocokkan dengan KTP. Tetap simpan?"},
        "Nomor KK": {**sixteen, "error_title": "Nomor KK", "error_message": "Nomor KK biasanya 16 angka. Mohon cocokkan dengan KK. Tetap simpan?"},
        "L/P": {"validate": "list", "source": ["L", "P"], "error_type": "warning", "error_title": "L/P",
                "error_message": "Pilih L (laki-laki) atau P (perempuan). Tetap simpan?"},
        "Pekerjaan": {"validate": "list", "source": f"={CHOICES}!$A$2:$A${len(occupations) + 1}", "show_error": False},
        "Disabilitas": {"validate": "list", "source": f"={CHOICES}!$B$2:$B${len(disabilities) + 1}", "show_error": False},
        "Desil": {"validate": "list", "source": [str(n) for n in range(1, 11)], "error_type": "warning", "error_title": "Desil",
                  "error_message": "Desil 1 sampai 10; kosongkan bila belum tahu. Tetap simpan?"},
        "Tanggal lahir": {"validate": "any", "input_title": "Tanggal lahir", "input_message": "Tulis seperti 12-08-1978"},
    }  # fmt: skip
    for heading, rule in rules.items():
        column = HEADINGS.index(heading)
        sheet.data_validation(FIRST, column, FIRST + LINES - 1, column, {"ignore_blank": True, **rule})


def _print(book: Any, sheet: Any) -> None:
    """A4, landscape, one page wide, without our own columns; as long as the form, or as the list where that is longer."""
    first, last = (_letter(HEADINGS.index(heading)) for heading in ("No", "Nomor HP"))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(HEAD)
    sheet.set_footer("&L&8DATA CONTOH&R&8&P / &N")
    sheet.print_area(f"{first}1:{last}{BOTTOM}")  # whole columns: as far down as anything stands there
    sheet.freeze_panes(FIRST, HEADINGS.index("Nama sesuai KTP") + 1)
    sheet.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "insert_rows": True,
            "delete_rows": True,
            "sort": True,
            "autofilter": True,
        },
    )
    sheet.set_selection(FIRST, HEADINGS.index("NIK"), FIRST, HEADINGS.index("NIK"))


def choices() -> tuple[list[str], list[str]]:
    """Occupations and disabilities as words that the reading knows again."""
    with (DATA / "occupations.csv").open(encoding="utf-8", newline="") as file:
        occupations = [row["said"].split("|")[0].capitalize() for row in csv.DictReader(file)]
    with (DATA / "disabilities.csv").open(encoding="utf-8", newline="") as file:
        disabilities = list(dict.fromkeys(row["code"].capitalize() for row in csv.DictReader(file)))
    return occupations, ["Tidak ada", *disabilities]


def _choices(book: Any) -> None:
    sheet = book.add_worksheet(CHOICES)
    for column, (heading, words) in enumerate(zip(("Pekerjaan", "Disabilitas"), choices(), strict=True)):
        sheet.write_column(0, column, [heading, *words])
    sheet.hide()


def _guide(book: Any) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top", "font_size": 11}))
    for row, says in enumerate(SAYS):
        sheet.write_string(
            row,
            0,
            says,
            book.add_format({"bold": not row, "font_size": 11 if row else 14, "text_wrap": True}),
        )
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect()
