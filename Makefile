# referral-milter: build, test, install. GNU make.

prefix      ?= /usr/local
exec_prefix ?= $(prefix)
sbindir     ?= $(exec_prefix)/sbin
bindir      ?= $(exec_prefix)/bin
sysconfdir  ?= /etc
datarootdir ?= $(prefix)/share
mandir      ?= $(datarootdir)/man
docdir      ?= $(datarootdir)/doc/referral-milter
INSTALL     ?= install

ifeq ($(origin CC),default)
CC        = gcc
endif
BUILD    ?= build
CFLAGS   ?= -O2 -g
WARNINGS  = -Wall -Wextra -Wconversion -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes \
            -Werror=implicit-function-declaration
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
LDHARDENING = -pie -Wl,-z,relro,-z,now

# SANITIZE=address,undefined (or thread) builds with sanitizers, best into a BUILD of its own
ifneq ($(SANITIZE),)
HARDENING   = -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer -fPIE
LDHARDENING = -fsanitize=$(SANITIZE) -pie
endif

LIBRARIES = libarchive zlib libcrypto libconfig expat jansson libutf8proc libidn2 libseccomp
PKG_CFLAGS := $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null)

ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Imilter $(WARNINGS) $(WERROR) $(HARDENING) -pthread \
             -ffile-prefix-map=$(CURDIR)=. $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(LDHARDENING) -pthread $(LDFLAGS)

