#include "sevenzip-oracle.h"

#include "run-command.h"
#include "sevenzip-writer.h"
#include "test.h"

#include <stdio.h>
#include <unistd.h>

enum { CONTENTS_MAX = 64 << 20 };

void oracle_start(struct oracle *o)
{
    o->count = 0;
    buffer_init(&o->expected, CONTENTS_MAX);
}

/* 7zz takes several archives in the order of their names */
static const char *path_of(unsigned number)
{
    char name[32];

    snprintf(name, sizeof name, "oracle-%06u.7z", number);
    return scratch_path(name);
}

void oracle_add(struct oracle *o, struct slice archive, struct slice content)
{
    CHECK(save_file(path_of(o->count++), archive));
    CHECK(buffer_append_slice(&o->expected, content));
}

static bool sound(const char *path)
{
    const char *argv[] = {"7zz", "t", "-p" SZ_PASSPHRASE, path, NULL};

    return run_command(argv, NULL) == 0;
}

static void name_unsound(const struct oracle *o)
{
    for (unsigned i = 0; i < o->count; i++)
        if (!sound(path_of(i))) {
            fprintf(stderr, "7zz finds fault with archive %u of %u that were accepted\n", i,
                    o->count);
            return;
        }
}

void oracle_ask(struct oracle *o)
{
    const char *all = scratch_path("oracle-*.7z");
    const char *unpack[] = {"7zz", "x", "-so", "-p" SZ_PASSPHRASE, all, NULL};
    struct buffer out;
    bool all_sound = sound(all);

    CHECK(o->count > 0);
    CHECK(all_sound);
    if (!all_sound)
        name_unsound(o);
    buffer_init(&out, CONTENTS_MAX);
    CHECK_INT(0, run_command(unpack, &out));
    CHECK(slice_equal(buffer_slice(&out), buffer_slice(&o->expected)));
    buffer_free(&out);
    for (unsigned i = 0; i < o->count; i++)
        unlink(path_of(i));
    buffer_free(&o->expected);
    oracle_start(o);
}
