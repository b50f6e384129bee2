from tests.web.fixtures import _world_of_the_run, world  # noqa: F401
