"""The job worker; the launcher starts this file with the environment's Python.

Procrastinate's own command says in English that it starts, on a console that speaks Indonesian.
"""

from __future__ import annotations

# Asked to stop, the jobs at hand have this many seconds; then they are taken up by the next worker.
SECONDS_TO_FINISH = 8
AT_ONCE = 2


def main() -> None:
    """Work until asked to stop."""
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        app.run_worker(concurrency=AT_ONCE, shutdown_graceful_timeout=SECONDS_TO_FINISH)


if __name__ == "__main__":
    main()
