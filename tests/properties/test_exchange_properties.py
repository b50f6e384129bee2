"""Whatever a partner says and however often: a line has one answer, and nothing that was said is dropped."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.foundation.exchange import actions, queries
from naung.foundation.exchange.models import Suspense
from naung.foundation.exchange.ports import Answer, NewLine
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db
WHO = {"by": MACHINE, "at": NOW}
COUNTER = itertools.count()
ANSWER = st.builds(Answer, ok=st.booleans(), number=st.integers(1, 6), code=st.sampled_from(["", "U65", "A01"]),
                   rupiah=st.sampled_from([None, 5, 5, 6]))  # fmt: skip
SAID = st.one_of(st.lists(ANSWER, max_size=8), st.just("sweep"), st.just("close"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SAID, max_size=6))
def test_one_answer_a_line(said):
    run = next(COUNTER)
    batch = actions.prepare_batch(partner="p", kind="k", key=str(run), region="53", content=b"x", rupiah=20,
                                  lines=[NewLine(i, i, 5) for i in range(1, 5)], **WHO)  # fmt: skip
    batch, first = actions.send(batch=batch, **WHO), {}
    for step, event in enumerate(said):
        _speak(batch, event, step)
        batch.refresh_from_db()
        for line in queries.lines(batch).exclude(state__in=["WAITING", "MISSING"]):
            assert first.setdefault(line.number, (line.state, line.code, line.reply_id)) == (
                line.state,
                line.code,
                line.reply_id,
            )
        assert batch.state not in ("ANSWERED", "CLOSED") or not queries.lines(batch, "WAITING").exists()


def _speak(batch, event, step):
    if event == "sweep":
        actions.sweep(batch=batch, **WHO)
    elif event == "close":
        if batch.state == "ANSWERED":
            actions.close(batch=batch, **WHO)
    else:
        before = Suspense.objects.filter(batch=batch).count()
        taken = actions.take_reply(batch=batch, content=f"{step}".encode(), answers=event, **WHO)
        assert taken.accepted + taken.refused + taken.repeated + sum(taken.suspended.values()) == len(event)
        assert Suspense.objects.filter(batch=batch).count() - before == sum(taken.suspended.values())
