#include "variant.h"

#include "inspect/format/package.h"
#include "test.h"
#include "zip-writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fixture_read(const char *name, struct buffer *out)
{
    char path[200];
    unsigned char block[4096];
    size_t len;
    FILE *f;

    snprintf(path, sizeof path, "tests/fixtures/%s", name);
    f = fopen(path, "rb");
    if (f == NULL) {
        perror(path);
        exit(1);
    }
    buffer_init(out, 4 << 20);
    while ((len = fread(block, 1, sizeof block, f)) > 0)
        buffer_append(out, block, len);
    fclose(f);
}

/* replaced - the first find in the content; the test is wrong where there is none */
static void replaced(struct buffer *content, const char *find, const char *replace)
{
    size_t at = slice_find(buffer_slice(content), slice_from(find), 0);
    struct buffer out;

    CHECK(at != SIZE_MAX);
    if (at == SIZE_MAX)
        return;
    buffer_init(&out, 4 << 20);
    buffer_append(&out, content->data, at);
    buffer_append_string(&out, replace);
    buffer_append_slice(&out, slice_sub(buffer_slice(content), at + strlen(find), content->len));
    buffer_free(content);
    *content = out;
}

static void change(struct zip *z, const struct package_part *part, const struct variant *v)
{
    struct buffer content;

    buffer_init(&content, 4 << 20);
    buffer_append_slice(&content, part->content);
    if (v->part != NULL && strcmp(v->part, part->name) == 0)
        replaced(&content, v->find, v->replace);
    if (v->part2 != NULL && strcmp(v->part2, part->name) == 0)
        replaced(&content, v->find2, v->replace2);
    zip_add(z, &(struct zip_entry){.name = part->name,
                                   .content = buffer_slice(&content),
                                   .deflate = !part->stored});
    buffer_free(&content);
}

static void add_missing(struct zip *z, struct package *p, const char *part, const char *content)
{
    if (part != NULL && package_part(p, part) == NULL)
        zip_text(z, part, content);
}

void variant_check(enum format format, const char *fixture, const struct variant *v,
                   const char *file, int line)
{
    struct protocol *protocol = document_protocol();
    struct document *d = calloc(1, sizeof *d);
    struct package *package;
    struct buffer original;
    struct zip z;

    check_case(v->name);
    fixture_read(fixture, &original);
    if (d == NULL || package_open(buffer_slice(&original), &package) != PACKAGE_OK)
        abort();
    zip_begin(&z);
    for (size_t i = 0; i < package_count(package); i++)
        change(&z, package_at(package, i), v);
    add_missing(&z, package, v->part, v->replace);
    add_missing(&z, package, v->part2, v->replace2);
    zip_end(&z);
    document_read(format, buffer_slice(&z.file), protocol, d);
    if (v->expected[0] == '\0' || strstr(d->findings, v->expected) == NULL)
        check_string(v->expected, d->findings, file, line, "findings");
    check_case(NULL);
    zip_free(&z);
    package_free(package);
    buffer_free(&original);
    protocol_free(protocol);
    free(d);
}
