"""The villages' lists: who has sent, what came, what waits to be put right."""

from naung.web.lists import (
    add,
    columns,
    compared,
    completeness,
    file,
    overview,
    row,
    template,
    unknown,
    upload,
)
from naung.web.pages import Page

PAGES = [
    Page("lists", "usulan", overview.lists, "intake.look"),
    Page("upload", "usulan/unggah", upload.upload, "intake.receive", act="intake.receive"),
    Page("uploaded", "usulan/kiriman/<int:number>", upload.uploaded, "intake.receive"),
    Page(
        "upload-columns",
        "usulan/kiriman/<int:number>/kolom",
        columns.columns,
        "intake.receive",
        act="intake.receive",
    ),
    Page("columns", "usulan/kolom", columns.remembered, "intake.receive", act="intake.receive"),
    Page("templates", "usulan/templat", template.templates, "intake.receive"),
    Page("template-file", "usulan/templat/<str:code>.xlsx", template.one, "intake.receive"),
    Page("template-zip", "usulan/templat/<str:code>.zip", template.all_of_a_district, "intake.receive"),
    Page("list-add", "usulan/tambah", add.add, "intake.receive", act="intake.receive"),
    Page("completeness", "usulan/kelengkapan", completeness.completeness, "intake.look"),
    Page("unknown-words", "usulan/kata", unknown.words_page, "intake.teach", act="intake.teach"),
    Page(
        "unknown-word-withdraw",
        "usulan/kata/<int:number>/cabut",
        unknown.withdraw,
        "intake.teach",
        act="intake.teach",
    ),
    Page("lines", "usulan/baris", file.lines, "intake.look"),
    Page("line", "usulan/baris/<int:number>", row.row, "intake.correct", act="intake.correct"),
    Page("list", "usulan/<int:number>", file.file, "intake.look"),
    Page("list-lines", "usulan/<int:number>/baris", file.lines, "intake.look"),
    Page("list-compared", "usulan/<int:number>/beda", compared.compared, "intake.look"),
    Page("list-notes", "usulan/<int:number>/catatan.xlsx", file.notes, "intake.correct"),
]
"""`line` opens identity numbers, so looking at it is not for auditors: they have the person's page."""
