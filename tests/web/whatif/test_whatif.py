"""Asking "what if" at the site: the form, the answer, small groups, two side by side, and that nothing is ever applied."""

import pytest

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.models import Assessment, Place
from naung.delivery.selection.whatif.models import Scenario
from naung.foundation.trail.models import Entry
from naung.kit import clock
from tests.web.fixtures import entered

ASK, KEPT = "/penetapan/andai", "/penetapan/andai/1"


def text(answer):
    return " ".join(answer.content.decode().split())


def unchanged():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Assessment, Place, programmes.Quota, programmes.Funding)
    ]


def test_it_works(own_world):
    sari, before = entered("sari"), unchanged()
    form = text(sari.get(ASK))
    assert (
        "sekarang 2.558" in form and 'name="quota.53.71"' in form and "Andai disabilitas lebih berat" in form
    )
    asked = {"program": "ntt-2025", "nama": "Sepuluh tempat", "quota.53.71": "10", "weights.disability": "25"}
    made = sari.post(ASK, asked)
    assert made.status_code == 303 and made["Location"] == "/penetapan/andai/2"
    page = text(sari.get("/penetapan/andai/2"))
    assert "Tempat Kota Kupang" in page and "Halaman ini tidak menerapkan apa pun" in page
    kept = Scenario.objects.get(pk=2)
    assert (kept.changes, kept.before, kept.after, kept.leaves) == ({"quota.53.71": 10}, 27, 10, 17)
    assert kept.answer["groups"]["disability"] == {"0": [26, 9, 0, 17], "1": [1, 1, 0, 0]}
    assert kept.answer["leaves_held"] == 17 and kept.rupiah_after == 10 * 100_800
    assert (
        sari.post(ASK, asked)["Location"] == "/penetapan/andai/2" and Scenario.objects.count() == 2
    )  # once more adds nothing

    compared = text(sari.get(ASK + "/banding?a=1&b=2"))
    assert "Sepuluh tempat" in compared and '<td class="n">20</td><td class="n">10</td>' in compared
    file = sari.get("/penetapan/andai/2/angka.csv").content.decode()
    assert "region,53.71,Kota Kupang,27,10,0,17,DATA CONTOH" in file
    people = sari.post("/penetapan/andai/2/orang.csv").content.decode().splitlines()
    assert (
        len(people) == 18 and all(",leaves,53.71," in one for one in people[1:]) and "Contoh" not in people[1]
    )
    assert Entry.objects.filter(verb="selection.whatif_people").count() == 1
    assert unchanged() == before  # nothing of it was applied

    for field, value, says in (
        ("weights.disability", "banyak", "Penyandang disabilitas: tulis bilangan bulat dari 0 sampai 1.000."),
        ("nama", "", "Beri pertanyaan ini nama"), ("nama", "Andai disabilitas lebih berat", "sudah dipakai untuk hitungan lain"),
    ):  # fmt: skip
        again = sari.post(ASK, {**asked, field: value})
        assert (
            again.status_code == 422
            and f'href="#{field}"' in text(again)
            and says in text(again)
            and "Galat:" in text(again)
        )
        assert 'value="10"' in text(again)  # nothing typed is lost
    assert "Ubah paling sedikit satu angka" in text(
        sari.post(ASK, {"program": "ntt-2025", "nama": "x", "weights.disability": "25"})
    )


def test_who_does_not_select_sees_no_small_group_and_asks_nothing(world):
    tina, dewi, budi = entered("tina"), entered("dewi"), entered("budi")
    assert "terlalu sedikit orang untuk ditampilkan" in text(tina.get(KEPT))
    assert "disability,,," not in tina.get(KEPT + "/angka.csv").content.decode()
    assert (
        "disability,1,penyandang disabilitas,,,,,DATA CONTOH"
        in tina.get(KEPT + "/angka.csv").content.decode()
    )
    assert "terlalu sedikit orang" not in text(budi.get(KEPT))
    assert "region,53.71,Kota Kupang,27,20,0,7,DATA CONTOH" in dewi.get(KEPT + "/angka.csv").content.decode()
    assert "region," not in entered("jauh").get(KEPT + "/angka.csv").content.decode()
    for login in ("tina", "dewi", "budi"):
        assert entered(login).post(ASK, {"nama": "x"}).status_code == 403
        assert entered(login).post(KEPT + "/orang.csv").status_code == 403
    assert "Pertanyaan diajukan verifikator provinsi" in text(dewi.get(ASK))


def test_an_answer_is_kept_as_it_was(world):
    from django.db import Error, transaction

    for change in ({"after": 3}, {"name": "lain"}):
        with pytest.raises(Error, match="append-only|permission denied"), transaction.atomic():
            Scenario.objects.update(**change)
    assert clock.today().isoformat() == "2025-10-20"
