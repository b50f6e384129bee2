import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.foundation.vault import actions, seals
from tests.people import MARTA


def test_it_works():
    sealed = seals.seal(MARTA, "nik")
    assert MARTA.encode() not in sealed
    assert seals.open_sealed(sealed, "nik") == MARTA


def test_two_seals_of_one_number_differ_and_their_indexes_agree():
    assert seals.seal(MARTA, "nik") != seals.seal(MARTA, "nik")
    assert seals.index(MARTA, "nik") == seals.index(MARTA, "nik") != seals.index(MARTA, "kk")


def test_a_sealed_phone_cannot_pose_as_an_account():
    with pytest.raises(seals.CannotOpen, match="account"):
        seals.open_sealed(seals.seal("0800", "phone"), "account")


@given(st.text(min_size=1, max_size=40), st.data())
def test_a_changed_byte_never_opens(text, data):
    sealed = bytearray(seals.seal(text, "nik"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(seals.CannotOpen):
        seals.open_sealed(bytes(sealed), "nik")


@pytest.mark.django_db
def test_other_keys_than_the_databases_refuse_at_once(monkeypatch):
    actions.hold()
    monkeypatch.setattr(seals, "fingerprint", lambda: "f" * 32)
    with pytest.raises(actions.WrongKeys, match="keys.json"):
        actions.hold()
