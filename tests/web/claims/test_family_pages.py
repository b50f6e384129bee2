"""The family of a claim as officers enter it: the tree, who receives by two people, a dispute, a child at school."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.fixtures import entered

CLAIM = "/klaim/ntt-2025/K-2025-0002"
TREE, RECEIVERS = f"{CLAIM}/keluarga", f"{CLAIM}/penerima"
SON = {"do": "tambah", "target": "", "hubungan": "child", "nama": "Markus Contoh Lay", "kelamin": "L", "lahir": "2015-04-01", "lewat": "1", "sumber": "kk"}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def send(client, page, typed, status=303):
    answer = client.post(page, typed)
    assert answer.status_code == status, text(answer)
    return text(answer) if status != 303 else text(client.get(page))


def test_it_works(own_world):
    dewi, sari = entered("dewi"), entered("sari")
    seen = send(dewi, TREE, SON)
    assert "Markus Contoh Lay tercatat." in seen
    drawn = seen.split('class="kin"')[1]
    assert drawn.index("Rosa Contoh Lay") < drawn.index("Markus Contoh Lay") < drawn.index("Catatan tiap kerabat")  # fmt: skip
    assert "di bawah 18 tahun, diwakili wali" in seen and "ada yang lebih dekat" in seen
    seen = text(dewi.get(RECEIVERS))
    assert "Anda yang menulis rekening ini" in seen and "Pastikan rekening ini" not in seen
    assert "···9090" in seen and "909090909090" not in seen
    send(sari, RECEIVERS, {"do": "pastikan", "target": "1"})
    seen = send(dewi, RECEIVERS, {"do": "wali", "target": "", "untuk": "3", "wakil": "1", "dokumen": "Penetapan wali 4", "tanggal": "2025-10-15"})  # fmt: skip
    assert "Rosa Contoh Lay untuk Markus Contoh Lay" in seen
    whole = text(dewi.get(CLAIM))
    assert "Keluarga dan penerima" in whole and "siap" in whole


def test_what_is_refused_keeps_what_was_typed_and_leads_to_its_field(own_world):
    dewi = entered("dewi")
    seen = send(dewi, TREE, {**SON, "nik": "123"}, status=422)
    assert "Galat:" in seen and "NIK terdiri atas 16 angka" in seen
    assert 'href="#tambah-nik"' in seen and 'value="Markus Contoh Lay"' in seen
    seen = send(dewi, TREE, {**SON, "lahir": "kemarin"}, status=422)
    assert 'href="#tambah-lahir"' in seen and "tidak terbaca" in seen
    seen = send(dewi, RECEIVERS, {"do": "tolak", "target": "1", "sebab": "x"}, status=422)
    assert "paling sedikit 10 huruf" in seen


def test_a_day_is_typed_as_people_write_it_and_stands_so_where_it_is_corrected(own_world):
    seen = send(entered("dewi"), TREE, {**SON, "lahir": "1/4/2015"})
    assert 'value="01-04-2015"' in seen and 'type="date"' not in seen


def test_a_dispute_is_lifted_by_somebody_else(own_world):
    dewi, sari = entered("dewi"), entered("sari")
    seen = send(dewi, RECEIVERS, {"do": "tahan", "target": "", "siapa": "Rosa dan Yuliana", "sebab": "Mertua merasa berhak"})  # fmt: skip
    assert "Ditahan karena sengketa" in seen and "jadi orang lain yang melepasnya" in seen
    lift = {"do": "lepas", "target": "1", "sebab": "Berdamai di kelurahan", "dokumen": "Surat damai"}
    assert "jadi orang lain yang melepasnya" in send(dewi, RECEIVERS, lift, status=422)
    assert "Penahanan dilepas" in send(sari, RECEIVERS, lift)


def test_who_only_looks_sees_no_form_and_far_away_sees_nothing(world):
    for page in (TREE, RECEIVERS, "/beasiswa/1"):
        assert '<form method="post">' not in text(entered("budi").get(page)).split("<main")[1]
        assert entered("jauh").get(page).status_code == 404
    assert "Erna Contoh" in text(entered("dewi").get("/beasiswa/1"))


def test_the_pages_ask_a_fixed_number_of_questions(own_world):
    dewi = entered("dewi")
    dewi.get(TREE)  # the first look of a day is written down, and asked once
    counts = []
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert dewi.get(TREE).status_code == 200
        counts.append(len(asked))
        if not more:
            for name in ("Satu Contoh", "Dua Contoh", "Tiga Contoh"):
                send(dewi, TREE, {**SON, "nama": name})
    assert counts[0] == counts[1]
