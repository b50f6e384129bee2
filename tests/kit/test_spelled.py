"""Amounts in words, as a receipt writes them."""

import pytest

from naung.kit.spelled import rupiah_spelled, spelled

SAID = {
    0: "nol", 1: "satu", 10: "sepuluh", 11: "sebelas", 12: "dua belas", 19: "sembilan belas", 20: "dua puluh", 21: "dua puluh satu", 100: "seratus",
    111: "seratus sebelas", 200: "dua ratus", 999: "sembilan ratus sembilan puluh sembilan", 1000: "seribu", 1100: "seribu seratus", 2000: "dua ribu",
    16_800: "enam belas ribu delapan ratus", 101_000: "seratus satu ribu", 1_001_000: "satu juta seribu", 2_001_000: "dua juta seribu",
    10_080_000_000: "sepuluh miliar delapan puluh juta", 10**12: "satu triliun",
}  # fmt: skip


@pytest.mark.parametrize("value", SAID)
def test_a_number_in_words(value):
    assert spelled(value) == SAID[value]


@pytest.mark.parametrize("value", [-1, 10**15])
def test_what_no_receipt_holds_refuses(value):
    with pytest.raises(ValueError, match="not written in words"):
        spelled(value)


def test_rupiah():
    assert rupiah_spelled(33_600) == "tiga puluh tiga ribu enam ratus rupiah"
