"""The door of a world that these tests may write into."""

import pytest

from tests.web.fixtures import entered


@pytest.fixture
def door(own_world):
    from django.test import Client

    return lambda login="": entered(login) if login else Client()
