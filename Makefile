# coranto: GNU make. Overrides go in config.mk (not tracked), never in here.
#
#   make run      install what is missing, build, fetch the shipped sample
#   make check    install what is missing, build, run all tests
#   make          build only; install, uninstall: PREFIX, DESTDIR
-include config.mk

VERSION  := $(file < VERSION)
PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
MANDIR   ?= $(PREFIX)/share/man
DATADIR  ?= $(PREFIX)/share/coranto
INSTALL  ?= install
PKGCONF  ?= pkg-config
PROVE    ?= prove -j2

# SAN=address,undefined | thread | (empty).  DEV=1: warnings are errors.
# CFI=1, with CC=clang and the packages lld and llvm: indirect calls are checked.
SAN      ?=
DEV      ?=
CFI      ?=
comma    := ,
O        ?= build/$(if $(SAN),$(subst $(comma),-,$(SAN)),$(if $(CFI),cfi,release))

# The goals that a stranger calls install what is missing before anything
# else; all other goals never touch the package manager.
ifneq ($(filter check-valgrind,$(MAKECMDGOALS)),)
SETUP    := $(shell contrib/setup valgrind >&2 || echo failed)
else ifneq ($(filter check bless check-tsan coverage,$(MAKECMDGOALS)),)
SETUP    := $(shell contrib/setup check >&2 || echo failed)
else ifneq ($(filter run,$(MAKECMDGOALS)),)
SETUP    := $(shell contrib/setup build >&2 || echo failed)
endif
ifneq ($(SETUP),)
$(error the set-up did not succeed; see above)
endif

PKGS     := libcurl libxml-2.0 yaml-0.1 sqlite3 lexbor libpcre2-8 jansson nettle \
            libutf8proc libpsl zlib libbrotlidec libzstd libssl libcrypto
NOLIBS   := clean distclean dist uninstall help
BUILDS   := $(filter-out $(NOLIBS),$(or $(MAKECMDGOALS),all))
ifneq ($(BUILDS),)
ifneq ($(shell $(PKGCONF) --exists $(PKGS) && echo y),y)
$(error missing libraries; `make run` installs them, or see README.md: \
 $(shell $(PKGCONF) --print-errors --exists $(PKGS) 2>&1))
endif
PKG_CFLAGS := $(patsubst -I%,-isystem %,$(shell $(PKGCONF) --cflags $(PKGS)))
PKG_LIBS   := $(shell $(PKGCONF) --libs $(PKGS)) -lm
endif

CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wundef -Wstrict-prototypes \
            -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wformat=2 \
            -Wcast-qual -Wimplicit-fallthrough -Wnull-dereference
# Each is used where compiler and linker take it; the user's flags come last.
quoted    = '$(subst ','\'',$(1))'
ifneq ($(BUILDS),)
ifeq ($(SAN),)
HARDEN   := $(shell contrib/flags compile $(O)/.compile $(call quoted,$(CC) $(CPPFLAGS) $(CFLAGS)) -fPIE \
 '-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3|-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2' \
 -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
 -mbranch-protection=standard -ftrivial-auto-var-init=zero)
HARDEN_LD := $(shell contrib/flags link $(O)/.link $(call quoted,$(CC) $(CFLAGS) -fPIE $(LDFLAGS)) -pie \
 -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif
endif
# The same bytes wherever they are built.
PREFIX_MAP := $(if $(BUILDS),$(shell contrib/flags compile $(O)/.map $(call quoted,$(CC)) "-ffile-prefix-map='$(CURDIR)'=."))
ifneq ($(CFI),)
AR       := llvm-ar
# What libraries call back, and are given back, has their types, not ours: pointers
# are compared as pointers.
CFIFLAGS := -flto -fvisibility=hidden -fsanitize=cfi -fsanitize-cfi-icall-generalize-pointers \
 -fsanitize-ignorelist=tests/cfi.txt
# clang 14's table of jumps is out of step with the marks of -fcf-protection.
HARDEN   := $(filter-out -fcf-protection=%,$(HARDEN)) $(CFIFLAGS)
HARDEN_LD += $(CFIFLAGS) -fuse-ld=lld
endif
ALL_CPPFLAGS = -D_GNU_SOURCE -DCORANTO_VERSION='"$(VERSION)"' -Isrc $(PKG_CFLAGS) $(CPPFLAGS)
ALL_CFLAGS   = -std=c11 $(WARN) $(if $(DEV),-Werror) $(if $(SAN),-O1 -g \
 -fno-omit-frame-pointer -fno-sanitize-recover=all -fsanitize=$(SAN),$(HARDEN)) $(PREFIX_MAP) $(CFLAGS)
ALL_LDFLAGS  = $(if $(SAN),-fsanitize=$(SAN),$(HARDEN_LD)) -Wl,--as-needed $(LDFLAGS)
COMMAND      = $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS)

