/*
 * complaint - collects what is wrong with a user's input
 *
 * An error is never lost: where memory or room is short the text goes, the count stays.
 */
#include "base/complaint.h"

#include "base/buffer.h"

#include <stdlib.h>

enum { TEXT_MAX = 4096 };

struct complaints {
    struct buffer texts[COMPLAINTS_MAX];
    size_t count;
    size_t errors;
    size_t lost;
};

struct complaints *complaints_new(void)
{
    return calloc(1, sizeof(struct complaints));
}

void complaints_free(struct complaints *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->count; i++)
        buffer_free(&c->texts[i]);
    free(c);
}

/* printable - control characters go: a complaint may quote a file, and is shown on terminals */
static void printable(struct buffer *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] < ' ' || text->data[i] == 0x7f)
            text->data[i] = '?';
}

static void append_text(struct buffer *text, const char *format, va_list list)
{
    char *what = NULL;
    if (vasprintf(&what, format, list) < 0)
        what = NULL;
    if (!what || !buffer_append_string(text, what))
        text->failed = true;
    free(what);
}

void complain(struct complaints *c, enum complaint_level level, const char *file, unsigned line,
              const char *format, ...)
{
    if (level == COMPLAINT_ERROR)
        c->errors++;
    if (c->count == COMPLAINTS_MAX) {
        c->lost++;
        return;
    }
    struct buffer *text = &c->texts[c->count++];
    buffer_init(text, TEXT_MAX);
    if (file)
        buffer_printf(text, "%s:", file);
    if (file && line > 0)
        buffer_printf(text, "%u:", line);
    if (file)
        buffer_append_byte(text, ' ');
    if (level == COMPLAINT_WARNING)
        buffer_append_string(text, "warning: ");

    va_list list;
    va_start(list, format);
    append_text(text, format, list);
    va_end(list);
    printable(text);
    buffer_string(text); /* so that complaints_text() finds the NUL there */
}

size_t complaints_errors(const struct complaints *c)
{
    return c->errors;
}

size_t complaints_count(const struct complaints *c)
{
    return c->count;
}

const char *complaints_text(const struct complaints *c, size_t i)
{
    if (i >= c->count)
        return "";
    const struct buffer *text = &c->texts[i];
    return text->failed ? "a complaint that is too long to show" : (const char *)text->data;
}

void complaints_print(const struct complaints *c, const char *program, FILE *out)
{
    for (size_t i = 0; i < c->count; i++)
        fprintf(out, "%s: %s\n", program, complaints_text(c, i));
    if (c->lost > 0)
        fprintf(out, "%s: and %zu more\n", program, c->lost);
}
