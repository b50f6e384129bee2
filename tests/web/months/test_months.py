"""The treasurer's year and month on the screen: SPP to SP2D, what is late, what nobody needs; each step by the one who may."""

from datetime import date

import pytest

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.kit.months import Month
from naung.project.plugs import plug
from tests.web.batches.test_batches import text
from tests.web.world import at, programmes, who

NOVEMBER = "/iuran/2025-11"
DAY = date(2025, 11, 15)
SPP = {
    "do": "spp",
    "opd": "Dinas (DATA CONTOH)",
    "rekening": "5.1.02",
    "spp": "SPP/11/2025",
    "tanggal": "2025-11-15",
    "spm": "SPM/11/2025",
}


@pytest.fixture
def november(own_world, door, monkeypatch):
    """November: billed, and waiting for its papers."""
    from naung.delivery.contributions import actions

    monkeypatch.setenv("NAUNG_TODAY", str(DAY))
    when = {"at": at(DAY), "on": DAY}
    run = jobs.run(
        programme=programmes.by_code("ntt-2025"), month=Month(2025, 11), by=who("tina"), **when
    ).run
    run = actions.propose(run=run, by=who("tina"), **when)
    run = actions.decide(run=run, approve=True, content_hash=run.content_hash, by=who("budi"), **when)
    jobs.bill(run=run, insurer=plug("naung.delivery.contributions.ports.Insurer"), by=who("tina"), **when)
    run.refresh_from_db()
    return run


def posted(door, login, **form):
    return door(login).post(NOVEMBER, {"program": "ntt-2025", **form})


def test_from_the_bill_to_the_receipt(door, november):
    """One writes, another signs in the inbox, the treasury's number is typed; then, and not before, the order leaves."""
    assert "Menunggu SPP dan SPM dari bendahara." in text(door("tina").get(NOVEMBER))
    assert posted(door, "tina", tahap=november.pk, **SPP).status_code == 303
    papers = treasury_queries.standing(november)
    assert "Menunggu tanda tangan SPM" in text(door("tina").get(NOVEMBER))
    assert "SPM SPM/11/2025, iuran November 2025" in text(door("budi").get("/persetujuan"))
    said = text(door("budi").get(f"/persetujuan/{papers.approval_id}"))
    assert "SPP/11/2025" in said and "BPJS Ketenagakerjaan" in said
    signed = door("budi").post(f"/persetujuan/{papers.approval_id}", {"keputusan": "setujui", "ketik": str(november.rupiah), "sidik": papers.content_hash})  # fmt: skip
    assert signed.status_code == 303
    assert posted(door, "tina", do="sp2d", tahap=november.pk, sp2d="7/SP2D/CONTOH", tanggal="2025-11-15").status_code == 303  # fmt: skip
    papers.refresh_from_db()
    assert (papers.state, papers.sp2d_number) == ("ISSUED", "7/SP2D/CONTOH")
    for sheet in ("rincian", "kuitansi"):
        answer = door("tina").get(f"/iuran/tahap/{november.pk}/{sheet}.pdf")
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
        assert answer.content == door("sari").get(f"/iuran/tahap/{november.pk}/{sheet}.pdf").content
    assert "7/SP2D/CONTOH" in text(door("tina").get("/iuran/sp2d"))


def test_the_treasury_s_file_is_read_back(door, november):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from naung.delivery.contributions.treasury import actions as treasury

    posted(door, "tina", tahap=november.pk, **SPP)
    papers = treasury_queries.standing(november)
    treasury.decide(
        papers=papers, approve=True, content_hash=papers.content_hash, by=who("budi"), at=at(DAY), on=DAY
    )
    out = door("tina").get("/iuran/sp2d.csv").content
    (back,) = plug("naung.delivery.contributions.ports.Treasury").ask(out, on=DAY)
    broken = door("tina").post("/iuran/sp2d", {"berkas": SimpleUploadedFile("sp2d.csv", b"bukan berkas")})
    assert broken.status_code == 422 and "tidak terbaca" in text(broken)
    assert (
        door("tina").post("/iuran/sp2d", {"berkas": SimpleUploadedFile("sp2d.csv", back)}).status_code == 303
    )
    assert treasury_queries.standing(november).state == "ISSUED"


