"""What is gathered while a file of any format is read: its pictures, and notes about what was lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

LARGEST_PICTURE = 5 * 1024 * 1024


@dataclass
class Shelf:
    """Pictures gathered from a file, named by what they are, and notes about what was lost."""

    files: dict[str, bytes] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def keep(self, content: bytes) -> str | None:
        """The name under which a picture is kept; None when it is none the house shows."""
        kind = picture_kind(content)
        if kind is None or len(content) > LARGEST_PICTURE:
            return None
        name = f"{sha256(content).hexdigest()[:24]}.{kind}"
        self.files[name] = content
        if name not in self.used:
            self.used.append(name)
        return name

    def note(self, words: str) -> None:
        """Say once what was changed or lost."""
        if words not in self.notes:
            self.notes.append(words)


def picture_kind(content: bytes) -> str | None:
    """What kind of picture the bytes are, by their beginning; a drawing with code in it is none."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return None
