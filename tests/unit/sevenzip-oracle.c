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
    buffer_init(&o->listed, CONTENTS_MAX);
}

/* 7zz takes several archives in the order of their names */
static const char *path_of(unsigned number)
{
    char name[32];

    snprintf(name, sizeof name, "oracle-%06u.7z", number);
    return scratch_path(name);
}

/* As 7zz names each member it has tested */
static void list(struct buffer *listed, const char *name)
{
    CHECK(buffer_printf(listed, "T %s\n", name));
}

void oracle_add(struct oracle *o, struct slice archive, const char *name, struct slice content)
{
    CHECK(save_file(path_of(o->count++), archive));
    CHECK(buffer_append_slice(&o->expected, content));
    list(&o->listed, name);
}

/* The members in what 7zz said, in the form of list() */
static void find_listed(struct slice said, struct buffer *listed)
{
    size_t end;

    for (size_t at = 0; (end = slice_find_byte(said, '\n', at)) != SIZE_MAX; at = end + 1) {
        struct slice line = slice_sub(said, at, end + 1 - at);

        if (slice_starts(line, "T "))
            buffer_append_slice(listed, line);
    }
}

/* 7zz ends with 0 when it only warns; its last lines then say of how much. */
static bool sound(const char *path, struct slice expected)
{
    const char *argv[] = {"7zz", "t", "-bb1", "-sccUTF-8", "-p" SZ_PASSPHRASE, path, NULL};
    struct buffer said, listed;
    bool good;

    buffer_init(&said, CONTENTS_MAX);
    buffer_init(&listed, CONTENTS_MAX);
    good = run_command(argv, &said) == 0 && !said.failed &&
           slice_find(buffer_slice(&said), slice_from("Everything is Ok"), 0) != SIZE_MAX &&
           slice_find(buffer_slice(&said), slice_from("Warnings:"), 0) == SIZE_MAX;
    find_listed(buffer_slice(&said), &listed);
    good = good && slice_equal(buffer_slice(&listed), expected);
    buffer_free(&said);
    buffer_free(&listed);
    return good;
}

bool oracle_sound(struct slice archive, const char *name)
{
    const char *path = scratch_path("alone.7z");
    struct buffer listed;
    bool good;

    buffer_init(&listed, CONTENTS_MAX);
    list(&listed, name);
    good = save_file(path, archive) && sound(path, buffer_slice(&listed));
    buffer_free(&listed);
    return good;
}

/* The first that is not as it should be */
static void name_unsound(const struct oracle *o)
{
    struct slice listed = buffer_slice(&o->listed);
    size_t at = 0;

    for (unsigned i = 0; i < o->count; i++) {
        size_t end = slice_find_byte(listed, '\n', at) + 1;

        if (!sound(path_of(i), slice_sub(listed, at, end - at))) {
            fprintf(stderr, "7zz finds fault with archive %u of %u that were accepted\n", i,
                    o->count);
            return;
        }
        at = end;
    }
}

void oracle_ask(struct oracle *o)
{
    const char *all = scratch_path("oracle-*.7z");
    const char *unpack[] = {"7zz", "x", "-so", "-p" SZ_PASSPHRASE, all, NULL};
    struct buffer out;
    bool all_sound = sound(all, buffer_slice(&o->listed));

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
    buffer_free(&o->listed);
    oracle_start(o);
}
