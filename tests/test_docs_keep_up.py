"""The documentation says what the code does: facts, settings, commands, components, permissions."""

from __future__ import annotations

import re
import subprocess
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from launcher import keeping
from launcher.commands import parser
from sinau.kernel.facts import type_of_kind

ROOT = Path(settings.ROOT)
REFERENCE = ROOT / "docs" / "reference"
SOURCE = ROOT / "src"
# What no file of the project may name: places of one machine.
PRIVATE = re.compile(r"/tmp/w/|/work/|/home/\w+/|/root/|/opt/pypi")


def page(name: str) -> str:
    """One page of the reference."""
    return (REFERENCE / name).read_text()


def python_files() -> list[Path]:
    """Our own code, without its tests."""
    return [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]


class DocsKeepUpTests(SimpleTestCase):
    def test_every_fact_is_documented(self) -> None:
        for path in SOURCE.glob("sinau/*/events.py"):
            import_module(f"sinau.{path.parent.name}.events")
        text = page("events.md")
        for kind, fact in type_of_kind.items():
            if ".tests." not in fact.__module__:
                with self.subTest(kind):
                    self.assertTrue(f"### {kind}\n" in text, kind)

    def test_every_documented_fact_exists(self) -> None:
        for path in SOURCE.glob("sinau/*/events.py"):
            import_module(f"sinau.{path.parent.name}.events")
        for kind in re.findall(r"^### ([a-z_]+\.[a-z_.]+)$", page("events.md"), re.MULTILINE):
            with self.subTest(kind):
                self.assertIn(kind, type_of_kind)

    def test_every_setting_is_documented_and_every_documented_one_is_read(self) -> None:
        code = "".join(path.read_text() for path in python_files())
        code += (ROOT / "sinau").read_text() + (ROOT / "tests" / "conftest.py").read_text()
        read = set(re.findall(r"\bSINAU_[A-Z_]+\b", code)) - {"SINAU_TRIED", "SINAU_DB"}
        told = set(re.findall(r"^### (SINAU_[A-Z_]+)$", page("settings.md"), re.MULTILINE))
        tests = "".join(
            path.read_text()
            for folder in (SOURCE, ROOT / "tests")
            for path in folder.rglob("*.py")
            if path != Path(__file__)
        )
        self.assertEqual(read - told, set(), "read by the code and not documented")
        unread = {name for name in told - read if name not in tests}
        self.assertEqual(unread, set(), "documented and not read")

    def test_every_command_is_documented(self) -> None:
        text = page("commands.md")
        verbs = next(a for a in parser()._actions if getattr(a, "choices", None))
        for verb in verbs.choices or ():
            with self.subTest(verb):
                self.assertTrue(re.search(rf"(?m)^### .*\b{verb}\b", text), verb)

    def test_every_component_is_documented(self) -> None:
        text = page("components.md")
        for path in (SOURCE / "sinau/ui/templates/ui").glob("*.html"):
            with self.subTest(path.name):
                self.assertTrue(path.stem in text, path.stem)

    def test_every_permission_has_a_test_and_every_tested_one_is_written(self) -> None:
        number = re.compile(r"\bP-[A-Z]{1,5}-\d+\b")
        told = set(number.findall(page("permissions.md")))
        tests = [*SOURCE.rglob("tests/**/*.py"), *(ROOT / "tests").rglob("*.py")]
        tested = {found for path in tests for found in number.findall(path.read_text())}
        self.assertEqual(told - tested, set(), "written and not tested")
        self.assertEqual(tested - told, set(), "tested and not written")

    def test_every_app_says_what_it_is(self) -> None:
        for path in SOURCE.glob("sinau/*/__init__.py"):
            with self.subTest(path.parent.name):
                self.assertIn('"""', path.read_text())

    def test_every_link_between_pages_leads_somewhere(self) -> None:
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text()):
                if "://" not in target and not target.startswith("/"):
                    with self.subTest(page=path.name, target=target):
                        self.assertTrue((path.parent / target).exists())

    def test_the_change_log_names_the_version(self) -> None:
        self.assertRegex(keeping.version(), r"^\d+\.\d+\.\d+$")

    def test_no_file_names_a_place_of_one_machine(self) -> None:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
        for name in listed.stdout.splitlines():
            path = ROOT / name
            if (
                path.suffix in (".py", ".md", ".toml", ".html", ".lock", ".css", ".js", "")
                and path.is_file()
            ):
                text = path.read_text(errors="ignore")
                if path != Path(__file__):
                    with self.subTest(name):
                        self.assertIsNone(PRIVATE.search(text))
