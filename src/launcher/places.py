"""Where things are: the checkout, and the folder with everything that a city keeps."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class DataFolder:
    """The folder with the database, the media, the secret key and the collected static files."""

    path: Path

    @classmethod
    def named(cls, name: str | None) -> DataFolder:
        """The folder asked for, else SINAU_DATA_DIR, else `.data` in the checkout."""
        asked = name or os.environ.get("SINAU_DATA_DIR") or str(ROOT / ".data")
        return cls(Path(asked).expanduser().absolute())

    def make(self) -> None:
        """Private; but root's must let the database's own user pass through it."""
        self.path.mkdir(parents=True, exist_ok=True)
        if self.path.stat().st_uid == os.geteuid():
            self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)

    @property
    def cluster(self) -> Path:
        return self.path / "postgres"

    @property
    def media(self) -> Path:
        return Path(os.environ.get("SINAU_MEDIA_DIR") or self.path / "media")

    @property
    def secret_key(self) -> Path:
        return self.path / "secret-key"

    @property
    def signing_key(self) -> Path:
        """With this the city signs summaries; made by the first one."""
        return self.path / "signing-key"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def stamps(self) -> Path:
        """What is ready already, so that the next start need not do it again."""
        return self.path / "ready"
