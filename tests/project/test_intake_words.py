"""What `naung intake` says of a corrected list."""

from naung.delivery.intake.jobs import Outcome
from naung.project.cli import intake
from naung.project.cli.base import Voice

COUNTS = {"new": 12, "changed": 3, "same": 230, "missing": 2}


def told(capsys, **facts):
    outcome = Outcome("Oesapa.xlsx", "read", 245, 245, 0, **facts)
    intake._tell(Voice(False), [outcome], intake._totals([outcome]))
    return capsys.readouterr().out


def test_it_works(capsys):
    assert "Oesapa.xlsx: 12 baru, 3 berubah, 230 sama, 2 hilang." in told(capsys, compared=COUNTS)


def test_a_list_that_is_like_none_says_nothing_of_it(capsys):
    assert "Oesapa.xlsx" not in told(capsys)
