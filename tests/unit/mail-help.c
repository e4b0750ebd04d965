#include "mail-help.h"

#include "base/encode.h"
#include "test.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void add(char out[READING_SIZE], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add(char out[READING_SIZE], const char *format, ...)
{
    size_t len = strlen(out);
    va_list args;

    va_start(args, format);
    vsnprintf(out + len, READING_SIZE - len, format, args);
    va_end(args);
}

void mail_add_base64(struct buffer *mail, struct slice bytes)
{
    for (size_t at = 0; at < bytes.len; at += 57) {
        base64_append(mail, slice_sub(bytes, at, 57));
        CHECK(buffer_append_string(mail, "\r\n"));
    }
}

void mail_add_findings(const struct verdict *v, char out[READING_SIZE])
{
    for (uint32_t i = 0; i < v->finding_count; i++) {
        char place[PLACE_TEXT_SIZE];
        place_format(v->findings[i].place, place);
        add(out, "%s%s(%s)", i == 0 ? "" : ", ", reason_name(v->findings[i].reason), place);
    }
}

struct message *mail_read(struct slice mail, const struct protocol *protocol,
                          struct verdict *verdict)
{
    verdict_init(verdict);
    struct message *m = message_read(mail, protocol, verdict);
    CHECK(m != NULL);
    return m;
}

void mail_findings(struct slice mail, char out[READING_SIZE])
{
    struct protocol protocol = {.id = NULL};
    struct verdict verdict;
    struct message *m = mail_read(mail, &protocol, &verdict);

    out[0] = '\0';
    mail_add_findings(&verdict, out);
    message_free(m);
}

static void feed(struct message_reader *r, struct slice mail, size_t step)
{
    for (size_t at = 0; at < mail.len; at += step) {
        /* a copy of exactly that size, so that a look beyond it is an error under a sanitizer */
        unsigned char piece[4096];
        struct slice s = slice_sub(mail, at, step);
        memcpy(piece + sizeof(piece) - s.len, s.data, s.len);
        CHECK(message_reader_feed(r, slice_of(piece + sizeof(piece) - s.len, s.len)));
    }
}

void mail_parts(struct slice mail, size_t step, char out[READING_SIZE])
{
    struct protocol protocol = {.id = NULL};
    struct verdict verdict;
    struct message *m;

    out[0] = '\0';
    if (step == 0) {
        m = mail_read(mail, &protocol, &verdict);
    } else {
        verdict_init(&verdict);
        struct message_reader *r = message_reader_new(&protocol, &verdict);
        feed(r, mail, step);
        m = message_reader_finish(r);
    }
    if (!m)
        return;
    for (size_t i = 0; i < m->part_count; i++) {
        const struct message_part *p = &m->parts[i];
        add(out, "%c%u", "THIF"[p->kind], p -> number);
        if (p->kind <= PART_HTML)
            add(out, "@%u", p->first_line);
        add(out, "%s%s ", p->name ? ":" : "", p->name ? p->name : "");
    }
    add(out, "= %s [", m->archive ? m->archive->name ? m->archive->name : "unnamed" : "none");
    mail_add_findings(&verdict, out);
    add(out, "]");
    message_free(m);
}
