"""The standalone site for a WSGI server and for `flask --app wsgi`."""

from config.app import create_app

app = create_app()
