"""What stands around every page: the site, and who looks at it."""

from dataclasses import dataclass

from .pieces import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The floor, as the head and foot of every page show it.

    ``register_url`` is empty where nobody can make an account, ``login_url`` where there are no accounts at all.
    """

    name: str
    tagline: str
    operator: str
    phone: str
    registration_no: str = ""
    demo: bool = False
    login_url: str = ""
    register_url: str = ""
    logout_url: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who is signed in; ``desks`` are the working places this person may enter."""

    name: str
    is_staff: bool = False
    desks: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A page that could not be shown: the HTTP status and, where there is more to say, one sentence of ours.

    ``back_url`` leads to where the visitor can go on; without it the page offers the home page.
    """

    status: int
    message: str = ""
    back_url: str = ""
    back_label: str = ""
