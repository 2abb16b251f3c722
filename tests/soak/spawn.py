# SPDX-License-Identifier: ISC
"""Runs a program as it is told on standard input, a JSON object a line, and
says how that went on standard output. A process of its own, as small as can be:
what a child has of memory at its peak is told with that of the process that
forked it.

    {"args": [...], "kill": seconds or null, "cwd": ...}
    {"rc": ..., "rss": KiB, "seconds": ..., "out": "...", "err": "..."}
"""
import json
import os
import signal
import sys
import tempfile
import time


def run(job, out, err):
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.chdir(job["cwd"])
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.execv(job["args"][0], job["args"])
    killed = False
    while True:
        pid, status, used = os.wait4(child, os.WNOHANG if job["kill"] else 0)
        if pid:
            break
        if not killed and time.monotonic() - start >= job["kill"]:
            killed = True
            os.kill(child, signal.SIGKILL)
        time.sleep(0.0005)
    return {"rc": os.waitstatus_to_exitcode(status), "rss": used.ru_maxrss,
            "seconds": time.monotonic() - start}


def main():
    for line in sys.stdin:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            said = run(json.loads(line), out.fileno(), err.fileno())
            for name, f in ("out", out), ("err", err):
                f.seek(0)
                said[name] = f.read().decode("utf-8", "replace")
        print(json.dumps(said), flush=True)


main()
