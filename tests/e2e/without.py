#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Run a program on a kernel that lacks something.

usage: without.py seccomp|landlock|both PROGRAM ARGUMENT...

The system calls by which a process shuts itself in answer ENOSYS.
"""
import ctypes
import errno
import os
import platform
import struct
import sys

# asm/unistd.h: seccomp has another number on each machine, Landlock one on all.
SECCOMP = {"x86_64": 317, "aarch64": 277, "riscv64": 277, "ppc64le": 358, "s390x": 348}
LANDLOCK = 444
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, MODE_FILTER = 22, 38, 2
LOAD_NR, EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.ENOSYS


def main():
    what = sys.argv[1]
    gone = [SECCOMP[platform.machine()]] * (what != "landlock") + [LANDLOCK] * (what != "seccomp")
    code = [(LOAD_NR, 0, 0, 0)]
    for nr in gone:
        code += [(EQUAL, 0, 1, nr), (RETURN, 0, 0, FAIL)]
    code.append((RETURN, 0, 0, ALLOW))
    text = b"".join(struct.pack("HBBI", *line) for line in code)
    held = ctypes.create_string_buffer(text, len(text))
    program = struct.pack("HxxxxxxP", len(code), ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, MODE_FILTER, program, 0, 0):
        sys.exit("no seccomp here: " + os.strerror(ctypes.get_errno()))
    os.execv(sys.argv[2], sys.argv[2:])


main()
