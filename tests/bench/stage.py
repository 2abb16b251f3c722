# SPDX-License-Identifier: ISC
"""What the benches share: nginx on addresses of loopback, and what a command costs."""
import dataclasses
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

SAMPLE_S = 0.02  # between two looks at the memory of a command
NGINX = """daemon off; {user} worker_processes 1; pid {dir}/nginx.pid; error_log {dir}/nginx.err;
events {{ worker_connections 4096; }}
http {{
  access_log off; gzip_static on; default_type text/html; keepalive_requests 100000;
  client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3;
  uwsgi_temp_path {dir}/t4; scgi_temp_path {dir}/t5; charset off; root {dir}/now;
  types {{ text/html html; application/rss+xml rss; application/atom+xml atom; }}
  server {{ {listen} {more}
    location = /robots.txt {{ return 404; }} }}
  server {{ {listen_plain} etag off; if_modified_since off; add_header Last-Modified ""; {more}
    location = /robots.txt {{ return 404; }} }}
}}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """nginx, which serves DIR/now at the addresses: `port` with validators, `plain` without."""

    def __init__(self, folder, more="", addresses=("0.0.0.0",)):
        if shutil.which("nginx") is None:
            sys.exit("bench: it takes nginx: apt install nginx-light")
        self.dir, self.port, self.plain = folder, free_port(), free_port()
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(NGINX.format(
            dir=folder, user=user, more=more,
            listen=" ".join(f"listen {a}:{self.port};" for a in addresses),
            listen_plain=" ".join(f"listen {a}:{self.plain};" for a in addresses)))
        self.process = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf",
                                         "-e", folder / "nginx.err"])
        for _ in range(200):
            with socket.socket() as s:
                if s.connect_ex((addresses[0], self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit("bench: nginx did not start")

    def show(self, folder):
        """Serve what is in that folder."""
        link = self.dir / "next"
        link.unlink(missing_ok=True)
        link.symlink_to(folder)
        link.replace(self.dir / "now")

    def end(self):
        self.process.terminate()
        self.process.wait()


def host(number):
    """Each number has an address of loopback."""
    return f"127.{1 + number // 65025}.{number // 255 % 255}.{1 + number % 255}"


@dataclasses.dataclass
class Cost:
    cpu: float   # seconds of processors, of all processes
    wall: float  # seconds
    peak: float  # MB: the most that all processes had at once, what they share counted once
    out: str
    err: str
    status: int


def family(pid):
    """The process and all that come from it."""
    yield pid
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in pathlib.Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                yield from family(child)
    except OSError:
        pass  # it has ended


def pss(pid):
    total = 0
    for member in family(pid):
        try:
            with open(f"/proc/{member}/smaps_rollup", encoding="ascii") as f:
                total += sum(int(line.split()[1]) for line in f if line.startswith("Pss:"))
        except OSError:
            pass
    return total / 1024


def measure(command, memory=False, **how):
    """Run it; of memory nothing is known unless it is asked for."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done, peak = threading.Event(), 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          **how) as process:
        def watch():
            nonlocal peak
            while not done.is_set():
                peak = max(peak, pss(process.pid))
                done.wait(SAMPLE_S)

        watcher = threading.Thread(target=watch)
        if memory:
            watcher.start()
        out, err = process.communicate()
        done.set()
        if memory:
            watcher.join()
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, peak, out, err, process.returncode)


def load(before):
    return f"load {before:.1f} to {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


FORGOTTEN = "forgotten"


def forget(folder, *parts):
    """Put them away until the bench ends. Removed now, they would cost the next run: where
    files were deleted, ext4 looks for a minute before it makes one, a third of a second
    for 2,000."""
    for part in parts:
        if (folder / part).exists():
            away = folder / FORGOTTEN
            away.mkdir(exist_ok=True)
            (folder / part).rename(away / f"{part}.{len(os.listdir(away))}")


class Folder:
    """A folder to work in, gone at the end unless it was given."""

    def __init__(self, path):
        self.keep = path is not None
        self.path = pathlib.Path(path or tempfile.mkdtemp(prefix="coranto-bench-")).resolve()
        self.path.mkdir(parents=True, exist_ok=True)

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        for folder in (*self.path.glob(FORGOTTEN), *self.path.glob(f"*/{FORGOTTEN}")) \
                if self.keep else [self.path]:
            shutil.rmtree(folder)
