"""A small cmi5 package of our own in a course, and a tool and a learning system outside."""

from __future__ import annotations

import io
import zipfile

from sinau.demo.city import CONTENT, City
from sinau.kernel.clock import freeze
from sinau.packages.actions import import_package, register_partner
from sinau.packages.models import Platform, Tool
from sinau.university.actions import add_activity
from sinau.university.models import Course

_FOLDER = CONTENT / "packages" / "phishing"


def package_file() -> io.BytesIO:
    """The package as an authoring tool would write it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(_FOLDER.iterdir()):
            archive.writestr(path.name, path.read_bytes())
    file.seek(0)
    return file


def seed(city: City) -> None:
    """Wulan brought the package in and made it part of the first course that is open."""
    wulan = city.cast["wulan"]
    with freeze(city.days_ago(20)):
        package = import_package(
            package_file(), by=wulan, file_name="kenali-surel-palsu.zip", agency=wulan.agency
        )
    _partners(city)
    course = Course.objects.kept_by(wulan).published().order_by("pk").first()
    if course is None:
        return
    with freeze(city.days_ago(19)):
        add_activity(
            course,
            by=wulan,
            address=package.address,
            kind_label="Paket cmi5",
            title=package.title,
            url=package.get_absolute_url(),
            minutes=10,
            # Whoever has completed the course already is not asked for more.
            required=False,
        )


def _partners(city: City) -> None:
    """One tool and one learning system outside are known; no course has something of them yet."""
    wulan, home, there = city.cast["wulan"], "https://alat.example", "https://moodle.example"
    tool = Tool(
        name="Simulasi loket layanan (contoh)",
        agency=wulan.agency,
        target_url=f"{home}/buka",
        login_url=f"{home}/masuk",
        redirect_urls=[f"{home}/kembali"],
        keys_url=f"{home}/kunci",
    )
    platform = Platform(
        name="Moodle kota tetangga (contoh)",
        agency=wulan.agency,
        issuer=there,
        client_id="sinau-contoh",
        deployments=["1"],
        auth_url=f"{there}/mod/lti/auth.php",
        token_url=f"{there}/mod/lti/token.php",
        keys_url=f"{there}/mod/lti/certs.php",
    )
    with freeze(city.days_ago(12)):
        register_partner(tool, by=wulan)
        register_partner(platform, by=wulan)
