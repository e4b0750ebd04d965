#include "package-edit.h"

#include "inspect/format/package.h"
#include "test.h"
#include "zip-writer.h"

#include <stdio.h>
#include <string.h>

enum { FIXTURE_MAX = 1 << 20 };

bool package_fixture(const char *name, struct buffer *out)
{
    char path[200], bytes[4096];
    size_t len;
    FILE *file;

    buffer_init(out, FIXTURE_MAX);
    snprintf(path, sizeof path, "tests/fixtures/%s", name);
    file = fopen(path, "rb");
    check_true(file != NULL, path, 0, "the fixture is there");
    if (file == NULL)
        return false;
    while ((len = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_append(out, bytes, len);
    fclose(file);
    return !out->failed;
}

/* edited - the content of a part after all edits of it */
static void edited(const struct package_part *part, const struct package_edit *edit,
                   struct buffer *out)
{
    struct slice before = buffer_slice(out);
    struct buffer after;
    size_t at;

    buffer_init(&after, PACKAGE_TOTAL_BYTES_MAX);
    at = edit->find == NULL ? 0 : slice_find(before, slice_from(edit->find), 0);
    check_true(at != SIZE_MAX, part->name, 0, edit->find);
    if (edit->find == NULL) {
        buffer_append_string(&after, edit->put);
    } else if (at != SIZE_MAX) {
        size_t end = at + strlen(edit->find);

        buffer_append_slice(&after, slice_sub(before, 0, at));
        buffer_append_string(&after, edit->put);
        buffer_append_slice(&after, slice_sub(before, end, before.len - end));
    }
    buffer_free(out);
    *out = after;
}

static bool add_part(struct zip *zip, const struct package_part *part,
                     const struct package_edit *edits, size_t count, bool *done)
{
    struct zip_entry entry = {.name = part->name, .deflate = !part->stored};
    struct buffer content;
    bool left_out = false;

    buffer_init(&content, PACKAGE_TOTAL_BYTES_MAX);
    buffer_append_slice(&content, part->content);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(edits[i].part, part->name) != 0)
            continue;
        done[i] = true;
        left_out = left_out || (edits[i].find == NULL && strcmp(edits[i].put, "..") == 0);
        edited(part, &edits[i], &content);
    }
    entry.content = buffer_slice(&content);
    if (!left_out)
        zip_add(zip, &entry);
    buffer_free(&content);
    return true;
}

bool package_edit(const char *name, const struct package_edit *edits, size_t count,
                  struct buffer *out)
{
    struct package *package;
    struct buffer file;
    bool done[16] = {false};
    struct zip zip;

    if (!package_fixture(name, &file) ||
        package_open(buffer_slice(&file), &package) != PACKAGE_OK) {
        check_failed(__FILE__, __LINE__, "%s is no package", name);
        buffer_init(out, 0);
        buffer_free(&file);
        return false;
    }
    zip_begin(&zip);
    for (size_t i = 0; i < package_count(package); i++)
        add_part(&zip, package_at(package, i), edits, count, done);
    for (size_t i = 0; i < count; i++)
        if (!done[i])
            zip_text(&zip, edits[i].part, edits[i].put);
    zip_end(&zip);
    *out = zip.file;
    buffer_free(&zip.directory);
    package_free(package);
    buffer_free(&file);
    return true;
}
