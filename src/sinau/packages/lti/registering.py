"""Let a tool register itself (LTI Dynamic Registration 1.0): what we offer, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sinau.packages.lti import words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.deep_linking import is_web_address
from sinau.packages.lti.scores import said_text

_REDIRECTS_AT_MOST = 20
Said = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A tool as it described itself; `wants_name` and `wants_email` are wishes, nothing more."""

    name: str
    description: str
    target_url: str
    login_url: str
    redirect_urls: list[str]
    keys_url: str
    wants_name: bool
    wants_email: bool
    wants_people: bool

    def to_data(self) -> Said:
        """Plain values, kept until the officer has looked at them."""
        return asdict(self)


def configuration(here: str, *, name: str, addresses: Mapping[str, str]) -> Said:
    """What the platform can do (3.4); `addresses` are those of its four endpoints."""
    return {
        "issuer": here,
        "authorization_endpoint": addresses["auth"],
        "token_endpoint": addresses["token"],
        "jwks_uri": addresses["keys"],
        "registration_endpoint": addresses["registration"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256", "ES256"],
        "scopes_supported": ["openid", *words.SCOPES],
        "response_types_supported": ["id_token"],
        "response_modes_supported": ["form_post"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "claims_supported": ["iss", "aud", "sub", "name", "email", "locale"],
        words.PLATFORM_CONFIGURATION: {
            "product_family_code": "sinau",
            "name": name,
            "messages_supported": [
                {"type": words.RESOURCE_REQUEST},
                {"type": words.DEEP_REQUEST},
            ],
            "variables": [],
        },
    }


def read_registration(said: Any) -> Registered:
    """The tool as it describes itself (3.5.1), when all that is needed is there."""
    requirement = "Dynamic Registration 1.0, 3.5.1"
    if not isinstance(said, dict):
        raise Broken(requirement, "Pendaftaran harus berupa objek JSON.")
    more = said.get(words.TOOL_CONFIGURATION)
    if not isinstance(more, dict):
        raise Broken(f"{requirement} (lti-tool-configuration)", "Keterangan alat LTI tidak ada.")
    method = said.get("token_endpoint_auth_method", "private_key_jwt")
    if method != "private_key_jwt":
        raise Broken(
            f"{requirement} (token_endpoint_auth_method)", "Alat harus memakai private_key_jwt."
        )
    redirects = said.get("redirect_uris")
    if not isinstance(redirects, list) or not 0 < len(redirects) <= _REDIRECTS_AT_MOST:
        raise Broken(
            f"{requirement} (redirect_uris)",
            f"Alamat kembali harus 1 sampai {_REDIRECTS_AT_MOST} buah.",
        )
    claims = more.get("claims")
    wanted = {one for one in claims if isinstance(one, str)} if isinstance(claims, list) else set()
    scopes = said_text(said.get("scope") or "", 2000, f"{requirement} (scope)").split()
    keys = _address(said.get("jwks_uri"), f"{requirement} (jwks_uri)")
    if not keys.startswith("https://"):
        raise Broken(f"{requirement} (jwks_uri)", "Alamat JWKS harus https.")
    name = said_text(said.get("client_name"), 150, f"{requirement} (client_name)").strip()
    if not name:
        raise Broken(f"{requirement} (client_name)", "Alat harus bernama (client_name).")
    login = _address(said.get("initiate_login_uri"), f"{requirement} (initiate_login_uri)")
    target = more.get("target_link_uri") or redirects[0]
    return Registered(
        name=name,
        description=said_text(more.get("description") or "", 1000, f"{requirement} (description)"),
        target_url=_address(target, f"{requirement} (target_link_uri)"),
        login_url=login,
        redirect_urls=[_address(one, f"{requirement} (redirect_uris)") for one in redirects],
        keys_url=keys,
        wants_name=bool(wanted & {"name", "given_name", "family_name"}),
        wants_email="email" in wanted,
        wants_people=words.SCOPE_PEOPLE in scopes,
    )


def answer(said: Said, *, client_id: str, deployment_id: str) -> Said:
    """What the tool is told (3.6): its own words with its numbers."""
    more = dict(said[words.TOOL_CONFIGURATION]) | {"deployment_id": deployment_id}
    scopes = [one for one in str(said.get("scope", "")).split() if one in words.SCOPES]
    return said | {
        "client_id": client_id,
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(scopes),
        words.TOOL_CONFIGURATION: more,
    }


def _address(said: Any, requirement: str) -> str:
    url = said_text(said, 1000, requirement)
    if not is_web_address(url):
        raise Broken(requirement, "Alamat harus lengkap dan dimulai dengan https://.")
    return url
