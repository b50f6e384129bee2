"""Django's settings, and which plug is in which socket."""

import os

from naung.kit.home import PROJECT, keys
from naung.project import database

DEBUG = False
SECRET_KEY = keys()["django"]
ALLOWED_HOSTS = [
    h for h in os.environ.get("NAUNG_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",") if h
]
CSRF_TRUSTED_ORIGINS = [
    f"https://{h}" for h in ALLOWED_HOSTS if h not in {"127.0.0.1", "localhost", "[::1]", "testserver"}
]

FOUNDATION = ["vault", "trail", "regions", "staff", "work", "approvals", "papers", "ledger", "exchange", "payments"]
DELIVERY = [
    "registry", "programme", "intake", "matching", "selection", "enrolment", "banking", "contributions",
    "handover", "claims", "monitoring",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *(f"naung.foundation.{name}" for name in FOUNDATION),
    *(f"naung.delivery.{name}" for name in DELIVERY),
    "naung.web",
]

DATABASES = {"default": database.settings_for("app", os.environ.get("NAUNG_REGIONS", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "staff.Officer"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "naung.project.urls"
WSGI_APPLICATION = "naung.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "naung.web.navigation.menu",
            ]
        },
    }
]
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": ["'self'"], "img-src": ["'self'", "data:"], "object-src": ["'none'"], "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"], "form-action": ["'self'"],
}}  # fmt: skip

LANGUAGE_CODE = "id"
LANGUAGES = [
    ("id", "Bahasa Indonesia"),
    ("en", "English"),
]  # chosen by a cookie, never by the browser: web/scope.py
LANGUAGE_COOKIE_NAME = "bahasa"
LOCALE_PATHS = [PROJECT / "naung" / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Makassar"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served from where they lie: nothing is collected, so there is no STATIC_ROOT
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CSRF_FAILURE_VIEW = "naung.web.errors.expired"
LOGIN_URL = "/masuk"
LOGIN_REDIRECT_URL = "/beranda"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Which plug is in which socket: port -> the class that speaks with the partner.
NAUNG_PLUGS = {
    "naung.delivery.enrolment.ports.Insurer": "naung.partners.bpjs_tk.simulator.Insurer",
    "naung.delivery.banking.ports.Bank": "naung.partners.bank_ntt.simulator.Bank",
    "naung.delivery.contributions.ports.Insurer": "naung.partners.bpjs_tk.contributions.Insurer",
    "naung.foundation.payments.ports.Bank": "naung.partners.bank_ntt.payments.Bank",
    "naung.delivery.registry.ports.CivilRegistry": "naung.partners.dukcapil.simulator.CivilRegistry",
}

# Long work that an officer starts and watches (foundation/work): kind -> the function that does it.
NAUNG_WORK = {
    "enrolment.send": "naung.project.work.enrolment.send",
    "enrolment.take": "naung.project.work.enrolment.take",
    "banking.send": "naung.project.work.banking.send",
    "banking.take": "naung.project.work.banking.take",
    "contributions.run": "naung.project.work.contributions.run",
    "contributions.carry": "naung.project.work.contributions.carry",
    "matching.match": "naung.project.work.matching.match",
    "house.verify": "naung.project.work.house.verify",
}

# Background work: the tasks, and no search through every app for more of them. A nightly check that the night missed (the
# machine was off) is made up for once within the day; missed minutes are not.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["naung.project.tasks"]
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}
