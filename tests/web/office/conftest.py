from tests.web.account.conftest import signs_in, stranger  # noqa: F401
