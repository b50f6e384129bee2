"""A document is made once, found by its code, and never half there."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from naung.foundation.papers import actions, codes, queries
from naung.foundation.papers.models import Copy, Paper
from naung.foundation.trail.models import Entry
from tests.people import MACHINE, NOW


def register(subject: str = "minutes:1", make=lambda code: b"%PDF " + code.encode()):
    return actions.register(kind="minutes", subject=subject, region="53.71", number="BA-1 (DATA CONTOH)", issued_on=date(2025, 9, 3), rows=10,
                            content_hash="a" * 64, make=make, by=MACHINE, at=NOW)  # fmt: skip


@pytest.mark.django_db
def test_it_works():
    paper = register()
    assert queries.content(paper) == b"%PDF " + paper.code.encode()
    assert queries.by_code(codes.shown(paper.code)) == paper == queries.of("minutes", "minutes:1")
    assert Entry.objects.get(verb="papers.register").facts["sha256"] == paper.sha256


@pytest.mark.django_db
def test_a_second_call_makes_nothing():
    paper = register()

    def never(code: str) -> bytes:
        raise AssertionError("made twice")

    assert register(make=never) == paper
    assert (
        Paper.objects.count(),
        Copy.objects.count(),
        Entry.objects.filter(verb="papers.register").count(),
    ) == (1, 1, 1)


@pytest.mark.django_db
def test_what_cannot_be_made_is_not_registered():
    def breaks(code: str) -> bytes:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"), transaction.atomic():
        register(make=breaks)
    assert (
        not Paper.objects.exists()
        and not Copy.objects.exists()
        and not Entry.objects.filter(verb="papers.register").exists()
    )


@pytest.mark.django_db
def test_the_bytes_lie_sealed():
    paper = register()
    assert paper.code.encode() not in bytes(Copy.objects.get().content_sealed)


@pytest.mark.django_db
def test_the_database_keeps_one_paper_a_subject():
    paper = register()
    facts = {f.name: getattr(paper, f.name) for f in Paper._meta.fields if f.name not in ("id", "code")}
    with pytest.raises(IntegrityError, match="papers_once"), transaction.atomic():
        Paper.objects.create(code="0" * 12, **facts)
    with pytest.raises(IntegrityError, match="papers_whole"), transaction.atomic():
        Paper.objects.create(code="l" * 12, **{**facts, "subject": "minutes:2"})


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_none(typed):
    found = codes.read(typed)
    assert found == "" or (len(found) == 12 and codes.read(codes.shown(found)) == found)


@given(st.integers(min_value=0, max_value=10**6))
def test_the_same_subject_has_the_same_code(number):
    code = codes.of("minutes", f"minutes:{number}")
    assert code == codes.of("minutes", f"minutes:{number}") == codes.read(code.lower())
    assert code != codes.of("selection.decree", f"minutes:{number}")
