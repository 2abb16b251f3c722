#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Judge the log of polite_server.py: polite_log.py LOG GAP_MS [DOMAIN...]

Prints how many hosts and requests there were, how often a host saw a second
connection while one was open, how often a request came sooner than GAP_MS
after the answer before it, and the shortest such time. Hosts that end in one
of the DOMAINs count as one.
"""
import collections
import sys

path, gap, *domains = sys.argv[1:]
events = collections.defaultdict(list)
for line in open(path):
    t, what, number, host, _ = line.split(" ", 4)
    for domain in domains:
        if host == domain or host.endswith("." + domain):
            host = domain
    events[host].append((float(t), what, number))

requests = overlaps = short = 0
least = None
for host, list_ in events.items():
    answered, under_way, names = None, 0, {}
    open_ = set()
    for t, what, number in sorted(list_):
        if what == "open":
            # Of one operator's names an idle connection may stay beside.
            overlaps += bool(open_) and host not in domains
            open_.add(number)
        elif what == "close":
            open_.discard(number)
        elif what == "request":
            requests += 1
            overlaps += under_way > 0
            under_way += 1
            if answered is not None:
                pause = (t - answered) * 1000
                least = pause if least is None else min(least, pause)
                short += pause < float(gap)
        else:
            under_way -= 1
            answered = t
print(f"hosts {len(events)} requests {requests} overlaps {overlaps} short {short}")
if least is not None:
    print(f"shortest pause {least:.3f} ms", file=sys.stderr)
