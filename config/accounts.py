"""The site's accounts as Flask-Security wants to see them, over the marketplace's own table.

An account is a plain object, not a row of the ORM: what Flask-Security changes in it is written by ``put`` in one short
transaction of the marketplace's, so a sign-in never holds the write lock while a password is hashed and never fails
because it read before it wrote. Flask-Security's roles are not used; ours are in ``marketplace.accounts.policy``.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from flask_security import RoleMixin, UserMixin
from flask_security.datastore import UserDatastore

from marketplace.accounts import credentials, policy, services
from marketplace.accounts.credentials import Credentials
from marketplace.accounts.identity import Person
from marketplace.kernel import i18n
from marketplace.kernel.actor import Actor

_COLUMNS = {
    "password": "password",
    "fs_uniquifier": "session_key",
    "confirmed_at": "confirmed_at",
    "tf_primary_method": "tf_primary_method",
    "tf_totp_secret": "tf_totp_secret",
    "mf_recovery_codes": "mf_recovery_codes",
}
"""What Flask-Security may change, by its name and by ours."""


class Account(UserMixin):
    """Somebody's account. The names are those that Flask-Security looks for."""

    id: int | None = None  # type: ignore[assignment]  # somebody new has none yet
    subject: str = ""
    email: str = ""
    name: str = ""
    locale: str = i18n.DEFAULT_LOCALE
    active: bool = True
    password: str | None = None
    fs_uniquifier: str = ""
    confirmed_at: datetime | None = None
    tf_primary_method: str | None = None
    tf_totp_secret: str | None = None
    tf_phone_number: str | None = None
    mf_recovery_codes: list[str] | None = None
    roles: ClassVar[list[RoleMixin]] = []  # type: ignore[misc]  # nobody has any of theirs

    def __init__(self, **values: Any) -> None:
        values.pop("roles", None)
        for name, value in values.items():
            setattr(self, name, value)
        self._kept = self._columns()

    @classmethod
    def of(cls, found: Credentials | None) -> "Account | None":
        """The account for what was found, ``None`` for nothing."""
        if found is None:
            return None
        return cls(
            id=found.id,
            subject=found.subject,
            email=found.email,
            name=found.name,
            locale=found.locale,
            active=found.active,
            password=found.password,
            fs_uniquifier=found.session_key,
            confirmed_at=found.confirmed_at,
            tf_primary_method=found.tf_primary_method,
            tf_totp_secret=found.tf_totp_secret,
            mf_recovery_codes=list(found.recovery_codes),
        )

    @property
    def has_second_factor(self) -> bool:
        """A telephone was set up and proved to work."""
        return bool(self.tf_totp_secret and self.tf_primary_method)

    def actor(self) -> Actor:
        """Who this is to the services, with the roles held at this moment."""
        return services.actor_of(Person(self.subject, self.email, self.name))

    def check_tf_required_setup(self) -> bool:
        """Whoever acts for the public or the operator may not switch the second factor off."""
        return policy.is_staff(self.actor())

    def changes(self) -> dict[str, Any]:
        """Columns that are not what they were when this was asked last; asking settles them."""
        now = self._columns()
        changed = {column: value for column, value in now.items() if self._kept[column] != value}
        self._kept = now
        return changed

    def _columns(self) -> dict[str, Any]:
        codes = {"mf_recovery_codes": list(self.mf_recovery_codes or [])}
        return {column: getattr(self, name) for name, column in _COLUMNS.items()} | codes


class NoRole(RoleMixin):
    """Flask-Security wants a class of roles. Nothing is ever one of it."""


class AccountStore(UserDatastore):
    """Finds accounts and writes what changed in them, at once."""

    def __init__(self) -> None:
        super().__init__(Account, NoRole)

    def find_user(
        self,
        case_insensitive: bool = False,  # noqa: FBT001, FBT002 -- their signature
        **by: Any,
    ) -> Account | None:
        """The account with this ``email``, ``fs_uniquifier`` or ``id``."""
        (name, value), *_ = by.items()
        finders: dict[str, Callable[[Any], Credentials | None]] = {
            "email": credentials.of_email,
            "fs_uniquifier": credentials.of_session_key,
            "id": credentials.of_id,
        }
        return Account.of(finders[name](value)) if value else None

    def find_role(self, role: str) -> None:
        """There are none."""

    def put(self, model: Account) -> Account:
        """Open a new account, or write what changed in one that is known.

        When somebody opened an account for the same address a moment before, theirs is what this one becomes.
        """
        if model.id is not None:
            if changed := model.changes():
                credentials.change(model.id, changed)
            return model
        user_id, _ = credentials.open_account(
            Actor.guest(),
            email=model.email,
            name=model.name,
            locale=i18n.locale(),
            password=model.password,
            confirmed_at=model.confirmed_at,
        )
        stored = Account.of(credentials.of_id(user_id))
        assert stored is not None
        model.__dict__.update(stored.__dict__)
        return model

    def commit(self) -> None:
        """Nothing is left to do: ``put`` wrote it."""

    def delete(self, model: Account) -> None:
        """Accounts are switched off, not deleted: orders and the audit log refer to them."""
        raise NotImplementedError
