"""A bank on a port of this machine with books in memory, a clock that only we move, and keys made once for the run."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from naung.partners.snap import service
from naung.partners.snap.client import Client
from naung.partners.snap.keys import Keys
from naung.partners.snap.simulator.checking import Door
from naung.partners.snap.simulator.server import Bank
from tests.people import NOW


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def later(self, **by: int) -> None:
        self.at += timedelta(**by)


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys(
        "naung-contoh", "rahasia-contoh", rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_bank(keys: Keys) -> Iterator[Callable[..., Bank]]:
    """open_bank("moved_504", forgetful=True): a running bank; closed at the end."""
    running: list[Bank] = []

    def start(*manners: str, signature: str = "hmac", **more: Any) -> Bank:
        door = Door(keys.client_key, keys.secret, [keys.public_pem], signature)
        running.append(Bank(door=door, misbehave=manners, **more).__enter__())
        return running[-1]

    yield start
    for bank in running:
        bank.__exit__()


@pytest.fixture
def client_of(keys: Keys, clock: Clock) -> Callable[..., Client]:
    """client_of(bank): ours, with a patience of two minutes and a generous deadline."""

    def make(bank: Bank, **more: Any) -> Client:
        settled = {"address": bank.address, "timeout_seconds": 60, **more}
        return Client(service.load(**settled), keys, now=clock)

    return make
