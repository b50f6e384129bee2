"""What the desk counts, each once a page and only when a role asks. Everything sees the officer's regions only."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from naung.delivery.banking import lists as account_lists
from naung.delivery.banking import queries as banking
from naung.delivery.claims.deaths import queries as deaths
from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.reporting import queries as claim_reports
from naung.delivery.claims.reporting import steps as claim_steps
from naung.delivery.contributions import queries as contributions
from naung.delivery.contributions.reconciling import queue as waiting
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.delivery.enrolment import queries as enrolment
from naung.delivery.intake import queries as intake
from naung.delivery.matching import queries as matching
from naung.delivery.programme import queries as programmes
from naung.delivery.selection.renewal import queries as rounds
from naung.foundation.approvals import queries as approvals
from naung.foundation.exchange import queries as exchange
from naung.foundation.ledger import closing
from naung.foundation.work import queries as work
from naung.kit import clock
from naung.kit.months import Month
from naung.web.claims import treated
from naung.web.decisions import kinds
from naung.web.resting import kept

LATE = timedelta(days=3)
OPEN_BATCH = ("PREPARED", "SENT", "ACKNOWLEDGED")


class Counts:
    """Of one officer, for one page."""

    def __init__(self, programme: Any, regions: list[str], human: int) -> None:
        self.programme, self.regions, self.human = programme, regions, human

    @cached_property
    def rows(self) -> dict[str, int]:
        return intake.by_state(self.programme.pk)

    @cached_property
    def late(self) -> int:
        """Good lines that nobody has looked at for more than three days: to be matched, or asked about."""
        return intake.waiting_since(self.programme.pk, clock.now() - LATE)

    @cached_property
    def unread(self) -> int:
        return sum(
            intake.uploads_that_wait(region).filter(state="REFUSED").count() for region in self.regions
        )

    @cached_property
    def asked(self) -> int:
        """Lists that wait until somebody says what their columns are."""
        return sum(intake.uploads_that_wait(region).filter(state="ASKS").count() for region in self.regions)

    @cached_property
    def villages(self) -> tuple[int, int]:
        """(have not sent, all) of the officer's regions."""
        areas = [area for code in self.regions for area in self._below(code)]
        return sum(area.missing for area in areas), sum(area.villages for area in areas)

    def _below(self, code: str) -> list[Any]:
        level = code.count(".") + 1
        return intake.areas(self.programme.pk, code, level + 1) if level < 4 else []

    @cached_property
    def without_payer(self) -> tuple[int, int]:
        """(people whom nobody pays for after the last day, days left) of a round that was proposed; nobody once the day is over."""
        found = rounds.out_of(self.programme)
        if found is None or found.state == "OPEN" or clock.today() > found.ends_on:
            return 0, 0
        key = f"renewal-falls:{found.pk}:{','.join(sorted(self.regions))}"
        return kept(key, lambda: rounds.picture(found, self.regions).falls), rounds.days_left(
            found, clock.today()
        )

    @cached_property
    def quota(self) -> int:
        return sum(
            one.cap
            for one in programmes.quotas(self.programme)
            if any(_holds(code, one.region_id) for code in self.regions)
        )

    @cached_property
    def pairs(self) -> int:
        return matching.queue(self.programme.pk, self.human).count()

    @cached_property
    def decisions(self) -> tuple[int, int, int]:
        """(how many, people, rupiah) that wait for somebody else than who prepared them. No people where a file among them has none:
        a sum of claims and accounts is for nobody's number of people."""
        waiting = approvals.within(self.regions).filter(state="PENDING").exclude(prepared_human=self.human)
        found = list(waiting.values_list("kind", "rows", "rupiah"))
        every = all(kinds.counts_people(kind) for kind, *_ in found)
        people = sum(rows for _, rows, _ in found) if every else 0
        return len(found), people, sum(rupiah for *_, rupiah in found)

    @cached_property
    def latest_month(self) -> Month | None:
        run = contributions.runs(self.programme).last()
        return Month(run.month.year, run.month.month) if run else None

    @cached_property
    def difference(self) -> int:
        """Rupiah by which list, bill, payment and receipt of the latest month differ, each difference counted as it stands."""
        agreements = (
            contributions.reconciliation(self.programme, self.latest_month) if self.latest_month else []
        )
        return sum(abs(rupiah) for one in agreements for _what, _lines, rupiah in one.differences)

    @cached_property
    def held_up(self) -> tuple[int, int]:
        """(months whose payment waits for the treasury's papers, payments that the bank refused)."""
        return treasury_queries.held_up()

    @cached_property
    def to_close(self) -> int:
        """Months of the books that are over and not closed; the province's to close, so nobody else's task."""
        return len(closing.ready(clock.today())) if any(len(code) == 2 for code in self.regions) else 0

    def batches(self, which: str) -> list[Any]:
        return enrolment.batches(self.programme) if which == "enrolment" else banking.batches(self.programme)

    @cached_property
    def insurer(self) -> list[Any]:
        return self.batches("enrolment")

    @cached_property
    def bank(self) -> list[Any]:
        return self.batches("banking")

    @cached_property
    def refused_share(self) -> tuple[int, int] | None:
        """(refused, lines) of the last batch to the insurer."""
        if not self.insurer:
            return None
        last = self.insurer[-1]
        sums = exchange.sums([last])[last.pk]
        return sums.refused, sums.refused + sums.accepted

    @cached_property
    def accounts(self) -> tuple[int, int]:
        """(opened, asked for)."""
        counted = banking.counts(self.programme)
        return banking.with_number(counted), sum(counted.values())

    @cached_property
    def account_states(self) -> dict[str, int]:
        """Accounts of the officer's regions by state, and `late`: who wait too long for their holder."""
        return account_lists.by_state(self.programme, self.regions, on=clock.today())

    @cached_property
    def changes_to_call(self) -> int:
        """Changes of account asked for by somebody else, about which nobody has reached the old contact yet."""
        waiting = (
            banking.changes_within(self.regions).filter(state="REQUESTED").exclude(requested_human=self.human)
        )
        return banking.not_heard(waiting).count()

    @cached_property
    def unmatched(self) -> waiting.Totals:
        """What fits nothing: partners' answers, bookings, differences by person and month."""
        return waiting.totals(clock.today())

    @cached_property
    def suspense(self) -> int:
        return self.unmatched.count

    @cached_property
    def claims(self) -> dict[str, int]:
        """Claims by what they wait for, those past the law's day (`late`), and reports about nobody yet (`unplaced`)."""
        return {**claim_steps.counts(clock.today()), "unplaced": claim_reports.waiting().count()}

    @cached_property
    def families(self) -> int:
        """Families to visit: somebody died on a covered day and nobody told us."""
        return deaths.waiting(on=clock.today()).families

    @cached_property
    def treatments(self) -> int:
        """Accidents whose next date went by, or of whose treatment nobody told anything yet."""
        return treated.waiting(clock.today())

    @cached_property
    def school_years(self) -> int:
        """School years of children that are to be claimed."""
        return heirs.years_of(None, state="DUE").count()

    @cached_property
    def failed_work(self) -> int:
        return work.everything().filter(state="FAILED").count()


def _holds(code: str, region: str) -> bool:
    """One lies in the other: a village's officer watches the quota of the regency around it."""
    return region == code or region.startswith(f"{code}.") or code.startswith(f"{region}.")


def under_way(batches: list[Any]) -> int:
    return sum(batch.state in OPEN_BATCH for batch in batches)
