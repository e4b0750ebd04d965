/*
 * source - a configuration file and the files it includes, as one parsed tree
 *
 * All files are flattened into one text, in which line numbers are traced back by a table; every
 * integer is written anew in its 64-bit form, since libconfig wraps the others without a word.
 */
#include "policy/source.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "inspect/protocol.h"
#include "policy/source-file.h"
#include "policy/source-scan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct origin {
    size_t file; /* index in files */
    unsigned line;
};

struct source {
    config_t config;
    struct string_list files;
    struct buffer text;
    struct origin *lines; /* of the flattened text; line n at index n - 1 */
    size_t line_count, line_capacity;
};

/* One reading: the source in the making, and what is needed only while it is made */
struct flattening {
    struct source *source;
    struct buffer *fingerprint;
    struct complaints *complaints;
    unsigned depth;   /* of includes */
    unsigned nesting; /* of groups, lists and arrays */
    bool broken;      /* the text is not fit for libconfig */
};

static bool flatten_file(struct flattening *f, const char *path, const char *from, unsigned line);

char *source_path(const char *file, const char *name)
{
    const char *slash = strrchr(file, '/');
    size_t folder = slash != NULL && name[0] != '/' ? (size_t)(slash - file) + 1 : 0;
    size_t length = strlen(name);
    char *path = malloc(folder + length + 1);

    if (path == NULL)
        return NULL;
    memcpy(path, file, folder);
    memcpy(path + folder, name, length + 1);
    return path;
}

/* line_begins - the next flattened line comes from there */
static bool line_begins(struct source *s, size_t file, unsigned line)
{
    if (s->line_count == s->line_capacity) {
        size_t capacity = s->line_capacity > 0 ? s->line_capacity * 2 : 256;
        struct origin *lines = reallocarray(s->lines, capacity, sizeof(*lines));

        if (lines == NULL)
            return false;
        s->lines = lines;
        s->line_capacity = capacity;
    }
    s->lines[s->line_count++] = (struct origin){.file = file, .line = line};
    return true;
}

static bool newline(struct source *s, size_t file, unsigned line)
{
    return buffer_append_byte(&s->text, '\n') && line_begins(s, file, line);
}

static void wrong(struct flattening *f, size_t file, unsigned line, const char *what)
{
    complain(f->complaints, COMPLAINT_ERROR, f->source->files.items[file], line, "%s", what);
    f->broken = true;
}

/* check_bytes - text must be UTF-8 without NUL; says where it is not */
static bool check_bytes(struct flattening *f, size_t file, struct slice text)
{
    size_t offset = 0;
    unsigned line = 1;
    int32_t c;

    while ((c = utf8_next(text, &offset)) > 0)
        line += c == '\n';
    if (c == 0)
        wrong(f, file, line, "a NUL byte; save the file as plain text");
    else if (offset < text.len)
        wrong(f, file, line, "not valid UTF-8; save the file as UTF-8");
    return c != 0 && offset == text.len;
}

static bool flatten_include(struct flattening *f, const struct scan *scan, size_t file)
{
    struct source *s = f->source;
    char *name = NULL, *path = NULL;
    bool done = false;

    if (!scan->whole || scan->name.len == 0) {
        wrong(f, file, scan->piece_line, "write @include \"FILE\", on a line of its own");
        return true;
    }
    name = strndup((const char *)scan->name.data, scan->name.len);
    path = name != NULL ? source_path(s->files.items[0], name) : NULL;
    if (path != NULL)
        done = flatten_file(f, path, s->files.items[file], scan->piece_line) &&
               newline(s, file, scan->line);
    free(path);
    free(name);
    return done;
}

static void check_nesting(struct flattening *f, const struct scan *scan, enum scan_piece piece,
                          size_t file)
{
    if (piece == SCAN_OPEN && ++f->nesting == SOURCE_NESTING_MAX + 1)
        wrong(f, file, scan->piece_line, "groups and lists are nested too deep");
    else if (piece == SCAN_CLOSE && f->nesting > 0)
        f->nesting--;
}

static bool flatten_comment(struct flattening *f, const struct scan *scan, size_t file)
{
    if (!scan->whole)
        wrong(f, file, scan->piece_line, "a comment begins here that does not end; add */");
    for (unsigned line = scan->piece_line; line < scan->line; line++)
        if (!newline(f->source, file, line + 1))
            return false;
    return buffer_append_byte(&f->source->text, ' ');
}

static bool flatten_integer(struct flattening *f, const struct scan *scan, size_t file)
{
    if (scan->leading_zero)
        wrong(f, file, scan->piece_line,
              "a number with a leading zero; leave the zero out, or write a string");
    return buffer_printf(&f->source->text, "%" PRId64 "L", scan->value);
}

/* flatten_piece - false only without memory */
static bool flatten_piece(struct flattening *f, struct scan *scan, enum scan_piece piece,
                          size_t file)
{
    struct source *s = f->source;

    switch (piece) {
    case SCAN_NEWLINE:
        return newline(s, file, scan->line);
    case SCAN_COMMENT:
        return flatten_comment(f, scan, file);
    case SCAN_INTEGER:
        return flatten_integer(f, scan, file);
    case SCAN_INCLUDE:
        return flatten_include(f, scan, file);
    case SCAN_STRING:
        if (!scan->whole)
            wrong(f, file, scan->piece_line,
                  "a string begins here that does not end on its line; close it with \" (strings "
                  "that follow each other are joined)");
        else if (scan->holds_nul)
            wrong(f, file, scan->piece_line, "a string with \\x00 in it");
        break;
    default:
        check_nesting(f, scan, piece, file);
        break;
    }
    return buffer_append_slice(&s->text, scan->piece);
}

