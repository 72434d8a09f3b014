"""The standalone site for a WSGI server and for `flask --app wsgi`."""

import sys

from config.app import create_app
from config.settings import UNUSABLE
from marketplace.kernel.settings import BadSetting

try:
    app = create_app()
except BadSetting as refused:
    # Whoever starts the site set it; where in the code it was noticed is no help to them.
    print(f"Error: {refused}", file=sys.stderr, flush=True)  # noqa: T201 -- there is no log yet
    sys.exit(UNUSABLE)
