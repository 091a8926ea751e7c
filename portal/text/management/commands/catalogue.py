"""`manage.py catalogue`: the Vietnamese catalogue, extracted, checked, compiled without gettext."""

from django.core.management.base import BaseCommand, CommandError

from portal.text import catalogue


class Command(BaseCommand):
    help = "Extracts the strings that a user can see into portal/locale/vi, checks and compiles them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail on what is not translated"
        )
        parser.add_argument("--compile", action="store_true", help="only write the .mo file")
        parser.add_argument("--prune", action="store_true", help="drop entries that are no longer found")

    def handle(self, *args, check: bool, compile: bool, prune: bool, **options):
        messages = catalogue.load()
        if compile:
            self.stdout.write(f"{catalogue.compile_catalogue(messages).name}: {len(messages)} strings")
            if not check:
                return
        found = catalogue.found_strings()
        if check:
            self._check(catalogue.review(messages, found), len(found))
            return
        new = catalogue.merge(messages, found, prune=prune)
        catalogue.write(messages)
        self._report(catalogue.review(messages, found), new, len(found))

    def _check(self, findings: catalogue.Findings, count: int) -> None:
        if findings.faults:
            raise CommandError(
                "\n".join([*findings.faults, f"{len(findings.faults)} faults in the catalogue."])
            )
        self.stdout.write(
            f"The Vietnamese catalogue is complete: {count} strings, {len(findings.unused)} unused."
        )

    def _report(self, findings: catalogue.Findings, new: int, count: int) -> None:
        for line in findings.faults:
            self.stdout.write(line)
        self.stdout.write(
            f"{count} strings, {new} new, {len(findings.missing)} not translated, "
            f"{len(findings.fuzzy)} fuzzy, {len(findings.unused)} no longer used."
        )
