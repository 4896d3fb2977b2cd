"""`bench`: a city of its own, everything running, and the measures of all apps."""

from __future__ import annotations

import socket
from argparse import Namespace

from launcher.house import opened
from launcher.places import ROOT, DataFolder
from launcher.processes import Supervisor
from launcher.serving import Service

HOST = "127.0.0.1"


def bench(args: Namespace) -> int:
    """Measure in `.bench/city`, so that nobody's data is touched, with durable writes."""
    data = DataFolder.named(args.data_dir or str(ROOT / ".bench" / "city"))
    with Supervisor() as supervisor, opened(data, supervisor) as house:
        service = Service(house, HOST, _free_port(), demo=True)
        words = [house.environment.python, "-m", "launcher.measuring", *args.names]
        if args.list:
            return supervisor.run(*words, "--list", env=service.env()).code
        service.prepare()
        service.start_web()
        service.start_worker()
        words += ["--address", f"http://{HOST}:{service.port}"]
        return supervisor.run(*words, env=service.env(), may_fail=True).code


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
