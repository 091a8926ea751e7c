"""Which strings of installed packages a user can see.

Their Vietnamese lies in our own catalogue under the same msgid (LOCALE_PATHS wins over a package's own
catalogue), except where the package itself has it. `manage.py catalogue` reads these files as it reads ours.
"""

# Package → files, as globs below its folder. Left out is what only a developer or Django's admin shows.
BORROWED = {
    "django": (
        "core/paginator.py",
        "core/validators.py",
        "db/models/base.py",
        "db/models/constraints.py",
        "db/models/fields/__init__.py",
        "db/models/fields/json.py",
        "forms/*.py",
        "utils/timesince.py",
        "utils/text.py",
        "contrib/auth/forms.py",
        "contrib/auth/password_validation.py",
        "contrib/auth/validators.py",
        "contrib/postgres/forms/*.py",
        "contrib/postgres/validators.py",
    ),
    "allauth": (
        "account/adapter.py",
        "account/fields.py",
        "account/forms.py",
        "account/internal/**/*.py",
        "account/views.py",
        "core/**/*.py",
        "templates/account/messages/*.txt",
        "utils.py",
    ),
    "django_filters": ("conf.py", "fields.py", "filters.py", "filterset.py", "widgets.py"),
    "import_export": (
        "exceptions.py",
        "fields.py",
        "formats/*.py",
        "resources.py",
        "results.py",
        "widgets.py",
    ),
}
