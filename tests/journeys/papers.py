"""The family comes to the city's office with every paper; the verifier reads them."""

from naung.project.road import at, who


def gather(claim, day):
    from naung.delivery.claims.documents import gathering

    return gathering.gather(claim=claim, takes=who("kota"), reads=who("verifikator"), held_at="Dinas Tenaga Kerja Kota Kupang",
                            on=day, at=at(day, 13))  # fmt: skip