def test_a_refused_order_is_put_again_from_the_month(door, november):
    from tests.delivery.contributions.mending.test_retrying import Limited
    from tests.web.world import papers

    papers(november, who("tina"), who("budi"), DAY)
    jobs.pay(run=november, bank=Limited(), by=who("tina"), at=at(DAY), on=DAY)
    said = text(door("tina").get(NOVEMBER))
    assert "Ditolak bank" in said and "L01 Melebihi batas harian." in said
    invoice = queries.invoices(november).get()
    assert posted(door, "tina", do="retry", tagihan=invoice.pk, sebab="coba").status_code == 422
    assert posted(door, "tina", do="retry", tagihan=invoice.pk, sebab="Batas harian sudah dinaikkan.").status_code == 303  # fmt: skip
    (retry,) = queries.retries(november)
    assert "Perintah yang ditolak" in text(door("budi").get(f"/persetujuan/{retry.approval_id}"))
    assert "Pengulangan menunggu orang kedua" in text(door("tina").get(NOVEMBER))


CODE = {
    "do": "code",
    "kode": "530000000001",
    "salah": "Kode di surat salah ketik.",
    "dokumen": "Surat BPJS 7/CONTOH",
}


def test_a_wrong_code_is_put_right_from_the_month(door, november):
    """The form with what was typed where it is no code; decided by another in the inbox; both codes stay to be seen."""
    invoice = queries.invoices(november).get()
    wrong = posted(door, "tina", tagihan=invoice.pk, **{**CODE, "kode": "53"})
    assert wrong.status_code == 422 and "Kode iuran terdiri dari 12 angka." in text(wrong)
    assert 'value="Kode di surat salah ketik."' in wrong.content.decode()
    assert posted(door, "budi", tagihan=invoice.pk, **CODE).status_code == 403
    assert posted(door, "tina", tagihan=invoice.pk, **CODE).status_code == 303
    assert "Kode baru menunggu orang kedua" in text(door("tina").get(NOVEMBER))
    from naung.delivery.contributions.mending import recoding

    ((change,),) = recoding.of_invoices([invoice.pk]).values()
    said = text(door("budi").get(f"/persetujuan/{change.approval_id}"))
    assert invoice.code in said and "530000000001" in said and "Surat BPJS 7/CONTOH" in said
    done = door("budi").post(f"/persetujuan/{change.approval_id}", {"keputusan": "setujui", "ketik": str(invoice.rupiah), "sidik": change.content_hash})  # fmt: skip
    assert done.status_code == 303
    assert queries.invoices(november).get().code == "530000000001"
    assert "Kode sudah diganti" in text(door("tina").get(NOVEMBER))


def test_nothing_is_lost_hidden_or_guessed(door, november, monkeypatch):
    """Looked at and refused: the form with what was typed, others without buttons, the year, what is late."""
    _a_form_that_lacks_something(door, november)
    assert "Anda melihat saja." in text(door("budi").get(NOVEMBER))
    assert posted(door, "budi", tahap=november.pk, **SPP).status_code == 403
    said = text(door("tina").get("/iuran"))
    assert "menunggu SPP dan SPM dari bendahara" in said and "Belum disusun" in said
    assert door("tina").get("/iuran/2025-11?program=entah").status_code == 404
    assert posted(door, "tina", do="buang").status_code == 409
    monkeypatch.setenv("NAUNG_TODAY", "2025-11-20")
    _arrears_by_region_and_by_person(door)


def _a_form_that_lacks_something(door, november):
    answer = posted(door, "tina", tahap=november.pk, bidang="spp-1", **{**SPP, "tanggal": "kemarin"})
    assert answer.status_code == 422
    assert "<title>Galat:" in answer.content.decode()
    assert "Tulis tanggal seperti 2025-07-28." in text(answer)
    assert 'value="SPP/11/2025"' in answer.content.decode()


def _arrears_by_region_and_by_person(door):
    said = text(door("tina").get("/iuran/tunggakan"))
    assert "November 2025 Kota Kupang 27 27" in said and "bulan ke-1 dari 3" in said
    assert "sesudah tanggal 15, per 20 November 2025" in said
    table = door("tina").get("/iuran/tunggakan.csv").content.decode().splitlines()
    assert table[0].startswith("programme,payer,month,region,people")
    assert any(line.startswith("ntt-2025,apbd,2025-11,53.71,27,27,453600,2025-11-15,5,1,0") for line in table)
    people = door("tina").get("/iuran/tunggakan.csv?orang=1&program=ntt-2025").content.decode()
    assert people.count("\n") == 28 and "Contoh" not in people.replace("DATA CONTOH", "")
    assert door("tina").get("/iuran/tunggakan.csv?orang=1&program=entah").status_code == 404
