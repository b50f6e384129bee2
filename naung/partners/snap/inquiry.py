"""Whose account it is, asked by SNAP: service 15 in house, 16 at another bank."""

from datetime import date
from functools import cached_property

from naung.delivery.banking.ports import Owner
from naung.partners.orders import payer
from naung.partners.snap.client import Away, Client
from naung.partners.snap.service import INQUIRY, INQUIRY_ELSEWHERE
from naung.partners.snap.statements import plain

STATUSES = {"Rekening Aktif": "ACTIVE", "Active": "ACTIVE", "Rekening Tidak Aktif": "INACTIVE", "Inactive": "INACTIVE",
            "Dormant": "DORMANT", "Blocked": "BLOCKED", "Closed": "CLOSED"}  # fmt: skip
CASES = {"09": "DORMANT", "18": "INACTIVE"}  # said by a refusal, which tells of the account all the same


class Inquiry:
    def __init__(self, *, client: Client | None = None) -> None:
        self._given = client

    @cached_property
    def client(self) -> Client:
        return self._given or Client()

    def owner(self, *, bank: str, account: str, on: date) -> Owner:
        """Nothing moves by asking, so an answer that did not come may be asked for again."""
        body = {"beneficiaryAccountNo": account}
        own = bank in ("", payer().bank)
        try:
            judged = self.client.question(
                INQUIRY if own else INQUIRY_ELSEWHERE,
                body if own else {"beneficiaryBankCode": bank, **body},
                region="53",
                day=on,
            )
        except Away as away:
            return Owner(None, reason=str(away))
        if judged.verdict == "TOLD":
            said = judged.facts
            return Owner(
                True,
                plain(said.get("beneficiaryAccountName", "")),
                STATUSES.get(str(said.get("beneficiaryAccountStatus", "")), ""),
            )
        case = judged.code[5:7]
        if judged.verdict == "REFUSED" and judged.code[:3] == "404" and case == "11":
            return Owner(False, code=judged.code, reason=judged.why)
        if judged.verdict == "REFUSED" and judged.code[:3] == "403" and case in CASES:
            return Owner(True, status=CASES[case], code=judged.code, reason=judged.why)
        return Owner(None, code=judged.code, reason=judged.why)
