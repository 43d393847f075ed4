"""Hands the body of each request to the script `predict`: a shell can't speak HTTP."""

import subprocess
import sys
from pathlib import Path

from server import BASE, Refused, serve

PREDICT = Path(__file__).parent / "predict"


def route(method, path, headers, body):
    if (method, path) == ("GET", "/ping"):
        return "text/plain", ""
    if (method, path) != ("POST", "/invocations"):
        return None
    done = subprocess.run([str(PREDICT), str(BASE / "model")], input=body, capture_output=True, check=False)
    reason = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == 2:
        raise Refused(400, reason)
    if done.returncode != 0:
        raise RuntimeError(f"predict ended with {done.returncode}: {reason}")
    return "text/csv", done.stdout


if not (BASE / "model/mean").is_file():
    sys.exit(f"no model at {BASE / 'model/mean'}")
serve(route)
