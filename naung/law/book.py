"""The whole law on one page, made from the parameter files: `python -m naung.law.book > docs/law.md`."""

import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from naung.kit.rupiah import say
from naung.law.parameters import Book, Entry, Figure, current_book

CHAPTERS = {
    "contribution": "Iuran: golongan penghasilan dan keringanan", "jkk": "JKK: iuran dan manfaat kecelakaan kerja",
    "jkm": "JKM: iuran dan manfaat kematian", "jht": "JHT: iuran", "scholarship": "Beasiswa", "membership": "Kepesertaan",
    "deadline": "Batas waktu", "heirs": "Ahli waris", "documents": "Dokumen klaim", "eligibility": "Siapa yang boleh didaftarkan",
    "selection": "Urutan prioritas", "agreement": "Perjanjian kerja sama", "treasury": "Perbendaharaan daerah", "simulation": "Asumsi perkiraan biaya (bukan hukum)",
}  # fmt: skip
CONFIDENCE = {"stated": "tertulis", "secondary": "dari halaman kedua", "unverified": "**BELUM DIPERIKSA**"}
WORDS = {
    "months": "bulan", "days": "hari", "working_days": "hari kerja", "years": "tahun", "age_years": "tahun (usia)",
    "times": "kali", "count": "", "decile": "(desil)", "per_1000": "per 1.000 orang setahun", "percent": "%",
}  # fmt: skip
HEAD = """# Hukum menurut Naung

Dibuat dari `naung/law/parameters`; jangan diubah di sini: ubah berkasnya, lalu `make law`.
Versi `{version}`. Keyakinan: *tertulis* = dibaca pada teks atau halaman resmi; *dari halaman kedua* = dari berita atau
halaman lain; **BELUM DIPERIKSA** = pengetahuan umum, wajib diperiksa sebelum dipakai sungguhan.

Aturan hitung: rupiah utuh; setengah rupiah dibulatkan ke atas (hukum diam). Iuran menurut hari pertama bulan yang diiur;
manfaat menurut hari kejadian. Di luar tanggal yang tercantum, kalkulator menolak dan mengatakan apa yang belum ada.

Keputusan di tempat hukum diam, masing-masing dapat diubah:
- perlindungan dihitung per bulan kalender sejak mulai; kejadian dalam tiga bulan tunggakan diperiksa orang, sesudahnya ditolak;
- JKM penuh bila hari meninggal sama dengan atau setelah mulai + 3 bulan, dan paling sedikit 3 bulan diiur;
- JKK dibayar sekali, untuk pekerjaan tempat kecelakaan terjadi, berapa pun kepesertaannya;
- anak lebih dari dua: dua yang disebut lebih dahulu; beasiswa JKM melihat masa iur saja, juga yang dibayar di muka;
- perawatan rumah lebih dari setahun: biaya dianggap rata tiap bulan;
- dana desa dan donatur mendapat keringanan PP 50/2025 sampai ada kata yang mengecualikannya;
- tanggal lahir berbeda dari NIK: peringatan; jenis kelamin berbeda dari NIK: belum dapat didaftarkan;
- wilayah tanpa aturan daerah: belum seorang pun dapat didaftarkan.
"""


def page(of: Book) -> str:
    """The page as Markdown, in the order of the chapters."""
    return "".join(_lines(of))


def _lines(of: Book) -> Iterator[str]:
    yield HEAD.format(version=of.version)
    for chapter, title in CHAPTERS.items():
        figures = [figure for figure in of.figures.values() if figure.key.split(".")[0] == chapter]
        yield f"\n## {title}\n"
        for figure in sorted(figures, key=lambda f: (f.overlay or "", f.key)):
            yield from _figure(figure)


def _figure(figure: Figure) -> Iterator[str]:
    where = f" ({figure.overlay})" if figure.overlay else ""
    yield f"\n### `{figure.key}`{where}\n{figure.description[0].upper()}{figure.description[1:]}. *{figure.description_en}.*\n\n"
    yield "| berlaku sejak | nilai | pasal | keyakinan | sumber |\n| --- | --- | --- | --- | --- |\n"
    for entry in figure.entries:
        yield _row(entry, figure.unit)
    yield f"\nDiperiksa {figure.checked_on}. {figure.note}".rstrip() + "\n"
    yield from (_table(entry, figure.unit) for entry in figure.entries if figure.unit in TABLES)


def _row(entry: Entry, unit: str) -> str:
    until = f" sampai {entry.until}" if entry.until else ""
    value = f"tabel {entry.since}" if unit in TABLES else _value(entry.value, unit)
    source = f"<{entry.source}>" if entry.source.startswith("http") else entry.source
    return (
        f"| {entry.since}{until} | {value} | {entry.article} | {CONFIDENCE[entry.confidence]} | {source} |\n"
    )


def _value(value: Any, unit: str) -> str:
    if unit == "rupiah":
        return say(value)
    if isinstance(value, list):
        return "; ".join(_value(item, "") for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_value(item, '')}" for name, item in value.items())
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    written = f"{value}".replace(".", ",") if isinstance(value, Decimal) else f"{value}"
    return f"{written} {WORDS.get(unit, '')}".rstrip()


def _table(entry: Entry, unit: str) -> str:
    head, rows = TABLES[unit](entry.value)
    body = "".join(f"| {' | '.join(row)} |\n" for row in [head, ["---"] * len(head), *rows])
    return f"\nTabel {entry.since}:\n\n{body}"


Rows = tuple[list[str], list[list[str]]]


def _bands(value: Any) -> Rows:
    rows = [
        [say(b["from"]), say(b["to"]) if b["to"] is not None else "ke atas", say(b["base"])] for b in value
    ]
    return ["dari", "sampai", "dasar"], rows


def _relief(value: Any) -> Rows:
    payers = list(value["other"])
    rows = [[sector, *(f"{value[sector][payer]} %" for payer in payers)] for sector in ("transport", "other")]
    return ["sektor (tetap dibayar)", *payers], rows


def _disability(value: Any) -> Rows:
    rows = [
        [f"`{part}`", row["id"], _value(row["percent"], "") + " %", str(row["most"])]
        for part, row in value.items()
    ]
    return ["kode", "cacat", "persen", "paling banyak"], rows


def _levels(value: Any) -> Rows:
    return ["jenjang", "setahun", "tahun"], [
        [level, say(row["yearly"]), str(row["years"])] for level, row in value.items()
    ]


WHEN = {
    "always": "selalu", "illness": "meninggal karena sakit", "work_accident": "kecelakaan kerja", "disease": "penyakit akibat kerja", "traffic": "lalu lintas",
    "sea": "di laut", "violence": "kekerasan", "outside_plkk": "di luar PLKK", "spouse": "ahli waris suami atau istri", "minor": "ahli waris belum dewasa",
    "no_account": "belum punya rekening", "for_others": "menerima untuk yang lain", "transport": "ada biaya angkutan", "insurer": "diminta BPJS",
}  # fmt: skip


def _papers(value: Any) -> Rows:
    rows = [
        [
            f"`{paper['code']}`", paper["id"], ", ".join(WHEN[word] for word in paper["when"]),
            CONFIDENCE.get(paper.get("confidence", ""), "seperti daftarnya"),
        ]
        for paper in value
    ]  # fmt: skip
    return ["kode", "dokumen", "diminta bila", "keyakinan"], rows


TABLES = {
    "papers": _papers,
    "bands": _bands,
    "relief": _relief,
    "disability_table": _disability,
    "levels": _levels,
}


if __name__ == "__main__":
    sys.stdout.write(page(current_book()))
