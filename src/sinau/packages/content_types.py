"""What kind of file this is, by its name; nothing that a machine's own list could change."""

from __future__ import annotations

_TEXTS = {
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "txt": "text/plain",
    "csv": "text/csv",
    "xml": "text/xml",
    "xsd": "text/xml",
    "dtd": "text/plain",
    "vtt": "text/vtt",
    "srt": "text/plain",
    "svg": "image/svg+xml",
}
_OTHERS = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "bmp": "image/bmp",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "eot": "application/vnd.ms-fontobject",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
    "zip": "application/zip",
}


def type_of(name: str) -> str:
    """The media type; what is not known is only ever downloaded."""
    ending = name.rpartition(".")[2].lower()
    if ending in _TEXTS:
        return f"{_TEXTS[ending]}; charset=utf-8"
    return _OTHERS.get(ending, "application/octet-stream")
