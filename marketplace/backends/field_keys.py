"""Where the keys lie that seal personal data: ``keyfile:<path>``, made at the first start, or ``keys:<key>,<key>``."""

from pathlib import Path

from flask import Flask

from marketplace.kernel import disk
from marketplace.kernel.sealing import KeyRing, new_key
from marketplace.kernel.settings import BadSetting


def make(setting: str, app: Flask) -> KeyRing:
    """The key ring. ``BadSetting`` when a key cannot be one; the text shows none."""
    scheme, _, rest = setting.partition(":")
    if scheme == "keyfile":
        path = Path(app.instance_path) / rest
        path.parent.mkdir(parents=True, exist_ok=True)
        keys, where = disk.kept(path, new_key).split(), str(path)
    else:
        keys, where = [key.strip() for key in rest.split(",") if key.strip()], "MARKETPLACE_FIELD_KEYS"
    try:
        return KeyRing(keys)
    except ValueError as wrong:
        raise BadSetting(
            f"{where} holds no key, or one that cannot be used: each is 32 bytes in URL-safe Base64, such as "
            "cryptography.fernet.Fernet.generate_key() makes"
        ) from wrong
