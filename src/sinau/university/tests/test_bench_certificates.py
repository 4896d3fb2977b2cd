"""The measure of certificates measures and leaves nothing behind."""

from sinau.people.testing import CastTestCase
from sinau.university.bench_certificates import measure_certificates
from sinau.university.models import Certificate


class MeasureTests(CastTestCase):
    def test_it_prints_and_takes_all_of_it_back(self) -> None:
        figures = {figure.what: figure for figure in measure_certificates(3)}
        self.assertEqual(figures["sertifikat tercetak, bertanda tangan, bersegel"].value, 3)
        self.assertEqual(figures["gagal"].value, 0)
        self.assertFalse(Certificate.objects.exists())
