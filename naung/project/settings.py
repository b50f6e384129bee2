"""Django's settings, and which plug is in which socket."""

import os
from urllib.parse import urlsplit

from naung.kit.home import PROJECT, home, keys
from naung.project import database

DEBUG = False
SECRET_KEY = keys()["django"]
ALLOWED_HOSTS = [
    h for h in os.environ.get("NAUNG_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",") if h
]
CSRF_TRUSTED_ORIGINS = [
    f"https://{h}" for h in ALLOWED_HOSTS if h not in {"127.0.0.1", "localhost", "[::1]", "testserver"}
]

# Where the site is reached from outside: printed on papers and in their QR, so that anybody can check them.
NAUNG_ADDRESS = os.environ.get("NAUNG_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

FOUNDATION = [
    "wording",
    "vault",
    "trail",
    "regions",
    "staff",
    "work",
    "approvals",
    "papers",
    "ledger",
    "exchange",
    "payments",
]
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
    "naung.web",  # before allauth: its templates are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
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
    "allauth.account.middleware.AccountMiddleware",
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
# A browser follows a form to the identity provider only where the policy names it.
_PROVIDER = [
    "{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in [os.environ.get("NAUNG_OIDC_URL")] if url
]
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": ["'self'"], "img-src": ["'self'", "data:"], "object-src": ["'none'"], "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"], "form-action": ["'self'", *_PROVIDER],
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

# What limits visitors, and counted figures, are shared by the site's processes: two folders of this home.
_FILES = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
CACHES = {
    "default": {**_FILES, "LOCATION": home() / "cache" / "visits"},
    "figures": {**_FILES, "LOCATION": home() / "cache" / "figures"},
    # Parts of pages drawn from the same figures, in the process's own memory: found by a hash of everything they show.
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

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

# Sessions: over after a quarter of an hour with nobody at the desk, and after a working day in any case (web/account/ageing.py).
NAUNG_SESSION = {"idle": 15 * 60, "longest": 8 * 3600}
SESSION_COOKIE_AGE = NAUNG_SESSION["longest"]
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("NAUNG_HTTPS") == "1"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Sign-in by django-allauth, behind our gate and in our pages: docs/decisions/0013-sign-in.md.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
]
ACCOUNT_ADAPTER = "naung.web.account.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD, ACCOUNT_USER_MODEL_EMAIL_FIELD = "login", None
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"username"}, ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION, ACCOUNT_SESSION_REMEMBER = "none", False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "60/5m/ip,5/5m/key",
    "login": "60/m/ip",
}  # a whole office has one address; an account is shut for five minutes after five
ACCOUNT_FORMS = {
    "login": "naung.web.account.forms.SignIn",
    "reauthenticate": "naung.web.account.forms.PasswordAgain",
    "change_password": "naung.web.account.forms.ChangePassword",
}
MFA_ADAPTER = "naung.web.account.adapters.Factors"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER, MFA_TOTP_TOLERANCE = "naung", 1  # a phone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "naung.web.account.forms.Code",
    "reauthenticate": "naung.web.account.forms.CodeAgain",
    "activate_totp": "naung.web.account.forms.ActivateApp",
}
SOCIALACCOUNT_ADAPTER = "naung.web.account.provider.Providers"
# The government's identity provider, where there is one: its address, our name and secret there, and the claim with the NIP or NIK.
NAUNG_OIDC_IDENTITY = os.environ.get("NAUNG_OIDC_IDENTITY", "nip")
_OIDC = {
    "provider_id": "pemerintah",
    "name": os.environ.get("NAUNG_OIDC_NAME", "Identitas pemerintah"),
    "client_id": os.environ.get("NAUNG_OIDC_CLIENT", ""),
    "secret": os.environ.get("NAUNG_OIDC_SECRET", ""),
    "settings": {"server_url": os.environ.get("NAUNG_OIDC_URL", "")},
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [_OIDC] if os.environ.get("NAUNG_OIDC_URL") and os.environ.get("NAUNG_OIDC_CLIENT") else [],
        "OAUTH_PKCE_ENABLED": True,
    }
}

# Which plug is in which socket: port -> the class that speaks with the partner.
NAUNG_PLUGS = {
    "naung.delivery.enrolment.ports.Insurer": "naung.partners.bpjs_tk.simulator.Insurer",
    "naung.delivery.banking.ports.Bank": "naung.partners.bank_ntt.simulator.Bank",
    "naung.delivery.banking.ports.Inquiry": "naung.partners.bank_ntt.simulator.Inquiry",
    "naung.delivery.contributions.ports.Insurer": "naung.partners.bpjs_tk.contributions.Insurer",
    "naung.delivery.claims.payout.ports.Insurer": "naung.partners.bpjs_tk.claims.Insurer",
    "naung.delivery.contributions.ports.Treasury": "naung.partners.bkad.treasury.Treasury",
    "naung.delivery.contributions.reconciling.ports.MemberList": "naung.partners.bpjs_tk.members.Members",
    "naung.foundation.payments.ports.Bank": "naung.partners.bank_ntt.payments.Bank",
    "naung.delivery.registry.ports.CivilRegistry": "naung.partners.dukcapil.simulator.CivilRegistry",
    "naung.delivery.registry.ports.InsuredRegister": "naung.partners.bpjs_tk.insured.InsuredRegister",
    "naung.delivery.registry.ports.EmployeeRegister": "naung.partners.bkn.simulator.EmployeeRegister",
    "naung.delivery.registry.ports.DecileRegister": "naung.partners.dtsen.simulator.DecileRegister",
}
if os.environ.get("NAUNG_BANK_FORMAT", "").strip() == "snap":  # the bank as an interface, not as files
    NAUNG_PLUGS |= {
        "naung.foundation.payments.ports.Bank": "naung.partners.snap.bank.Bank",
        "naung.delivery.banking.ports.Inquiry": "naung.partners.snap.inquiry.Inquiry",
    }

# Long work that an officer starts and watches (foundation/work): kind -> the function that does it.
NAUNG_WORK = {
    "intake.read": "naung.delivery.intake.uploads.read",
    "enrolment.send": "naung.project.work.enrolment.send",
    "enrolment.take": "naung.project.work.enrolment.take",
    "enrolment.resend": "naung.project.work.enrolment.resend",
    "banking.send": "naung.project.work.banking.send",
    "banking.take": "naung.project.work.banking.take",
    "banking.standing": "naung.project.work.banking.standing",
    "banking.inquire": "naung.project.work.banking.inquire",
    "contributions.run": "naung.project.work.contributions.run",
    "contributions.carry": "naung.project.work.contributions.carry",
    "payouts.send": "naung.project.work.payouts.send",
    "payouts.take": "naung.project.work.payouts.take",
    "matching.match": "naung.project.work.matching.match",
    "registry.check": "naung.project.work.registers.check",
    "renewal.open": "naung.project.work.renewal.open_round",
    "claims.deaths": "naung.project.work.deaths.look",
    "house.verify": "naung.project.work.house.verify",
}

# Background work: the tasks, and no search through every app for more of them. A nightly check that the night missed (the
# machine was off) is made up for once within the day; missed minutes are not.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["naung.project.tasks"]
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}
