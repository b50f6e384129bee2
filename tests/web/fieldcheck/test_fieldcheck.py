"""A field check at the site: the seed, the draw, a visit by somebody without a hand in the list, and what it says."""

from naung.delivery.selection.fieldcheck.models import FieldCheck, FieldLine, FieldResult
from naung.delivery.selection.models import Place
from naung.kit.canonical import list_hash
from tests.web.fixtures import entered

AT = "/penetapan/periksa-lapangan"
YES = dict.fromkeys(("found", "alive", "works", "status", "poor"), "yes")


def text(answer):
    return " ".join(answer.content.decode().split())


def test_it_works(own_world, monkeypatch):
    sari, dewi, budi = entered("sari"), entered("dewi"), entered("budi")
    early = sari.post(AT, {"benih": "kalimat dari radio pagi", "hari": "2025-10-20", "poin": "10"})
    assert early.status_code == 422 and "supaya benih dapat dibaca orang lebih dahulu" in text(early)
    assert 'value="kalimat dari radio pagi"' in text(early)
    told = sari.post(AT, {"benih": "kalimat dari radio pagi", "hari": "2025-10-21", "poin": "10"})
    assert told["Location"] == f"{AT}/2"
    assert "mulai 21 Oktober 2025" in text(sari.get(f"{AT}/2")) and "Undi sekarang" not in text(
        sari.get(f"{AT}/2")
    )
    assert sari.post(f"{AT}/2").status_code == 409 and dewi.post(f"{AT}/2").status_code == 403
    monkeypatch.setenv("NAUNG_TODAY", "2025-10-21")
    assert "Undi sekarang" in text(sari.get(f"{AT}/2"))
    assert sari.post(f"{AT}/2").status_code == 303
    check = FieldCheck.objects.get(pk=2)
    assert (check.listed, check.unlisted, check.drawn_on.isoformat()) == (22, 3, "2025-10-21")
    kept = dewi.get(f"{AT}/2/kerangka.txt").content.decode().splitlines()
    assert len(kept) == 30 and list_hash(kept) == check.frame_hash

    paper = text(dewi.get(f"{AT}/2/formulir"))
    assert paper.count("Nama dan tanda tangan petugas") == 25 and "DATA CONTOH" in paper.upper() and "5371 ••••" in paper.replace("5371••••", "5371 ••••")  # fmt: skip
    listed = list(FieldLine.objects.filter(fieldcheck=2, stratum="LISTED").order_by("number"))
    one, other = (f"{AT}/2/orang/{line.pk}" for line in listed[:2])
    page = text(dewi.get(one))
    assert (
        "Belum dikunjungi." in page and "pada SK" not in page
    )  # the checker does not know who is on the list
    assert "Pemeriksaan dilakukan orang lain" in text(sari.get(one)) and 'name="found"' not in text(
        sari.get(one)
    )
    assert entered("jauh").get(one).status_code == 404
    assert dewi.get(f"{AT}/1/orang/{listed[0].pk}").status_code == 404

    open_ = dewi.post(one, {**YES, "poor": "", "hari": "2025-10-21"})
    assert (
        open_.status_code == 422
        and "Jawab semua pertanyaan" in text(open_)
        and 'href="#found"' in text(open_)
    )
    assert "Isi tanggal kunjungan" in text(dewi.post(one, {**YES, "hari": ""}))
    assert (
        sari.post(one, {**YES, "hari": "2025-10-21"}).status_code == 409
        and budi.post(one, YES).status_code == 403
    )
    done = dewi.post(
        one, {**YES, "works": "no", "hari": "2025-10-21", "catatan": "Bekerja di toko."}, follow=True
    )
    assert (
        "tidak memenuhi syarat" in text(done)
        and "Hasil ini tidak mencabut apa pun" in text(done)
        and "Usulkan pengganti" in text(done)
    )
    assert Place.objects.get(person=listed[0].person_id).state == "HELD"
    dewi.post(other, {**YES, "hari": "2025-10-21"})
    dewi.post(f"{AT}/2/orang/{listed[2].pk}", {"found": "no", "hari": "2025-10-21"})

    told = text(dewi.get(f"{AT}/2"))
    assert "50,0 % (9,5 sampai 90,5 %), 1 dari 2" in told and "66,7 % (20,8 sampai 93,9 %), 2 dari 3" in told
    assert dewi.get(f"{AT}/2?hasil=OPEN").content.decode().count('scope="row"') == 22

    blocked = dewi.post(one, {**YES, "hari": "2025-10-21", "hasil": str(FieldResult.objects.first().pk)})
    assert blocked.status_code == 422 and "Pembetulan perlu alasan" in text(blocked)
    first = FieldResult.objects.order_by("pk").first()
    dewi.post(
        one, {**YES, "hari": "2025-10-21", "hasil": str(first.pk), "catatan": "Toko itu miliknya sendiri."}
    )
    assert FieldResult.objects.get(corrects=first).verdict == "ELIGIBLE" and FieldResult.objects.count() == 4
    assert "sudah dibetulkan oleh hasil di atasnya" in text(dewi.get(one))
