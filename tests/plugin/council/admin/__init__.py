"""The council's own administration."""

from flask import Blueprint, render_template

bp = Blueprint("admin", __name__, url_prefix="/quan-ly", template_folder="templates")


@bp.get("/can-bo")
def officers() -> str:
    return render_template("admin/list.html")
