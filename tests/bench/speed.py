#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What a run costs, beside what fetching and parsing alone cost.

speed.py [--pages N] [--rounds R] [--workers W] [--keep DIR] CORANTO FLOOR

Makes N pages (listings.py), serves them by nginx at addresses of loopback, sixteen
pages a host, and runs both programs in turn, R rounds of each work:

    fetch     the floor: read all pages          parse   and make their trees
    since     the floor: all are as they were
    new       coranto with an empty database     same    the pages again, byte for byte
    noise     the same lists on pages that differ         news    two items more on each tenth
    304       all are as they were

Counted is the time of processors, of all processes. Nothing else should run; the
load is printed. What coranto published is compared with what the pages hold.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from email.utils import formatdate

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import listings  # noqa: E402  (beside this file)

PER_HOST = 16
NOW = 1795600000
NGINX = """daemon off; worker_processes 1; pid {dir}/nginx.pid; error_log {dir}/nginx.err;
events {{ worker_connections 4096; }}
http {{
  access_log off; gzip_static on; default_type text/html; keepalive_requests 100000;
  client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3;
  uwsgi_temp_path {dir}/t4; scgi_temp_path {dir}/t5; charset off;
  server {{ listen {port}; root {dir}/now;
    location = /robots.txt {{ return 404; }} }}
  server {{ listen {plain}; root {dir}/now; etag off; if_modified_since off;
    add_header Last-Modified ""; location = /robots.txt {{ return 404; }} }}
}}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def cpu():
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


class Bench:
    def __init__(self, args, folder):
        self.args, self.dir = args, folder
        self.port, self.plain = free_port(), free_port()
        self.cost = {}
        pages = folder / "pages"
        if not (pages / "truth.json").exists():
            subprocess.run([sys.executable, HERE / "listings.py", pages, str(args.pages)],
                           check=True)
        self.truth = json.loads((pages / "truth.json").read_text())
        for name, port in (("served", self.port), ("plain", self.plain)):
            (folder / f"{name}.urls").write_text(
                "".join(f"{self.url(i, port)}\n" for i in range(args.pages)))
            self.configure(folder / f"{name}.yaml", name, port)
        (folder / "nginx.conf").write_text(
            NGINX.format(dir=folder, port=self.port, plain=self.plain))
        self.show("a")
        self.server = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf",
                                        "-e", folder / "nginx.err"])
        self.wait()

    def url(self, i, port):
        host = i // PER_HOST
        return f"http://127.{1 + host // 65025}.{host // 255 % 255}.{1 + host % 255}:{port}/{i}.html"

    def wait(self):
        for _ in range(200):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit("bench: nginx did not start")

    def show(self, version):
        """Serve that version of the pages."""
        link = self.dir / "next"
        link.unlink(missing_ok=True)
        link.symlink_to(self.dir / "pages" / version)
        link.replace(self.dir / "now")

    def configure(self, path, name, port):
        lines = [f"settings: {{output: {name}.feeds, state: {name}.state, formats: [rss, atom]}}",
                 "defaults: {every: 15m, gap: 0s, timezone: Asia/Shanghai, keep: 100}",
                 "sources:"]
        for i in range(self.args.pages):
            rules = listings.TEMPLATES[self.truth[i]["kind"]]
            lines.append(f'  - {{id: s{i}, name: "Page {i}", url: "{self.url(i, port)}", '
                         + ", ".join(f'{k}: "{v}"' for k, v in rules.items()) + "}")
        path.write_text("\n".join(lines) + "\n")

    def floor(self, work, *how):
        with open(self.dir / "served.urls", encoding="ascii") as urls:
            before = cpu()
            out = subprocess.run([self.args.floor, *how], stdin=urls, check=True,
                                 capture_output=True, text=True).stdout
        self.cost.setdefault(work, []).append(cpu() - before)
        want = f"0 pages, {self.args.pages} unchanged" if work == "since" \
            else f"{self.args.pages} pages, 0 unchanged"
        if not out.startswith(want):
            sys.exit(f"bench: {work}: {out}")

    def coranto(self, work, name, now):
        before = cpu()
        done = subprocess.run([self.args.coranto, "-c", self.dir / f"{name}.yaml", "run", "--quiet",
                               f"--now={now}", *self.args.more], capture_output=True, text=True)
        self.cost.setdefault(work, []).append(cpu() - before)
        if done.returncode != 0:
            sys.exit(f"bench: {work}: status {done.returncode}: {done.stderr[:500]}")

    def compare(self, name, version):
        """What was published holds what the pages do."""
        for i, page in enumerate(self.truth):
            tree = ET.parse(self.dir / f"{name}.feeds" / f"s{i}.rss")
            got = sorted(t.text for t in tree.iterfind("channel/item/title"))
            if got != sorted(page[version]):
                sys.exit(f"bench: page {i}: {len(got)} items, not the {len(page[version])} "
                         f"that are there")

    def forget(self, name):
        for part in ("feeds", "state"):
            shutil.rmtree(self.dir / f"{name}.{part}", ignore_errors=True)

    def round(self):
        self.show("a")
        self.floor("fetch", "fetch")
        self.floor("parse", "parse")
        self.floor("since", "since", formatdate(listings.MTIME, usegmt=True))
        for name in ("served", "plain"):
            self.forget(name)
        self.coranto("new", "served", NOW)
        self.coranto("304", "served", NOW + 900)
        self.coranto("new", "plain", NOW)
        self.compare("plain", "a")
        self.coranto("same", "plain", NOW + 900)
        self.show("b")
        self.coranto("noise", "plain", NOW + 1800)
        self.compare("plain", "a")
        self.show("c")
        self.coranto("news", "plain", NOW + 2700)
        self.compare("plain", "c")

    def table(self):
        against = {"new": "parse", "same": "parse", "noise": "parse", "news": "parse", "304": "since"}
        median = {k: statistics.median(v) for k, v in self.cost.items()}
        print("work    CPU s   least    most   ratio")
        for work, v in self.cost.items():
            ratio = ""
            if work in against:
                ratio = f"{median[work] / median[against[work]]:6.2f} x {against[work]}"
            print(f"{work:6} {median[work]:6.2f}  {min(v):6.2f}  {max(v):6.2f}  {ratio}")

    def end(self):
        self.server.terminate()
        self.server.wait()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("coranto")
    p.add_argument("floor")
    p.add_argument("--pages", type=int, default=1000)
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--keep", help="a folder for the pages, which are kept")
    p.add_argument("more", nargs="*", help="options of coranto, behind --")
    args = p.parse_args()
    args.coranto, args.floor = os.path.abspath(args.coranto), os.path.abspath(args.floor)
    if shutil.which("nginx") is None:
        sys.exit("bench: it takes nginx: apt install nginx-light")
    folder = pathlib.Path(args.keep or tempfile.mkdtemp(prefix="coranto-bench-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(args, folder)
    try:
        load = os.getloadavg()[0]
        for _ in range(args.rounds):
            bench.round()
        print(f"{args.pages} pages, {args.rounds} rounds, load {load:.1f} to "
              f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        bench.table()
    finally:
        bench.end()
        if not args.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