SRCS     := $(sort $(filter-out src/main.c,$(wildcard src/*/*.c src/*/*/*.c)))
HDRS     := $(sort $(wildcard src/*/*.h src/*/*/*.h))
LIBOBJS  := $(SRCS:%.c=$(O)/%.o)
PROBES   := $(patsubst %.c,$(O)/%.o,$(sort $(wildcard tests/probe/*.c)))
UNITS    := $(patsubst tests/unit/%.c,$(O)/tests/unit/%.t,$(sort $(wildcard tests/unit/test_*.c)))
FUZZERS  := $(patsubst tests/fuzz/%.c,$(O)/tests/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
BENCHES  := $(patsubst tests/bench/%.c,$(O)/tests/bench/%,$(sort $(wildcard tests/bench/*.c)))
E2E      := $(sort $(wildcard tests/e2e/*.t))
ALLC      = $(SRCS) src/main.c $(sort $(wildcard tests/*/*.c))
SCRIPTS  := contrib/setup contrib/flags .ci/run $(wildcard tests/fuzz/*.sh tests/fuzz/*/*.sh) \
            $(addprefix tests/tools/,check_reliability check_hardening check_reproducible under_valgrind) $(sort $(wildcard tests/e2e/*.sh)) \
            $(foreach t,$(E2E),$(if $(filter %sh,$(shell head -n 1 $(t))),$(t)))
MANPAGES := $(sort $(wildcard contrib/man/*.[1-8]))

# Each step is one short line; V=1 shows the commands.
Q        := $(if $(V),,@)
say       = $(if $(V),,@echo "  $(1)	$(2)")

all: build/coranto
build/coranto: $(O)/coranto
	@mkdir -p $(@D); ln -sfn $(patsubst build/%,%,$<) $@
probe: build/probe
build/probe: $(O)/probe
	@mkdir -p $(@D); ln -sfn $(patsubst build/%,%,$<) $@
$(O)/coranto: $(O)/src/main.o $(O)/libcoranto.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)
$(O)/probe: $(PROBES) $(O)/libcoranto.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)
$(O)/libcoranto.a: $(LIBOBJS)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) rcsD $@ $^
$(O)/%.o: %.c $(O)/.flags
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
# Objects are rebuilt when the command line changes, not only when sources do.
$(O)/.flags: FORCE
	@mkdir -p $(@D); printf '%s\n' $(call quoted,$(COMMAND)) | cmp -s - $@ || printf '%s\n' $(call quoted,$(COMMAND)) > $@

$(O)/tests/unit/%.t: $(O)/tests/unit/%.o $(O)/libcoranto.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(ALL_LDFLAGS) -o $@ $^ -lcmocka $(PKG_LIBS) $(LDLIBS)
# One fuzz target, two drivers: libFuzzer, or a plain main() over a corpus. Other
# engines are C++ and want its linker.
FUZZLD   ?= $(CC)
$(O)/tests/fuzz/fuzz_%: $(O)/tests/fuzz/fuzz_%.o $(if $(LIBFUZZER),,$(O)/tests/fuzz/driver.o) $(O)/libcoranto.a
	$(call say,LD,$@)
	$(Q)$(FUZZLD) $(CFLAGS) $(ALL_LDFLAGS) $(LIBFUZZER) -o $@ $(filter %.o %.a,$^) $(PKG_LIBS) $(LDLIBS)

$(O)/tests/bench/%: $(O)/tests/bench/%.o $(O)/libcoranto.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

run: build/coranto
	@build/coranto -v -c config/sources.yaml run

# Loaded into the program by tests, and in no release. Under a
# sanitizer, which wants to be loaded first itself, there is none.
SHIM     := $(if $(SAN),,$(O)/tests/faults/shim.so)
TAPE     := $(if $(SAN),,$(O)/tests/faults/tape.so)
SHUFFLE  := $(if $(SAN),,$(O)/tests/faults/shuffle.so)
$(O)/tests/faults/%.so: tests/faults/%.c tests/faults/preload.h $(O)/.flags
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) -D_GNU_SOURCE -std=c11 $(WARN) $(if $(DEV),-Werror) $(CFLAGS) -fPIC -shared -o $@ $<

TESTENV   = FAULTS_SHIM=$(abspath $(SHIM)) FAULTS_TAPE=$(abspath $(TAPE)) FAULTS_SHUFFLE=$(abspath $(SHUFFLE)) CMOCKA_MESSAGE_OUTPUT=TAP CORANTO=$(abspath $(O)/coranto) PROBE=$(abspath $(O)/probe) LC_ALL=C.UTF-8
check: all $(O)/coranto $(O)/probe $(UNITS) $(SHIM) $(TAPE) $(SHUFFLE) $(BENCHES) fuzz-corpus lint
	@$(TESTENV) $(PROVE) --timer -e '' $(UNITS) $(E2E)
# Each point of five runs: 6,100 kills, 17,700 failing calls, 10,700 allocations,
# 5,000 power cuts; kills and cuts also where no memory is shared. An hour on an
# idle core. `check` has a sample of each. What was tried is written down;
# `faults-figures` adds it up.
FIGURES  := tests/faults/figures.tsv
PARTS    := 1 2 3 4 5 6 7 8
faults: $(O)/coranto $(SHIM) $(TAPE)
	@for m in power 'power --unshared' kill 'kill --unshared' memory errors; do for i in $(PARTS); do \
	 $(TESTENV) tests/faults/$$(expr "$$m" : power >/dev/null && echo power || echo faults).py \
	 $$m --part $$i/8 --figures $(FIGURES) || exit 1; done; done
faults-figures:
	@tests/faults/faults.py figures --figures $(FIGURES)
# Each takes away a decided behaviour, and a test has to tell: ten minutes.
check-mutants: all $(O)/coranto $(O)/probe $(SHIM) $(TAPE) $(SHUFFLE)
	@$(TESTENV) tests/mutants/run $(MUTANTS)
# Three years in 2,000 runs: 20 minutes on an idle core. SEED=n is that of a
# run to be repeated.
soak: $(O)/coranto
	@$(TESTENV) tests/soak/soak.py --runs 2000 $(if $(SEED),--seed $(SEED))
fuzz: $(FUZZERS)
fuzz-corpus: $(FUZZERS)
	@for f in $(FUZZERS); do $$f tests/fuzz/corpus/$${f##*/fuzz_} || exit 1; done
lint: check-headers check-layers check-banned check-names check-format check-man check-shell check-version check-reliability check-patches check-hardening
check-headers:
	@for h in $(HDRS); do echo "typedef int not_empty;" | $(CC) $(ALL_CPPFLAGS) -std=c11 $(WARN) -Werror -fsyntax-only -include $$h -x c - || exit 1; done
check-layers:
	@awk -f tests/layers.awk $(SRCS) $(HDRS) src/main.c
check-banned:
	@awk -f tests/banned.awk $(SRCS) $(HDRS) src/main.c
# Of two functions of one name an archive gives the linker whichever comes first.
check-names: $(O)/libcoranto.a
	@nm -g --defined-only $< | awk '$$2 ~ /[BDRT]/ && n[$$3]++ { print $$3 ": defined twice"; bad = 1 } END { exit bad }' >&2
# clang-format 14's style; other versions break lines elsewhere.
check-format:
	@clang-format --version | grep -q 'version 14\.' || { echo "  SKIP	check-format: clang-format is not 14"; exit 0; }; \
	 clang-format --dry-run -Werror $(HDRS) $(ALLC) $(wildcard tests/*/*.h)
check-man:
	@mandoc -Tlint -W warning $(MANPAGES)
check-shell:
	@shellcheck -x -S warning $(SCRIPTS)
check-version:
	@grep -m1 '^## ' CHANGELOG.md | grep -qx '## $(VERSION)' || { echo "CHANGELOG.md does not open with $(VERSION)" >&2; exit 1; }
check-reliability:
	@tests/tools/check_reliability
# A mutant that takes nothing away any more would be missed once a month.
check-patches:
	@tests/mutants/run --check
# Sanitizers bring their own, and objects of link-time optimization are none yet.
check-hardening: $(O)/coranto
	$(if $(SAN),,@tests/tools/check_hardening $(O)/coranto $(if $(CFI),,$(O)/src/main.o))
# A second build, of the same flags, in a folder of another name: half a minute.
check-reproducible: $(O)/coranto
	@tests/tools/check_reproducible $(O)/coranto $(MAKE) $(call quoted,CC=$(CC)) $(call quoted,CFLAGS=$(CFLAGS))
# The unit tests, the goldens and a run from end to end. Also where a processor
# is slow: what waits for time is not among them. TSan wants fixed addresses.
CHECKED   = tests/e2e/30-sample.t tests/e2e/35-examples.t tests/e2e/40-served.t
check-tsan:
	@$(MAKE) SAN=thread checked
checked: $(O)/coranto $(O)/probe $(UNITS)
	@$(TESTENV) setarch -R $(PROVE) --timer -e '' $(UNITS) $(CHECKED)
# Valgrind knows no Landlock and no seccomp: tests of these are not for it, and
# pages are read in one process.
SHUT_IN   = $(patsubst %,$(O)/tests/unit/test_%.t,worker workers confine)
check-valgrind:
	@$(MAKE) O=build/valgrind CPPFLAGS=-DIN_PROCESS=true memory-checked
memory-checked: $(O)/coranto $(O)/probe $(UNITS)
	@$(TESTENV) $(PROVE) --timer -e tests/tools/under_valgrind $(filter-out $(SHUT_IN),$(UNITS))
	@$(TESTENV) MEMORY_CHECKED=$(abspath $(O)/coranto) CORANTO=$(abspath tests/tools/under_valgrind) $(PROVE) --timer -e '' $(CHECKED)
# What all tests reach of src/: tests/COVERAGE.md. Not optimized, so that a line is
# a line. What a process had counted that is killed is lost; a test lets another
# user run the program, who counts into the same files. It is not hardened.
COVERAGE  = O=build/coverage CC=gcc CFLAGS='-O0 -g --coverage' HARDEN= CPPFLAGS=-DCONFINE_ALSO=$(CURDIR)/build/coverage \
            LDFLAGS='--coverage -Wl,--wrap=_exit,--wrap=execve' LDLIBS=build/coverage/tests/tools/gcov_exit.o
coverage:
	@mkdir -p build/coverage; find build/coverage -name '*.gcda' -delete
	@$(MAKE) $(COVERAGE) build/coverage/tests/tools/gcov_exit.o
	@$(MAKE) $(COVERAGE) covered; rc=$$?; tests/tools/coverage.py --write tests/COVERAGE.md build/coverage && exit $$rc
covered: $(O)/coranto $(O)/probe $(UNITS) $(SHIM) $(TAPE) $(SHUFFLE)
	@rc=0; $(TESTENV) $(PROVE) --timer -e '' $(UNITS) || rc=1; chmod -R a+rwX $(O); \
	 $(TESTENV) $(PROVE) --timer -e '' $(filter-out %/93-hardening.t,$(E2E)) || rc=1; exit $$rc
# A stamp a file, younger than its object: what has not changed is not judged again.
TIDY_FLAGS = -std=c11 -D_GNU_SOURCE -DCORANTO_VERSION='""' -Isrc $(PKG_CFLAGS)
tidy: $(SRCS:%.c=$(O)/tidy/%.ok) $(O)/tidy/src/main.ok
$(O)/tidy/%.ok: %.c $(O)/%.o .clang-tidy
	@mkdir -p $(@D)
	$(call say,TIDY,$<)
	$(Q)clang-tidy --quiet $< -- $(TIDY_FLAGS) 2>/dev/null && touch $@
cppcheck:
	@cppcheck -q --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
	 --suppressions-list=tests/cppcheck.txt -Isrc -D_GNU_SOURCE -DCORANTO_VERSION='""' src
# What a run costs, in ratios to what fetching and parsing alone cost: minutes, on
# a machine with nothing else to do.
bench: $(O)/coranto $(O)/tests/bench/floor
	@tests/bench/speed.py --svg $(O)/speed.svg $(BENCH) $(O)/coranto $(O)/tests/bench/floor
# The same where there is much of something; BENCH=hosts is one row of them.
bench-scale: $(O)/coranto $(O)/tests/bench/floor
	@tests/bench/scale.py $(BENCH) $(O)/coranto $(O)/tests/bench/floor
# What the same pages cost other programs, those that are installed: a quarter of an
# hour. BENCH=--markdown prints the table as it stands in README.md.
bench-peers: $(O)/coranto
	@tests/bench/peers.py $(BENCH) $(O)/coranto
# What learning costs and gains, on made-up sources: half a minute.
bench-schedule: $(O)/tests/bench/schedule_sim
	@$< tests/bench/schedule.svg | tee tests/bench/schedule.txt
# A million distinct titles, none folded, and what the index of twins costs: an
# hour, 4 GB in a folder of its own.
bench-twins: $(O)/tests/bench/twins
	@d=$$(mktemp -d) && cd $$d && { $(abspath $<) titles 1000000; $(abspath $<) texts 1000000; } | \
	 tee $(CURDIR)/tests/bench/twins.txt; rm -rf $$d
bless: all $(O)/coranto $(O)/probe
	$(TESTENV) BLESS=1 $(PROVE) -e '' $(E2E)
	git diff --stat -- tests

# A bill of materials: what the program stands on, in CycloneDX.
sbom: $(O)/coranto
	@$< --version --json > $(O)/coranto.cdx.json && echo $(O)/coranto.cdx.json

install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(DATADIR)
	$(INSTALL) -m 755 $(O)/coranto $(DESTDIR)$(BINDIR)/coranto
	$(INSTALL) -m 644 $(filter %.1,$(MANPAGES)) $(DESTDIR)$(MANDIR)/man1/
	$(INSTALL) -m 644 $(filter %.5,$(MANPAGES)) $(DESTDIR)$(MANDIR)/man5/
	$(INSTALL) -m 644 contrib/coranto.schema.json $(DESTDIR)$(DATADIR)/
uninstall:
	rm -f $(DESTDIR)$(BINDIR)/coranto $(DESTDIR)$(DATADIR)/coranto.schema.json
	rm -f $(foreach m,$(MANPAGES),$(DESTDIR)$(MANDIR)/man$(lastword $(subst ., ,$(m)))/$(notdir $(m)))
	-rmdir $(DESTDIR)$(DATADIR) 2>/dev/null
dist: check-version
	git archive --prefix=coranto-$(VERSION)/ -o coranto-$(VERSION).tar.gz HEAD
distcheck: dist
	rm -rf .distcheck && mkdir .distcheck && tar xzf coranto-$(VERSION).tar.gz -C .distcheck
	$(MAKE) -C .distcheck/coranto-$(VERSION) DEV=1 check
	$(MAKE) -C .distcheck/coranto-$(VERSION) DESTDIR=$(CURDIR)/.distcheck/root install
	$(MAKE) -C .distcheck/coranto-$(VERSION) DESTDIR=$(CURDIR)/.distcheck/root uninstall
	test -z "$$(find .distcheck/root -type f)" && rm -rf .distcheck
clean:
	rm -rf build .distcheck coranto-*.tar.gz

-include $(LIBOBJS:.o=.d) $(O)/src/main.d $(PROBES:.o=.d) $(UNITS:.t=.d) $(FUZZERS:=.d) $(BENCHES:=.d)
.PHONY: all probe run check check-mutants faults faults-figures soak fuzz fuzz-corpus lint check-headers check-layers check-banned check-names \
 check-format check-man check-shell check-version check-reliability check-patches check-hardening \
 check-reproducible check-tsan check-valgrind checked memory-checked coverage covered tidy cppcheck \
 bench bench-peers bench-scale bench-schedule bench-twins bless sbom install uninstall dist distcheck clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:
