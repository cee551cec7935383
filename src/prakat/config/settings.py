"""Settings of one installation. What differs between installations comes from ``PRAKAT_*`` variables."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from prakat.config import environment as env
from prakat.config import secrets

PACKAGE = Path(__file__).resolve().parent.parent

DATA_DIR = env.folder("PRAKAT_DATA", "./var")
HOST = env.text("PRAKAT_HOST", "127.0.0.1")
PORT = env.number("PRAKAT_PORT", 8000, least=1, most=65535)
SITE_URL = env.text("PRAKAT_SITE_URL", f"http://{HOST}:{PORT}").rstrip("/")
TLS = SITE_URL.startswith("https://")

SECRET_KEY = secrets.secret_key(DATA_DIR)
DEBUG = env.flag("PRAKAT_DEBUG", False)
ALLOWED_HOSTS = env.words("PRAKAT_ALLOWED_HOSTS", ["*"])

INSTALLED_APPS = [
    "prakat.record",
    "prakat.audit",
    "prakat.org",
    "prakat.duties",
    "prakat.publications",
    "prakat.procedure",
    "prakat.search",
    "prakat.monitoring",
    "prakat.website",
    "prakat.desk",
    "prakat.opendata",
    "prakat.importing",
    "prakat.operations",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

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
    "prakat.desk.cms.Gate",
]

ROOT_URLCONF = "prakat.config.urls"
WSGI_APPLICATION = "prakat.config.wsgi.application"
AUTH_USER_MODEL = "org.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.database("PRAKAT_DATABASE", DATA_DIR)}

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    ("site", PACKAGE / "website" / "assets" / "css"),
    ("site/fonts", PACKAGE / "website" / "assets" / "fonts"),
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/staff/login/"
LOGIN_REDIRECT_URL = "/staff/"
LOGOUT_REDIRECT_URL = "/staff/login/"

SESSION_COOKIE_PATH = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = TLS
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/staff/cms/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
        "base-uri": [NONE],
    },
}

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

DESK_PREVIEW = "prakat.config.preview.article"

WAGTAIL_SITE_NAME = "Prakat"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_LOGIN_URL = "/staff/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("PRAKAT_LOG_LEVEL", "WARNING").upper()},
}
