"""Our templates, rendered so that they mean the same in every host.

A host may have its own template at the path of ours, and its context processors speak to that. What it says of names
that are not there (``jinja_env.undefined``), what else it calls as we call something within our templates, and what its
context processors need of a request that a worker has not, does not reach them.
"""

from typing import Any, Final

from flask import current_app
from flask.signals import before_render_template, template_rendered
from jinja2 import Environment, Undefined

from marketplace.kernel.state import current

WITHIN: Final = ("ui", "section", "query", "guide_url", "account_part")
"""Names that our templates set for one another and look for before they do: a host's of the same name are not meant."""

_MEMO: Final = "templates"


def environment() -> Environment:
    """The app's templates, where a name or an attribute that is not there is empty."""
    hosts: Environment = current_app.jinja_env
    if hosts.undefined is Undefined:
        return hosts
    memo = current().memo
    found: Environment | None = memo.get(_MEMO)
    if found is None or found.linked_to is not hosts:
        found = memo[_MEMO] = hosts.overlay(undefined=Undefined)
    return found


def render_page(name: str, /, **context: Any) -> str:
    """A page, or a part of one, with what the app and its blueprints give to every template."""
    # The object itself, as Flask sends it: receivers are told apart by it.
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- werkzeug calls it public
    templates = environment()
    given = {**context}
    app.update_template_context(given)
    for each in WITHIN:
        if each not in context:
            given[each] = templates.undefined(name=each)
    template = templates.get_template(name)
    before_render_template.send(app, _async_wrapper=app.ensure_sync, template=template, context=given)
    page = template.render(given)
    template_rendered.send(app, _async_wrapper=app.ensure_sync, template=template, context=given)
    return page


def render_alone(name: str, /, **context: Any) -> str:
    """What is written outside any request: it gets ``context`` and the globals of the app, and nothing else."""
    return environment().get_template(name).render(context)
