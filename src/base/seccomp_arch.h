// SPDX-License-Identifier: ISC
#ifndef BASE_SECCOMP_ARCH_H
#define BASE_SECCOMP_ARCH_H

#include <linux/audit.h>

/* The processor whose numbers of system calls this program is built with, as
 * struct seccomp_data has it (seccomp(2)); undefined where it is none that filters
 * were tried on. */
#if defined(__x86_64__) && !defined(__ILP32__)
#define SECCOMP_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define SECCOMP_ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define SECCOMP_ARCH AUDIT_ARCH_RISCV64
#elif defined(__s390x__)
#define SECCOMP_ARCH AUDIT_ARCH_S390X
#elif defined(__powerpc64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define SECCOMP_ARCH AUDIT_ARCH_PPC64LE
#endif

#endif
