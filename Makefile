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

CC       ?= gcc
BUILD    ?= build
CFLAGS   ?= -O2 -g
WARNINGS  = -Wall -Wextra -Wconversion -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
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
             -ffile-prefix-map=$(CURDIR)=. $(PKG_CFLAGS) $(CFLAGS)
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
E2E_TESTS  := $(sort $(wildcard tests/end-to-end/test-*.py) $(wildcard tests/faults/test-*.py))

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

$(BUILD)/tests/unit/test-%: $(BUILD)/tests/unit/test-%.o $(UNIT_HELP) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)
.PRECIOUS: $(BUILD)/tests/unit/%.o

# The unit tests alone: no MTA, seconds
unit: $(PROGRAMS) $(UNIT_TESTS)
	@BUILD=$(BUILD) tests/run $(UNIT_TESTS)

deps:
	@contrib/install-deps

check: deps
	@$(MAKE) --no-print-directory -j2 WERROR=-Werror all check-programs
	@BUILD=$(BUILD) tests/run $(UNIT_TESTS) $(E2E_TESTS)

.PHONY: check-programs
check-programs: $(UNIT_TESTS)

# The main job, shown: a private Postfix and the milter on loopback; ends by itself
demo: deps
	@$(MAKE) --no-print-directory -j2 all >/dev/null
	@BUILD=$(BUILD) tests/end-to-end/demo.py

run: deps
	@$(MAKE) --no-print-directory -j2 all >/dev/null
	@BUILD=$(BUILD) tests/end-to-end/run.py

# Ratios against peers and floors, from one run
$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -lmilter

bench: deps
	@$(MAKE) --no-print-directory -j2 all $(BUILD)/bench/noop-milter >/dev/null
	@BUILD=$(BUILD) tests/bench/bench.py

clean:
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
