"""The council's own window to the street."""

from flask import Blueprint, render_template

bp = Blueprint("storefront", __name__, template_folder="templates", static_folder="static")


@bp.get("/")
def home() -> str:
    return render_template("storefront/home.html")
