/*
 * fuzz-message - any bytes as a mail: read in one piece and in small ones
 *
 * Both readings are the same; whatever is handed on is valid UTF-8 where it is text, and lies where
 * it says; a mail without a finding has its archive.
 */
#include "base/utf8.h"
#include "inspect/message.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(bool truth)
{
    if (!truth)
        abort();
}

static bool same_string(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void compare(const struct message *a, const struct message *b)
{
    must(a->header_count == b->header_count && a->part_header_count == b->part_header_count);
    for (size_t i = 0; i < a->header_count; i++)
        must(same_string(a->headers[i].text, b->headers[i].text));
    for (size_t i = 0; i < a->part_header_count; i++)
        must(same_string(a->part_headers[i].text, b->part_headers[i].text));
    must(a->part_count == b->part_count);
    for (size_t i = 0; i < a->part_count; i++) {
        const struct message_part *p = &a->parts[i], *q = &b->parts[i];
        must(p->kind == q->kind && p->number == q->number && p->first_line == q->first_line);
        must(same_string(p->name, q->name) && same_string(p->description, q->description));
        must(slice_equal(slice_of(p->data, p->len), slice_of(q->data, q->len)));
    }
    must(same_string(a->from, b->from) && same_string(a->from_name, b->from_name));
    must((a->archive == NULL) == (b->archive == NULL));
}

static void judge_text(const char *text)
{
    must(!text || utf8_valid(slice_from(text)));
}

static void judge(const struct message *m, const struct verdict *v, size_t size)
{
    must(verdict_valid(v, 0, 0, size));
    must(v->finding_count > 0 || m->archive);
    must((size_t)m->message_id.offset + m->message_id.length <= size);
    must(m->part_count <= MESSAGE_PARTS_MAX + 1 && m->header_count <= MESSAGE_HEADERS_MAX);
    judge_text(m->from);
    judge_text(m->from_name);
    for (size_t i = 0; i < m->header_count; i++)
        judge_text(m->headers[i].text);
    for (size_t i = 0; i < m->part_count; i++) {
        const struct message_part *p = &m->parts[i];
        judge_text(p->name);
        judge_text(p->description);
        if (p->kind > PART_HTML)
            continue;
        struct slice text = slice_of(p->data, p->len);
        must(utf8_valid(text) || verdict_has(v, REASON_MESSAGE_AMBIGUOUS));
        must(slice_find_byte(text, '\r', 0) == SIZE_MAX ||
             verdict_has(v, REASON_MESSAGE_AMBIGUOUS));
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const struct protocol protocol = {.id = NULL};
    struct slice mail = slice_of(data, size);
    struct verdict whole, pieces;

    verdict_init(&whole);
    verdict_init(&pieces);
    struct message *m = message_read(mail, &protocol, &whole);
    struct message_reader *r = message_reader_new(&protocol, &pieces);
    must(m && r);
    size_t step = 1 + size % 97;
    for (size_t at = 0; at < size; at += step)
        must(message_reader_feed(r, slice_sub(mail, at, step)));
    struct message *n = message_reader_finish(r);
    must(n != NULL);
    must(memcmp(&whole, &pieces, sizeof(whole)) == 0);
    compare(m, n);
    judge(m, &whole, size);
    message_free(m);
    message_free(n);
    return 0;
}
