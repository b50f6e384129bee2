"""17 and 18 July 2025. Sixty places, more who wait; a list by name by address that one officer prepares and another signs."""

import pytest

from naung.project.road import at, who
from tests import town
from tests.town import PLACES

DAY_ONE, DAY_TWO = (2025, 7, 17), (2025, 7, 18)


def day(of):
    from datetime import date

    return date(*of)


def prepare(programme):
    from naung.delivery.selection import actions

    (draft,) = actions.prepare_decrees(
        programme=programme(), by=who("verifikator"), at=at(day(DAY_ONE)), on=day(DAY_ONE)
    )
    return draft


def sign(draft, login, **more):
    from naung.delivery.selection import actions

    said = {"approve": True, "content_hash": draft.content_hash, **more}
    return actions.decide_decree(decree=draft, by=who(login), at=at(day(DAY_TWO)), on=day(DAY_TWO), **said)


def test_the_list_is_prepared_by_one_and_signed_by_another(before, programme):
    from naung.delivery.selection import queries

    before("Ditetapkan dua pejabat")
    signed = sign(prepare(programme), "pejabat")
    assert (signed.rows, signed.per_place, signed.rupiah) == (
        PLACES,
        6 * 16_800,
        60 * 100_800 == 6_048_000 and 6_048_000,
    )
    assert signed.number.endswith("(DATA CONTOH)")
    assert queries.held(programme(), town.CITY).count() == PLACES
    annex = queries.annex(signed)
    assert [line["rank"] for line in annex] == list(range(1, PLACES + 1))
    assert all(line["name"] and line["village_name"] for line in annex), "by name, by address"


def test_who_prepared_it_cannot_sign_it_even_with_the_post_to_sign(before, programme):
    """One human who moved to another post: still one human."""
    from naung.delivery.selection import queries
    from naung.foundation.approvals.actions import SamePerson
    from naung.foundation.staff import actions as staff
    from naung.foundation.staff import queries as queries_of_staff
    from naung.kit.actor import system

    before("Ditetapkan dua pejabat")
    draft = prepare(programme)
    (post,) = queries_of_staff.posts(who("verifikator").officer, on=day(DAY_ONE))
    staff.end_post(post=post, by=system("test"), on=day(DAY_TWO), at=at(day(DAY_TWO)), why="pindah jabatan")
    staff.appoint(login="kepala", name="Contoh Verifikator Provinsi", identity="198303032008013003", password="contoh-1", role="approver",
                  region="53", since=day(DAY_TWO), by=system("test"), at=at(day(DAY_TWO)))  # fmt: skip
    with pytest.raises(SamePerson, match="yang menyiapkan ini, jadi orang lain yang memutuskannya"):
        sign(draft, "kepala")
    assert queries.held(programme()).count() == 0


def test_the_treasurer_has_no_word_in_it(before, programme):
    from naung.foundation.staff.queries import NotAllowed

    before("Ditetapkan dua pejabat")
    draft = prepare(programme)
    with pytest.raises(NotAllowed, match="tidak berwenang untuk selection.decide di 53.71"):
        sign(draft, "bendahara")


def test_a_list_that_was_exchanged_behind_the_signer_is_not_signed(before_alone, programme):
    """Somebody with the owner's password puts another person on the list, after the signer looked at it."""
    import psycopg

    from naung.delivery.selection.actions import ListChanged

    name = before_alone("Ditetapkan dua pejabat")
    draft = prepare(programme)
    with psycopg.connect(town.url(name)) as owner:
        owner.execute("set session_replication_role = replica")  # no trigger sees it
        owner.execute("""update selection_place set person_id = (select person_id from selection_assessment where rank = 99)
                          where decree_id = %s and rank = 7""", [draft.pk])  # fmt: skip
    with pytest.raises(ListChanged, match="tidak lagi sama dengan yang disusun"):
        sign(draft, "pejabat")


def test_those_behind_the_sixtieth_wait_in_the_order_of_their_rank(before, programme):
    from naung.delivery.selection import queries

    before("Ditetapkan dua pejabat")
    sign(prepare(programme), "pejabat")
    eligible = queries.counts(programme())["eligible"]
    assert [one.rank for one in queries.waiting(programme(), town.CITY)] == list(
        range(PLACES + 1, eligible + 1)
    )


def test_everybody_who_is_not_on_the_list_can_be_told_why(before, programme):
    from naung.delivery.selection import queries
    from naung.delivery.selection.models import Assessment

    before("Didaftarkan ke BPJS")
    for refused in Assessment.objects.filter(eligible=False):
        (chapter,) = queries.story_of(refused.person_id)
        assert chapter["reasons"] and all(reason["message"] for reason in chapter["reasons"])
    (first,) = queries.story_of(queries.waiting(programme(), town.CITY)[0].person_id)
    assert (first["rank"], first["places"], first["held"]) == (PLACES + 1, PLACES, [])