ROOMS    = base inspect inspect/format policy guard record
LIB_SRC := $(sort $(wildcard $(ROOMS:%=milter/%/*.c)))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
LIB      = $(BUILD)/libreferral.a

DAEMON_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard milter/daemon/*.c)))
CHECK_OBJ  := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard milter/tool/check*.c)))
LOG_OBJ    := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard milter/tool/log*.c)))
PROGRAMS    = $(BUILD)/referral-milter $(BUILD)/referral-check $(BUILD)/referral-log

UNIT_SRC   := $(sort $(wildcard tests/unit/test-*.c))
UNIT_TESTS := $(UNIT_SRC:%.c=$(BUILD)/%)
UNIT_HELP  := $(patsubst %.c,$(BUILD)/%.o,$(sort $(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c))))
E2E_TESTS  := $(sort $(wildcard tests/end-to-end/test-*.py) $(wildcard tests/faults/test-*.py) $(wildcard tests/kit/test-*.py))
ORACLE_TESTS := $(sort $(wildcard tests/oracle/test-*.py))
FUZZ_TEST    = tests/fuzz/test-smoke

MANUALS    := $(sort $(wildcard milter/man/*.[1-8]))
FORMATTED   = $(shell find milter tests -name '*.[ch]')

.PHONY: all deps demo run check unit install uninstall deb bench fuzz coverage lint sanitize clean
all: $(PROGRAMS)

$(BUILD)/referral-milter: $(DAEMON_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ -lmilter $(PKG_LIBS)
$(BUILD)/referral-check: $(CHECK_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)
$(BUILD)/referral-log: $(LOG_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(AR) rcsD $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/unit/test-spool: $(BUILD)/milter/daemon/spool.o
$(BUILD)/tests/unit/test-transaction: $(patsubst %,$(BUILD)/milter/daemon/%.o,transaction gateway spool metrics report)
GUARDED = $(BUILD)/tests/unit/guard/guarded.o
$(GUARDED): ALL_CFLAGS += -Itests/unit
$(BUILD)/tests/unit/test-guard $(BUILD)/tests/unit/test-guard-worker: $(GUARDED)
$(BUILD)/tests/unit/test-%: $(BUILD)/tests/unit/test-%.o $(UNIT_HELP) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter-out $(LIB),$^) $(LIB) $(PKG_LIBS)
.PRECIOUS: $(BUILD)/%.o

# Programs that the fault tests drive (fault.c is a library that a test builds for itself)
FAULT_HELP := $(patsubst %.c,$(BUILD)/%,$(sort $(filter-out tests/faults/fault.c,$(wildcard tests/faults/*.c))))
$(BUILD)/tests/faults/%: $(BUILD)/tests/faults/%.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

# Lenient readers to compare with: in the tests only
ORACLE_CFLAGS = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags gmime-3.0 libetpan))
$(BUILD)/tests/oracle/leaves.o: PKG_CFLAGS += $(ORACLE_CFLAGS)
$(BUILD)/tests/oracle/leaves: $(BUILD)/tests/oracle/leaves.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(shell pkg-config --libs gmime-3.0) -letpan $(PKG_LIBS)

# The unit tests alone: no MTA, seconds
unit: $(PROGRAMS) $(UNIT_TESTS)
	@BUILD=$(BUILD) tests/run $(UNIT_TESTS)

deps:
	@contrib/install-deps

check: deps
	@$(MAKE) --no-print-directory -j2 WERROR=-Werror all check-programs
	@BUILD=$(BUILD) tests/run $(UNIT_TESTS) $(ORACLE_TESTS) $(E2E_TESTS) $(FUZZ_TEST)

.PHONY: check-programs
check-programs: $(UNIT_TESTS) $(FAULT_HELP) $(BUILD)/tests/oracle/leaves

# The documents of tests/fixtures anew; needs LibreOffice, which the tests do not
.PHONY: fixtures
fixtures:
	@contrib/install-deps fixtures
	@for script in tests/fixtures/make-*.py; do $$script || exit 1; done

# The main job, shown: a private Postfix and the milter on loopback; ends by itself
demo:
	@contrib/install-deps demo
	@$(MAKE) --no-print-directory -j2 all >/dev/null
	@BUILD=$(BUILD) tests/end-to-end/demo.py

run:
	@contrib/install-deps demo
	@$(MAKE) --no-print-directory -j2 all >/dev/null
	@BUILD=$(BUILD) tests/end-to-end/run.py

# Ratios against peers and floors, from one run
$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -lmilter
$(BUILD)/bench/archive-gate: tests/bench/archive-gate.c $(UNIT_HELP) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests/unit $(ALL_LDFLAGS) -o $@ $^ -llzma $(PKG_LIBS)

$(BUILD)/bench/read-message: PKG_CFLAGS += $(ORACLE_CFLAGS)
$(BUILD)/bench/read-message: tests/bench/read-message.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(shell pkg-config --libs gmime-3.0) -lmodpbase64 $(PKG_LIBS)

BENCH_HELP = $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(sort $(wildcard tests/bench/*.c)))
bench: deps
	@contrib/install-deps bench
	@$(MAKE) --no-print-directory -j2 all $(BENCH_HELP) >/dev/null
	@BUILD=$(BUILD) tests/bench/bench.py

# Every harness of tests/fuzz for FUZZ_SECONDS, by libFuzzer; corpora are kept in build/fuzz/corpus
FUZZ_SRC   := $(sort $(wildcard tests/fuzz/fuzz-*.c))
FUZZ_SEEDS := $(sort $(wildcard tests/fuzz/seeds-*.c))
FUZZ_HELP  := $(patsubst %.c,$(BUILD)/%.o,$(sort $(filter-out $(FUZZ_SRC) $(FUZZ_SEEDS),$(wildcard tests/fuzz/*.c))))
$(BUILD)/tests/fuzz/%.o: ALL_CFLAGS += -Itests/unit
$(BUILD)/tests/fuzz/fuzz-%: $(BUILD)/tests/fuzz/fuzz-%.o $(FUZZ_HELP) $(UNIT_HELP) $(LIB)
	$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS)
$(BUILD)/tests/fuzz/seeds-%: $(BUILD)/tests/fuzz/seeds-%.o $(FUZZ_HELP) $(UNIT_HELP) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)
$(BUILD)/tests/fuzz/fuzz-mailbox: $(BUILD)/milter/tool/log-mail.o

.PHONY: fuzz-programs
fuzz-programs: $(FUZZ_SRC:%.c=$(BUILD)/%) $(FUZZ_SEEDS:%.c=$(BUILD)/%)

fuzz:
	@contrib/install-deps lint
	@$(MAKE) --no-print-directory -j2 CC=clang BUILD=build/fuzz SANITIZE=fuzzer-no-link,address,undefined fuzz-programs
	@BUILD=build/fuzz tests/fuzz/run $(FUZZ_SRC:%.c=build/fuzz/%)

# Own code under gcc's and clang's warnings, clang-tidy, cppcheck, the manual pages under mandoc
lint:
	@contrib/install-deps lint
	@$(MAKE) --no-print-directory -j2 WERROR=-Werror BUILD=build/lint-gcc all
	@$(MAKE) --no-print-directory -j2 WERROR=-Werror CC=clang BUILD=build/lint-clang all
	clang-format --dry-run --Werror $(FORMATTED)
	cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --inline-suppr \
	    --suppress=missingIncludeSystem --std=c11 -Imilter $(LIB_SRC) $(wildcard milter/daemon/*.c milter/tool/*.c)
	printf '%s\n' $(LIB_SRC) $(wildcard milter/daemon/*.c milter/tool/*.c) | xargs -P 2 -I '{}' \
	    clang-tidy --quiet '{}' -- -std=c17 -D_GNU_SOURCE -Imilter $(PKG_CFLAGS)
	mandoc -T lint -W warning $(MANUALS)

# The unit and end-to-end tests on builds with AddressSanitizer, UndefinedBehaviorSanitizer and, apart, ThreadSanitizer
sanitize: deps
	@$(MAKE) --no-print-directory -j2 SANITIZE=address,undefined BUILD=build/asan all check-programs
	@BUILD=build/asan tests/run $(UNIT_SRC:%.c=build/asan/%) $(E2E_TESTS)
	@$(MAKE) --no-print-directory -j2 SANITIZE=thread BUILD=build/tsan all check-programs
	@BUILD=build/tsan tests/run $(E2E_TESTS)

# Lines and branches that the unit tests reach, per file; HTML in build/coverage/index.html
coverage:
	@contrib/install-deps lint
	@$(MAKE) --no-print-directory -j2 CFLAGS="-O0 -g --coverage" HARDENING=-fPIE LDHARDENING="-pie --coverage" BUILD=build/coverage all check-programs
	@BUILD=build/coverage tests/run $(UNIT_SRC:%.c=build/coverage/%)
	gcovr --root . --filter milter/ --object-directory build/coverage --html-details build/coverage/index.html \
	    --print-summary --txt build/coverage/coverage.txt
	@cat build/coverage/coverage.txt

install: all
	$(INSTALL) -d $(DESTDIR)$(sbindir) $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5 \
	    $(DESTDIR)$(mandir)/man8 $(DESTDIR)$(docdir)/examples
	$(INSTALL) -m 755 $(BUILD)/referral-milter $(DESTDIR)$(sbindir)
	$(INSTALL) -m 755 $(BUILD)/referral-check $(BUILD)/referral-log $(DESTDIR)$(bindir)
	$(foreach m,$(MANUALS),$(INSTALL) -m 644 $(m) $(DESTDIR)$(mandir)/man$(subst .,,$(suffix $(m))) &&) true
	$(INSTALL) -m 644 conf/*.conf $(DESTDIR)$(docdir)/examples
	$(INSTALL) -m 644 README.md LICENSE $(DESTDIR)$(docdir)

# The Debian package, built in a copy of the tree; DEB_BUILD_OPTIONS and the like work
VERSION := $(shell sed -n 's/.*REFERRAL_MILTER_VERSION "\(.*\)"/\1/p' milter/base/version.h)
DEB_TREE = $(BUILD)/deb/referral-milter-$(VERSION)
deb:
	@contrib/install-deps deb
	@rm -rf $(BUILD)/deb $(BUILD)/referral-milter*.deb
	@mkdir -p $(DEB_TREE)
	@cp -R Makefile README.md LICENSE conf contrib milter $(DEB_TREE)
	@mv $(DEB_TREE)/contrib/debian $(DEB_TREE)/debian
	cd $(DEB_TREE) && env -u BUILD -u MAKEFLAGS -u MAKELEVEL dpkg-buildpackage --build=binary --unsigned-changes --unsigned-source -j2
	@mv $(BUILD)/deb/*.deb $(BUILD)
	@rm -rf $(BUILD)/deb
	@ls $(BUILD)/*.deb

uninstall:
	rm -f $(DESTDIR)$(sbindir)/referral-milter $(DESTDIR)$(bindir)/referral-check $(DESTDIR)$(bindir)/referral-log
	rm -f $(foreach m,$(MANUALS),$(DESTDIR)$(mandir)/man$(subst .,,$(suffix $(m)))/$(notdir $(m)))
	rm -rf $(DESTDIR)$(docdir)

clean:
	rm -rf build

-include $(patsubst %.o,%.d,$(LIB_OBJ) $(DAEMON_OBJ) $(CHECK_OBJ) $(LOG_OBJ) $(UNIT_HELP) $(GUARDED) $(UNIT_TESTS:%=%.o) \
    $(FUZZ_SRC:%.c=$(BUILD)/%.o) $(FUZZ_SEEDS:%.c=$(BUILD)/%.o) $(FUZZ_HELP))
