"""The house's own settings, in the tests' home."""

import tests.home  # noqa: F401  first: it names the home
from naung.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow hash protects nobody here
# Tests run side by side, and forget what they counted.
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "figures", "drawn")
}
# Thousands of pages are refused on purpose, and each would leave a written traceback; what breaks is still written.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"django.request": {"level": "ERROR"}},
}