static bool flatten_text(struct flattening *f, size_t file, struct slice text)
{
    struct scan scan;
    enum scan_piece piece;
    char digest[SHA256_HEX_SIZE];

    if (f->fingerprint != NULL &&
        (!sha256_hex(text, digest) || !buffer_printf(f->fingerprint, "%s %zu\n", digest, text.len)))
        return false;
    if (!check_bytes(f, file, text))
        return true;
    if (!line_begins(f->source, file, 1))
        return false;
    scan_start(&scan, text);
    while ((piece = scan_next(&scan)) != SCAN_END)
        if (!flatten_piece(f, &scan, piece, file))
            return false;
    return true;
}

/* flatten_file - from and line name the include, from is NULL for the file that was asked for.
 * False only without memory; other trouble is told and makes the text broken. */
static bool flatten_file(struct flattening *f, const char *path, const char *from, unsigned line)
{
    struct source *s = f->source;
    struct buffer content;
    const char *trouble;
    bool done = true;

    buffer_init(&content, SOURCE_FILE_MAX + 4096);
    if (f->depth == SOURCE_DEPTH_MAX)
        trouble = "files include each other too deep";
    else if (s->files.count == SOURCE_FILES_MAX)
        trouble = "too many files are included";
    else
        trouble = source_file_read(path, SOURCE_FILE_MAX, &content);
    if (trouble != NULL) {
        if (from != NULL)
            complain(f->complaints, COMPLAINT_ERROR, from, line, "cannot include %s: %s", path,
                     trouble);
        else
            complain(f->complaints, COMPLAINT_ERROR, path, 0, "cannot read: %s", trouble);
        f->broken = true;
        goto out;
    }
    f->depth++;
    done = (s->line_count == 0 || buffer_append_byte(&s->text, '\n')) &&
           string_list_add(&s->files, slice_from(path)) &&
           flatten_text(f, s->files.count - 1, buffer_slice(&content));
    f->depth--;
out:
    buffer_free(&content);
    return done;
}

/* origin_of - of a line of the flattened text; libconfig's lines count from 1, 0 is none */
static struct origin origin_of(const struct source *s, unsigned line)
{
    if (line == 0 || s->line_count == 0)
        return (struct origin){.line = 1};
    return s->lines[line <= s->line_count ? line - 1 : s->line_count - 1];
}

/* whole - libconfig leaves a name or a text out when memory runs short, and says nothing */
static bool whole(const config_setting_t *setting, bool named)
{
    int type = config_setting_type(setting);
    bool good = !named || config_setting_name(setting) != NULL;

    if (type == CONFIG_TYPE_STRING)
        return good && config_setting_get_string(setting) != NULL;
    if (type != CONFIG_TYPE_GROUP && type != CONFIG_TYPE_LIST && type != CONFIG_TYPE_ARRAY)
        return good;
    for (unsigned i = 0; good && i < (unsigned)config_setting_length(setting); i++)
        good = whole(config_setting_get_elem(setting, i), type == CONFIG_TYPE_GROUP);
    return good;
}

static bool parse(struct source *s, struct complaints *complaints)
{
    const char *text = buffer_string(&s->text);
    struct origin at;

    if (text == NULL)
        return false;
    if (config_read_string(&s->config, text))
        return whole(config_root_setting(&s->config), false);
    at = origin_of(s, (unsigned)config_error_line(&s->config));
    complain(complaints, COMPLAINT_ERROR, s->files.items[at.file], at.line, "%s%s",
             config_error_text(&s->config),
             strcmp(config_error_text(&s->config), "syntax error") == 0
                 ? " here or just before (a missing quote, bracket or semicolon?)"
                 : "");
    return false;
}

struct source *source_read(const char *file, struct buffer *fingerprint,
                           struct complaints *complaints)
{
    struct source *s = calloc(1, sizeof(*s));
    struct flattening f = {.source = s, .fingerprint = fingerprint, .complaints = complaints};
    size_t before = complaints_errors(complaints);

    if (s != NULL) {
        config_init(&s->config);
        buffer_init(&s->text, SOURCE_TEXT_MAX);
        if (flatten_file(&f, file, NULL, 0) && !f.broken && parse(s, complaints))
            return s;
    }
    if (complaints_errors(complaints) == before)
        complain(complaints, COMPLAINT_ERROR, file, 0, "cannot read: %s",
                 s != NULL && s->text.failed ? "too much text, or out of memory" : "out of memory");
    source_free(s);
    return NULL;
}

void source_free(struct source *s)
{
    if (s == NULL)
        return;
    config_destroy(&s->config);
    buffer_free(&s->text);
    string_list_clear(&s->files);
    free(s->lines);
    free(s);
}

const config_setting_t *source_root(const struct source *s)
{
    return config_root_setting(&s->config);
}

const char *source_where(const struct source *s, const config_setting_t *setting, unsigned *line_r)
{
    struct origin at = origin_of(s, setting != NULL ? config_setting_source_line(setting) : 0);

    *line_r = at.line;
    return s->files.items[at.file];
}

void source_complain(const struct source *s, const config_setting_t *setting,
                     struct complaints *complaints, enum complaint_level level, const char *format,
                     ...)
{
    char what[512];
    unsigned line;
    const char *file = source_where(s, setting, &line);
    va_list args;

    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    complain(complaints, level, file, line, "%s", what);
}
