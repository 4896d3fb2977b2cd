"""Proofs embedded in a document: Data Integrity with the suite `eddsa-jcs-2022`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sinau.university.certificates.credential.canonical import canonical
from sinau.university.certificates.credential.multikey import from_multibase, multibase

SUITE = "eddsa-jcs-2022"
Document = dict[str, Any]


def with_proof(
    document: Mapping[str, Any], *, key: Ed25519PrivateKey, method: str, created: str
) -> Document:
    """The document with a proof by this key; `method` is the address of its public half."""
    options: Document = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    if "@context" in document:
        options = {"@context": document["@context"], **options}
    bare = {name: value for name, value in document.items() if name != "proof"}
    value = multibase(key.sign(digest_of(bare, options)))
    return {**bare, "proof": {**options, "proofValue": value}}


def digest_of(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """What is signed: the hash of the proof's options, then that of the document (section 3.3.4)."""
    return (
        hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(document)).digest()
    )


def holds(document: Mapping[str, Any], proof: Mapping[str, Any], key: Ed25519PublicKey) -> bool:
    """Whether this proof is over this document and by this key (section 3.3.2)."""
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    bare = {name: value for name, value in document.items() if name != "proof"}
    if "@context" in options:
        if not _begins_with(bare.get("@context"), options["@context"]):
            return False
        bare["@context"] = options["@context"]
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        return False
    try:
        key.verify(from_multibase(value), digest_of(bare, options))
    except (InvalidSignature, ValueError):
        return False
    return True


def _begins_with(contexts: object, promised: object) -> bool:
    """Whether the document's contexts start with all that the proof names, in its order."""
    there = contexts if isinstance(contexts, list) else [contexts]
    wanted = promised if isinstance(promised, list) else [promised]
    return there[: len(wanted)] == wanted
