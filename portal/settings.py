"""Django's settings, built from `portal.environment`. Importing them starts nothing."""

from pathlib import Path

import dj_database_url
import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.environment import ENVIRONMENT, PROJECT
from portal.start.addresses import database_address, redis_address

PRODUCTION = ENVIRONMENT.production
DEBUG = False  # never on: pages of errors name people and queries
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = [*ENVIRONMENT.hosts] + (["testserver"] if ENVIRONMENT.testing else [])
CSRF_TRUSTED_ORIGINS = [*ENVIRONMENT.trusted_origins]
VAR = ENVIRONMENT.var
PORTAL_ADDRESS = ENVIRONMENT.address  # begins the links in letters
ORGANISATION = ENVIRONMENT.organisation
DEPARTMENT = ENVIRONMENT.department
DEMONSTRATION = not PRODUCTION

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "guardian",
    "pghistory",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "import_export",
    "django_filters",
    "django_htmx",
    "portal.ui",
    "portal.text",
    "portal.money",
    "portal.countries",
    "portal.audit",
    "portal.accounts",
    "portal.units",
    "portal.people",
    "portal.access",
    "portal.records",
    "portal.deadlines",
    "portal.documents",
    "portal.rendering",
    "portal.jobs",
    "portal.notifications",
    "portal.exchange",
    "portal.search",
    "portal.saved",
    "portal.workflow",
    "portal.registers",
    "portal.papers",
    "portal.administration",
    "portal.dashboard",
    "portal.competence",
    "portal.help",
    "portal.demo",
    "partners",
    "delegations",
    "agreements",
    "reports",
    "django.forms",  # after portal.ui: our field template must win
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.accounts.middleware.NewPasswordMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.audit.middleware.ActorMiddleware",
    "portal.saved.middleware.OpensFirst",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.ui.context.shell",
            ],
            "builtins": [
                "portal.ui.templatetags.ui",
                "portal.saved.templatetags.saved",
                "portal.help.templatetags.help",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORMS_URLFIELD_ASSUME_HTTPS = True  # "cong-doan.la" means https; Django 6's default
FORM_RENDERER = "portal.ui.drawing.FormRenderer"

# -- facts: PostgreSQL as the role that owns nothing; `owner` migrates and loads (manage.py chooses) --
DATABASE_URL = ENVIRONMENT.database_url or database_address(VAR)
OWNER_DATABASE_URL = ENVIRONMENT.database_owner_url or database_address(VAR, owner=True)
DATABASES = {
    "default": dj_database_url.parse(
        OWNER_DATABASE_URL if ENVIRONMENT.database_role == "owner" else DATABASE_URL,
        conn_max_age=60,
        conn_health_checks=True,
        disable_server_side_cursors=True,  # three more questions for every list of choices
    ),
}
WEB_ROLE = "portal_web"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = ENVIRONMENT.redis_url or redis_address(VAR)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CELERY_BROKER_URL = REDIS_URL if ENVIRONMENT.redis_url else redis_address(VAR, for_celery=True)
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 2, "socket_connect_timeout": 2}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = ENVIRONMENT.time_zone

# -- who is signed in --
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.Backend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no row for people who are not signed in
GUARDIAN_MONKEY_PATCH_USER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "portal.administration.adapter.LettersByQueue"
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "reset_password": "portal.accounts.forms.ResetForm",
    "reset_password_from_key": "portal.accounts.forms.ResetFromKeyForm",
    "change_password": "portal.accounts.forms.ChangeForm",
}
ACCOUNT_RATE_LIMITS = {"one_time_code": "20/5m/ip"}  # beside allauth's own
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail from us
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0  # attempts are counted by address, not by proxy
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USER_DISPLAY = "portal.accounts.display.user_display"
if ENVIRONMENT.testing:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION

# -- what a browser may do --
X_FRAME_OPTIONS = "SAMEORIGIN"  # the preview shows the paper in a frame of the page
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# -- language: English source, Vietnamese first --
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [PROJECT / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.text.formats"]
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FILTERS_EMPTY_CHOICE_LABEL = _("All")
TIME_ZONE = ENVIRONMENT.time_zone

# -- files --
BUILD = PROJECT / "build"
STATIC_URL = "static/"
STATICFILES_DIRS = [PROJECT / "static", *([BUILD / "static"] if (BUILD / "static").is_dir() else [])]
STATIC_ROOT = BUILD / "collected"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.ui.bundles.BundleFinder",
]
BUNDLES = {
    "bundles/portal.css": [
        "vendor/fonts/fonts.css",
        "vendor/bootstrap/bootstrap.min.css",
        *[f"css/{name}.css" for name in ("tokens", "base", "components", "layout", "forms")],
        *[f"css/{name}.css" for name in ("lists", "records", "registers", "reports", "figures")],
        *[f"css/{name}.css" for name in ("path", "approval", "search", "notices", "help")],
        *[f"css/{name}.css" for name in ("home", "board")],
    ],
    "bundles/portal.js": [
        "django_htmx/htmx-2.min.js",
        "vendor/bootstrap/bootstrap.bundle.min.js",
        *[f"js/{name}.js" for name in ("shell", "search", "session", "dialog", "confirm")],
        *[f"js/{name}.js" for name in ("copy", "refusals", "date", "terms")],
    ],
}
WHITENOISE_AUTOREFRESH = ENVIRONMENT.testing  # tests collect nothing
DOCUMENT_FONTS = BUILD / "fonts"
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
UPLOAD_LIMIT = 20_000_000  # bytes of one attached file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENVIRONMENT.testing
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if ENVIRONMENT.file_store.startswith("s3://"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": ENVIRONMENT.file_store.removeprefix("s3://"), "querystring_auth": True},
    }
elif ENVIRONMENT.file_store:
    MEDIA_ROOT = Path(ENVIRONMENT.file_store)

# -- mail: any SMTP server; without one, letters wait in a folder --
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
EMAIL_FILE_PATH = str(VAR / "mail")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
if ENVIRONMENT.mail_url:
    from urllib.parse import unquote, urlsplit

    _mail = urlsplit(ENVIRONMENT.mail_url)  # smtp://user:password@host:587 or smtps://…:465
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp" and _mail.port == 587
    EMAIL_TIMEOUT = 10
BOUNCES_URL = ENVIRONMENT.bounces_url  # imaps://user:password@host:993/INBOX, to which letters come back

PGTRIGGER_MIGRATIONS = (
    False  # installed after migrating (portal.audit.history): as operations they cost a minute
)
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CONTEXT_FIELD = (
    pghistory.ContextJSONField()
)  # who acted stands in the event row itself, append-only
IMPORT_EXPORT_USE_TRANSACTIONS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
