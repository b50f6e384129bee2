"""The round at the site, from its first count to a regency's answer and the letters, in one walk over a world of its own."""

import re
from datetime import date

from django.db import connection

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.models import Assessment
from naung.delivery.selection.renewal import actions as renewal
from naung.delivery.selection.renewal import queries as rounds
from naung.foundation.work.models import Job
from naung.project.work import renewal as renewing
from tests.web import world as small_world
from tests.web.fixtures import entered

YEAR, REGION = "/program/2026/perpanjangan", "/program/2026/perpanjangan/53.71"
DAY = date(2025, 10, 20)


def text(answer):
    return " ".join(answer.content.decode().split())


def counted():
    """As the worker counts it; the city has twelve places for its 27 members."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_quota q set cap = 12 from programme_programme p where p.id = q.programme_id and p.code = 'ntt-2026' and q.region_id = '53.71'"
        )
    old, new = programmes.by_code("ntt-2025"), programmes.by_code("ntt-2026")
    return renewing.gather(source=old, target=new, by=small_world.who("sari"), at=small_world.at(DAY), on=DAY)


def decided():
    found = renewal.propose(round=counted(), by=small_world.who("sari"), at=small_world.at(DAY), on=DAY)
    return renewal.decide(
        round=found,
        approve=True,
        content_hash=found.content_hash,
        by=small_world.who("budi"),
        at=small_world.at(DAY),
        on=DAY,
    )


def test_before_it_is_opened_the_page_says_so_and_a_verifier_starts_the_count(own_world):
    assert "Belum ada putaran" in text(entered("budi").get(YEAR))
    assert 'value="buka"' not in text(entered("budi").get(YEAR))
    assert entered("dewi").post(YEAR, {"do": "buka"}).status_code == 403
    sari = entered("sari")
    assert 'value="buka"' in text(sari.get(YEAR))
    assert sari.post(YEAR, {"do": "buka"}).status_code == 303
    assert Job.objects.get(kind="renewal.open").arguments == {"programme": "ntt-2026"}
    assert sari.post(YEAR, {"do": "usulkan"}).status_code == 404
    assert sari.get("/program/2031/perpanjangan").status_code == 404


def test_it_works(own_world):
    counted()
    sari, budi, dewi = entered("sari"), entered("budi"), entered("dewi")
    page = text(sari.get(YEAR))
    assert "Dari 27 orang yang terlindungi sekarang, 12 tetap dibayar provinsi." in page
    assert "belum punya pembayar sesudah 31 Desember 2025: 72 hari lagi" in page
    assert "bukan Rp42.000.000 bila meninggal karena sakit, bukan Rp70.000.000" in page
    assert "perempuan" in page and "desil 2" in page

    proposed = sari.post(YEAR, {"do": "usulkan"}, follow=True)
    assert "Anda yang menyiapkan ini" in text(proposed)
    approval = proposed.redirect_chain[-1][0]
    seen = text(budi.get(approval))
    assert "Anda memutuskan 12 orang dan Rp2.419.200." in seen and "ditawarkan kepada pembayar lain" in seen
    found = rounds.of(programmes.by_code("ntt-2026"))
    assert (
        budi.post(approval, {"keputusan": "setujui", "ketik": "12", "sidik": found.content_hash}).status_code
        == 303
    )

    offer = text(dewi.get(REGION))
    assert "15 ditawarkan kepada wilayah ini" in offer and "Rp201.600" in offer and "Rp3.024.000" in offer
    wrong = dewi.post(
        REGION,
        {
            "pembayar": "apbd",
            "sebutan": "Pemerintah Kota Kupang",
            "dokumen": "DPA Kota 2026 (DATA CONTOH)",
            "orang": "16",
        },
    )
    assert wrong.status_code == 422
    assert "Hanya 15 orang yang ditawarkan" in text(wrong) and 'value="DPA Kota 2026 (DATA CONTOH)"' in text(
        wrong
    )
    said = {
        "pembayar": "apbd",
        "sebutan": "Pemerintah Kota Kupang",
        "dokumen": "DPA Kota 2026 (DATA CONTOH)",
        "orang": "10",
        "tutup": "1",
    }
    answer = dewi.post(REGION, said)
    assert answer.status_code == 303
    shown = text(budi.get(answer["Location"]))
    assert (
        "Pemerintah Kota Kupang" in shown and "lainnya tidak diambil alih: perlindungannya berakhir" in shown
    )
    (made,) = rounds.answers(found, "53.71")
    assert (
        budi.post(
            answer["Location"], {"keputusan": "setujui", "ketik": "Rp2.016.000", "sidik": made.content_hash}
        ).status_code
        == 303
    )

    assert (
        "5 orang" not in text(dewi.get(REGION + "?keadaan=TAKEN_OVER"))
        and text(dewi.get(REGION + "?keadaan=TAKEN_OVER")).count("Pemerintah Kota Kupang") >= 10
    )
    assert "54 kabar ditulis" in text(
        sari.post(YEAR, {"do": "kabari"}, follow=True)
    )  # an SMS and a letter to each
    letters = dewi.get(REGION + f"/surat.pdf?desa={small_world.NAMOSAIN}")
    assert letters.content.startswith(b"%PDF") and letters["Cache-Control"] == "private, no-store"
    (one, *_others) = re.findall(
        r"surat\.pdf\?orang=(\w+)", dewi.get(REGION + "?keadaan=TAKEN_OVER").content.decode()
    )
    letter = dewi.get(REGION + f"/surat.pdf?orang={one}")
    assert letter.content.startswith(b"%PDF") and len(letter.content) < len(letters.content)
    assert letter["Content-Disposition"] == f'inline; filename="surat-{one}.pdf"'
    assert dewi.get(REGION + "/surat.pdf?orang=N00000000000000").status_code == 404
    assert dewi.get(REGION + "/tawaran.pdf").status_code == 409  # nothing is offered any more

    # whoever pays gets a programme of its own, with those people in it
    assert "Buka program Pemerintah Kota Kupang" in text(dewi.get(REGION))
    assert "belum punya program" in text(entered("tina").get(REGION))
    asked = {
        "do": "program",
        "jawaban": str(made.pk),
        "nomor": "PKS 9 (DATA CONTOH)",
        "tanggal": "2025-10-19",
    }
    for wrong in ({"nomor": " "}, {"tanggal": "2025-10-21"}, {"tanggal": "2025-13-40"}):
        again = dewi.post(REGION, {**asked, **wrong})
        assert again.status_code == 422 and "Tulis nomor perjanjian pembayar itu" in text(again)
    assert dewi.post(REGION, {**asked, "jawaban": "0"}).status_code == 404
    opened = text(dewi.post(REGION, asked, follow=True))
    assert "Program 53.71-2026 dibuka" in opened and "Buka program Pemerintah" not in opened
    city = programmes.by_code("53.71-2026")
    assert [(q.region_id, q.cap, q.used) for q in programmes.quotas(city)] == [("53.71", 10, 0)]
    assert [(f.state, f.asked, f.reference) for f in programmes.fundings(city)] == [
        ("PROPOSED", made.rupiah, "DPA Kota 2026 (DATA CONTOH)")
    ]
    ordered = Assessment.objects.filter(programme=city).order_by("rank")
    assert ordered.count() == 10 and all(one.eligible and one.rank for one in ordered)
    assert (
        dewi.post(REGION, asked).status_code == 303
        and Assessment.objects.filter(programme=city).count() == 10
    )


def test_the_offer_on_paper_can_be_checked_by_anybody(own_world):
    decided()
    dewi = entered("dewi")
    first, again = dewi.get(REGION + "/tawaran.pdf"), dewi.get(REGION + "/tawaran.pdf")
    assert first.content.startswith(b"%PDF") and first.content == again.content
    from naung.foundation.papers.models import Paper

    paper = Paper.objects.get(kind="selection.offer")
    from django.test import Client

    assert "Dokumen ini ada dan terdaftar" in text(Client().get(f"/periksa/{paper.code}"))


def test_the_desk_counts_the_days_and_a_person_s_page_tells_both_years(own_world):
    from naung.delivery.monitoring import queries as monitoring
    from naung.delivery.selection import actions, jobs

    assert "belum punya pembayar tahun depan" not in text(entered("dewi").get("/beranda"))
    decided()
    assert "belum punya pembayar tahun depan; hari tersisa: 72" in text(entered("dewi").get("/beranda"))
    new = programmes.by_code("ntt-2026")
    (made,) = actions.prepare_decrees(
        programme=new, by=small_world.who("sari"), at=small_world.at(DAY), on=DAY, region="53.71"
    )
    actions.decide_decree(
        decree=made,
        approve=True,
        content_hash=made.content_hash,
        by=small_world.who("budi"),
        at=small_world.at(DAY),
        on=DAY,
    )
    marta = small_world.code_of("Marta Contoh Tefa")
    told = [stamp.what for stamp in monitoring.story(marta)]
    assert any("terlindungi 21 Juli 2025" in what or "Ditetapkan dengan SK" in what for what in told)
    assert any(what.startswith("Perpanjangan 2026: tetap dibayar provinsi, peringkat") for what in told)
    assert sum("Ditetapkan dengan SK" in what for what in told) == 2
    page = text(entered("dewi").get(f"/orang/{marta}"))
    assert "ntt-2025" in page and "ntt-2026" in page
    assert (
        jobs.assess(programme=new, on=DAY, by=small_world.who("sari"), at=small_world.at(DAY)) == 0
    )  # who holds a place keeps the verdict


def test_what_is_outside_one_s_regions_is_not_there(own_world):
    decided()
    far = entered("jauh")
    assert far.get(REGION).status_code == 404
    assert "Dari 0 orang yang terlindungi sekarang" in text(far.get(YEAR))
    assert far.post(REGION, {"do": "tarik"}).status_code == 404
    assert entered("dewi").get(YEAR + "/53.03").status_code == 404


def test_a_round_is_taken_back_with_a_reason(own_world):
    counted()
    sari = entered("sari")
    short = sari.post(YEAR, {"do": "tarik", "alasan": "salah"})
    assert (
        short.status_code == 422
        and "paling sedikit 10 huruf" in text(short)
        and 'value="salah"' in text(short)
    )
    assert "Belum ada putaran" in text(
        sari.post(YEAR, {"do": "tarik", "alasan": "kuota berubah lagi"}, follow=True)
    )
