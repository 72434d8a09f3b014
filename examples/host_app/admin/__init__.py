"""The portal's own administration."""

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, render_template


def make_blueprint(names: Callable[[], Sequence[str]], is_clerk: Callable[[], bool]) -> Blueprint:
    """One page: who reads, for the commune's clerks."""
    bp = Blueprint("admin", __name__, url_prefix="/quan-ly", template_folder="templates")

    @bp.get("/can-bo")
    def readers() -> str:
        if not is_clerk():
            abort(404)
        return render_template("admin/list.html", names=names())

    return bp
