#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Plays the service manager: receives the datagrams of sd_notify(3) on the
socket SOCKET and prints their lines. Usage: notify_log.py SOCKET"""
import socket
import sys

with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
    s.bind(sys.argv[1])
    while True:
        print(s.recv(4096).decode(), flush=True)
