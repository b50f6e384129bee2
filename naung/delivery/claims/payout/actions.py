"""From our approval to the money in the family's hands, in the order in which it happens."""

from naung.delivery.claims.payout.confirming import close, confirm, give_up_interest, settle_gap
from naung.delivery.claims.payout.determining import Granted, SaysWhy, contest, determine, explain
from naung.delivery.claims.payout.paying import pay
from naung.delivery.claims.payout.paying_parts import pay_part
from naung.delivery.claims.payout.reviewing import review

__all__ = ["Granted", "SaysWhy", "close", "confirm", "contest", "determine", "explain", "give_up_interest", "pay", "pay_part", "review", "settle_gap"]  # fmt: skip
