"""Prefect flows around the steps; the only place that knows Prefect.

The defaults below hold unless the environment says otherwise. They are set before Prefect is
imported: its own start-up limit of 20 s fails on a busy machine, and nothing is reported to anyone.
"""

import os

_DEFAULTS = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_API_HOST": "127.0.0.1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
}
for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)
