"""Open Badges 3.0 in pure Python: build a credential, sign it, check one that comes from elsewhere.

No database, no clock, no network: keys, days and whatever has to be fetched come from the caller.
Words owned here: Canonical form (RFC 8785), Multikey, Proof (`eddsa-jcs-2022`), Token (VC-JWT),
Status list (Bitstring Status List 1.0), Baking (a credential inside a picture), Finding.
"""
