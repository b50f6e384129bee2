"""11 August to 3 September 2025. Bank NTT opens savings accounts that sleep until their holder comes."""

from tests import town


def accounts(programme):
    from naung.delivery.banking import queries

    return queries.counts(programme())


def test_the_accounts_are_opened_and_sleep(before, naung, programme):
    before("Rekening Bank NTT")
    answer = naung("bank", "--programme", "ntt-2025", "--on", "2025-08-11", "--by", "verifikator")
    (batch,) = answer["batches"]
    found = accounts(programme)
    assert found["OPENED"] == batch["accepted"] and "ACTIVE" not in found
    assert found["OPENED"] + found["REFUSED"] == 60, "one answer for each of sixty members"


def test_who_has_no_mother_on_the_list_is_told_what_the_bank_needs(december, programme):
    from naung.delivery.banking import queries
    from naung.delivery.registry import queries as registry

    sent_back = queries.refused(programme(), town.CITY)
    assert sent_back
    for account in sent_back:
        assert account.refusal_reason == "Nama ibu kandung kosong. Bank memerlukannya; bisa dilihat di KK."
        assert registry.person(account.person_id).mother.strip(" -.") == ""


def test_an_account_wakes_when_its_holder_signs_and_only_then(before, programme):
    from naung.delivery.handover import queries
    from naung.project import road
    from naung.project.cli.base import Step

    before("Serah terima di Balai Kota")
    asleep = accounts(programme)["OPENED"]
    road.handover(town.walk(), Step(""))
    assert accounts(programme) | {"REFUSED": 0} == {"ACTIVE": 10, "OPENED": asleep - 10, "REFUSED": 0}
    guests = queries.on_roll(queries.event(road.EVENT))
    assert {str(account.activated_on) for account in _of(guests)} == {"2025-09-03"}


def test_an_account_number_is_shown_by_its_last_digits_only(december, programme):
    from naung.delivery.banking import queries

    shown = [queries.masked_number(account) for account in _of(_members(programme)) if account.number_sealed]
    assert shown and all(sum(c.isdigit() for c in number) == 4 and "•" in number for number in shown)


def _members(programme):
    from naung.delivery.enrolment import queries

    return list(queries.enrolled(programme()).values_list("pk", flat=True))


def _of(members):
    from naung.delivery.banking import queries

    return queries.of_memberships(members).values()
