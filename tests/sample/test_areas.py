from random import Random

from naung.foundation.regions import official
from naung.sample import areas


def test_the_sample_and_the_product_agree_on_every_six_digits():
    """Worked out twice, from the same files, by the same rule: all of NTT, and a hundred thousand others."""
    r = Random(1)
    numbers = [f"53{n:04}" for n in range(10_000)] + [f"{r.randrange(1_000_000):06}" for _ in range(100_000)]
    assert [n for n in numbers if areas.could_begin_a_nik(n) != official.nik_region_known(n)] == []
