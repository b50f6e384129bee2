"""Names of NTT beside each other."""

import pytest

from naung.delivery.matching import names


def said(a: str, b: str) -> str:
    level = names.level(names.key(a), names.key(b))
    assert level == names.level(names.key(b), names.key(a)), "the order of the two does not matter"
    return names.MEANINGS[level]


def test_it_works():
    assert said("Fransiskus Xaverius Bere", "F.X. BERRE") == "initials or short names"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yohanes Bere", "JOHANNIS BERRE"),  # variant and doubled letter
        ("Marta Yasinta Bere", "Bere Marta Yasinta"),  # another order
        ("Petrus Adoe", "Fetrus Adu"),  # letters that are exchanged, oe for u
        ("Maria da Silva", "Maria Dasilva"),
        ("Umbu Landu Meha", "Landu Meha"),  # a title that lists leave out
        ("Bpk. Ja'far Raja", "Jafar Raja"),
        ("Marselinus Tey", "Marcelinus Tey"),
    ],
)
def test_the_same_words_in_other_spellings(a, b):
    assert said(a, b) == "the same words"


@pytest.mark.parametrize(
    ("a", "b", "meaning"),
    [
        ("Marta Yasinta Bere", "Marta Bere", "one leaves words out"),
        ("Petronela Asa", "Nela Asa", "initials or short names"),
        ("Yohanes Bere", "Yanto Bere", "initials or short names"),
        ("Muhamad Wolo", "Moh. Wolo", "initials or short names"),
        ("Yonatan Amtiran", "Yonatan Amtirann", "the same words"),
        ("Yonatan Amtiran", "Yonatan Amtidan", "a letter or two apart"),
    ],
)
def test_what_is_left_out_or_shortened_still_speaks_for_one_person(a, b, meaning):
    assert said(a, b) == meaning


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yosef Bere", "Yohanes Bere"),  # brothers
        ("Yohanes Petrus Bere", "Yosef Petrus Bere"),  # twins who share a second name
        ("Martina Bere", "Martinus Bere"),
        ("Marta Bere", "Maria Bere"),  # two letters, and two people
    ],
)
def test_another_given_name_beside_a_shared_one_is_another_person(a, b):
    assert said(a, b) == "another given name beside a shared one"


def test_one_word_of_several_is_too_little_to_call_it_the_name():
    assert said("Bere", "Marta Bere") == "some words shared"
    assert said("Ngongo", "Ngongo") == "the same words"


def test_a_married_woman_under_her_husbands_name_shares_words():
    assert said("Marta Yasinta Bere", "Marta Yasinta Seran") == "some words shared"


def test_strangers_share_nothing():
    assert said("Yosef Bere", "Dominggus Manafe") == "nothing shared"


def test_a_name_without_letters_is_nobody():
    assert names.key(" 12 / - ") == ""
    assert names.level("", "") == names.DIFFERENT
