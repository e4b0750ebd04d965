/*
 * Sizes, counts and depths: read at the limit, ambiguous one above; and the worst input for each
 * is read in bounded memory
 */
#include "mail-help.h"
#include "test.h"

#include "base/buffer.h"

#include <string.h>

static void repeat(struct buffer *b, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_string(b, text);
}

/* reads what is in b and empties it; is the mail ambiguous? */
static bool ambiguous(struct buffer *b)
{
    char got[READING_SIZE];
    CHECK(!b->failed);
    mail_findings(buffer_slice(b), got);
    buffer_clear(b);
    return strstr(got, "message-ambiguous") != NULL;
}

/* ambiguous_in_pieces - the same for a mail fed in pieces that no line fits in */
static bool ambiguous_in_pieces(const struct buffer *b)
{
    char got[READING_SIZE];
    mail_parts(buffer_slice(b), 333, got);
    return strstr(got, "message-ambiguous") != NULL;
}

/* at_limit - build() makes a mail with so many of something: good at the limit, ambiguous one above
 */
static void at_limit(void (*build)(struct buffer *b, size_t n), size_t limit)
{
    struct buffer b;

    buffer_init(&b, 64u << 20);
    build(&b, limit);
    CHECK(!ambiguous_in_pieces(&b));
    CHECK(!ambiguous(&b));
    build(&b, limit + 1);
    CHECK(ambiguous_in_pieces(&b));
    CHECK(ambiguous(&b));
    buffer_free(&b);
}

static void header_line(struct buffer *b, size_t len)
{
    buffer_append_string(b, "X-A: ");
    repeat(b, "a", len - 5);
    buffer_append_string(b, "\r\n" MIXED TEXT FILE_7Z END);
}

static void body_line(struct buffer *b, size_t len)
{
    buffer_append_string(b, MIXED TEXT);
    repeat(b, "a", len);
    buffer_append_string(b, "\r\n" FILE_7Z END);
}

static void base64_line(struct buffer *b, size_t len)
{
    buffer_append_string(b, MIXED TEXT FILE_HEADER);
    repeat(b, "A", len);
    buffer_append_string(b, len % 4 == 2 ? "\r\n==\r\n" END : "\r\n=\r\n" END);
}

static void endless_line(struct buffer *b, size_t len)
{
    buffer_append_string(b, TOP "\r\n");
    repeat(b, "a", len <= MESSAGE_LINE_MAX ? len : 5000);
}

static void last_line(struct buffer *b, size_t len)
{
    buffer_append_string(b, TOP "\r\n");
    repeat(b, "a", len);
}

static void line_length(void)
{
    at_limit(header_line, MESSAGE_LINE_MAX);
    at_limit(body_line, MESSAGE_LINE_MAX);
    at_limit(base64_line, MESSAGE_LINE_MAX);
    at_limit(last_line, MESSAGE_LINE_MAX);
    at_limit(endless_line, MESSAGE_LINE_MAX);
}

/* block - a header block of exactly size bytes, start included */
static void block(struct buffer *b, const char *start, size_t size)
{
    size_t from = b->len;
    buffer_append_string(b, start);
    while (size - (b->len - from) > 1100) {
        buffer_append_string(b, "X-A: ");
        repeat(b, "a", 900);
        buffer_append_string(b, "\r\n");
    }
    buffer_append_string(b, "X-A: ");
    size_t rest = size - (b->len - from) - 2;
    if (rest > 990) { /* over two lines */
        repeat(b, "a", rest - 103);
        buffer_append_string(b, "\r\n ");
        rest = 100;
    }
    repeat(b, "a", rest);
    buffer_append_string(b, "\r\n");
}

static void top_block(struct buffer *b, size_t size)
{
    block(b, MIME "Content-Type: multipart/mixed; boundary=BB\r\n", size);
    buffer_append_string(b, "\r\n" TEXT FILE_7Z END);
}

static void part_block(struct buffer *b, size_t size)
{
    buffer_append_string(b, MIXED TEXT "--BB\r\n");
    block(b, FILE_TYPE BASE64, size);
    buffer_append_string(b, "\r\n" SIGNED_7Z END);
}

static void block_size(void)
{
    at_limit(top_block, MESSAGE_HEADER_BYTES_MAX);
    at_limit(part_block, MESSAGE_PART_HEADER_BYTES_MAX);
}

static void top_fields(struct buffer *b, size_t count)
{
    repeat(b, "X-A: b\r\n", count - 6); /* MIXED has six */
    buffer_append_string(b, MIXED TEXT FILE_7Z END);
}

static void part_fields(struct buffer *b, size_t count)
{
    buffer_append_string(b, MIXED TEXT "--BB\r\n");
    repeat(b, "X-A: b\r\n", count - 2);
    buffer_append_string(b, FILE_TYPE BASE64 "\r\n" SIGNED_7Z END);
}

static void field_count(void)
{
    at_limit(top_fields, MESSAGE_HEADERS_MAX);
    at_limit(part_fields, MESSAGE_PART_HEADERS_MAX);
}

static void parameters(struct buffer *b, size_t count)
{
    buffer_append_string(b, MIME "Content-Type: multipart/mixed");
    for (size_t i = 1; i < count; i++)
        buffer_printf(b, ";\r\n p%zu=x", i);
    buffer_append_string(b, "; boundary=BB\r\n\r\n" TEXT FILE_7Z END);
}

static void parameter_count(void)
{
    at_limit(parameters, MESSAGE_PARAMETERS_MAX);
}

static void boundary(struct buffer *b, size_t len)
{
    buffer_append_string(b, MIME "Content-Type: multipart/mixed; boundary=");
    repeat(b, "B", len);
    buffer_append_string(b, "\r\n\r\n--");
    repeat(b, "B", len);
    buffer_append_string(b, "\r\n" FILE_TYPE BASE64 "\r\n" SIGNED_7Z "--");
    repeat(b, "B", len);
    buffer_append_string(b, "--\r\n");
}

static void boundary_length(void)
{
    at_limit(boundary, MESSAGE_BOUNDARY_MAX);
}

static void nested(struct buffer *b, size_t depth)
{
    buffer_append_string(b, MIME);
    for (size_t i = 0; i < depth; i++)
        buffer_printf(b, "Content-Type: multipart/mixed; boundary=B%07zu\r\n\r\n--B%07zu\r\n", i,
                      i);
    buffer_append_string(b, FILE_TYPE BASE64 "\r\n" SIGNED_7Z);
    for (size_t i = depth; i-- > 0;)
        buffer_printf(b, "--B%07zu--\r\n", i);
}

static void depth(void)
{
    at_limit(nested, MESSAGE_DEPTH_MAX);
}

static void parts(struct buffer *b, size_t count)
{
    buffer_append_string(b, MIXED);
    repeat(b, TEXT, count - 1);
    buffer_append_string(b, FILE_7Z END);
}

static void part_count(void)
{
    at_limit(parts, MESSAGE_PARTS_MAX);
}

static void name_of(struct buffer *b, size_t characters)
{
    buffer_append_string(b, MIXED "--BB\r\nContent-Type: application/octet-stream; name=\"");
    repeat(b, "a", characters - 3);
    buffer_append_string(b, ".7z\"\r\n" BASE64 "\r\n" SIGNED_7Z END);
}

static void name_length(void)
{
    at_limit(name_of, 100);
}

/* --- the worst of everything: refused at once, or read to its end (make bench shows the time) ---
 */

enum { MILLION = 1000000, LARGE = 8 << 20 };

static void long_line(struct buffer *b)
{
    header_line(b, LARGE);
}

static void long_body_line(struct buffer *b)
{
    body_line(b, LARGE);
}

static void many_fields(struct buffer *b)
{
    repeat(b, "X-A: b\r\n", MILLION);
    buffer_append_string(b, MIXED TEXT FILE_7Z END);
}

static void many_parameters(struct buffer *b)
{
    parameters(b, MILLION);
}

static void many_parts(struct buffer *b)
{
    buffer_append_string(b, MIXED);
    repeat(b, "--BB\r\nContent-Type:a/b\r\n\r\n", MILLION);
    buffer_append_string(b, END);
}

static void many_levels(struct buffer *b)
{
    nested(b, 20000);
}

static void many_words(struct buffer *b)
{
    buffer_append_string(b, "X-A: x\r\n");
    repeat(b, " =?utf-8?Q?_?= =?=?=?=?=?\r\n", 2400);
    buffer_append_string(b, MIXED TEXT FILE_7Z END);
}

static void near_delimiters(struct buffer *b)
{
    buffer_append_string(b, MIXED "--BB\r\nContent-Type: text/plain\r\n\r\n");
    repeat(b, "--B-\r\n", LARGE / 6);
    buffer_append_string(b, FILE_7Z END);
}

static void empty_lines(struct buffer *b)
{
    buffer_append_string(b, MIXED TEXT FILE_7Z END);
    repeat(b, "\r\n", LARGE / 2);
}

static void short_base64_lines(struct buffer *b)
{
    buffer_append_string(b, MIXED TEXT FILE_HEADER);
    repeat(b, "A\r\n", LARGE / 12 * 4);
    buffer_append_string(b, END);
}

/* worst - what is found, and that no more is kept of a mail than the limits say */
static void worst(struct slice mail, const char *expected)
{
    struct protocol protocol = {.id = NULL};
    struct verdict v;
    char got[READING_SIZE];
    struct message *m = mail_read(mail, &protocol, &v);

    CHECK(m->header_count <= MESSAGE_HEADERS_MAX);
    CHECK(m->part_count <= MESSAGE_PARTS_MAX);
    CHECK(m->part_header_count <= MESSAGE_PARTS_MAX * MESSAGE_PART_HEADERS_MAX);
    message_free(m);
    mail_findings(mail, got);
    CHECK_STRING(expected, got);
}

static void worst_input_is_bounded(void)
{
    static const struct {
        const char *name;
        void (*build)(struct buffer *b);
        const char *expected;
    } rows[] = {
        {"long line", long_line, "message-ambiguous()"},
        {"long line of text", long_body_line, "message-ambiguous(body line 1)"},
        {"many fields", many_fields, "message-ambiguous()"},
        {"many parameters", many_parameters, "message-ambiguous()"},
        {"many parts", many_parts, NULL},
        {"many levels", many_levels, "message-ambiguous()"},
        {"many words", many_words, ""},
        {"near delimiters", near_delimiters, ""},
        {"empty lines", empty_lines, ""},
        {"short base64 lines", short_base64_lines, ""},
    };
    struct buffer b, extra; /* every part beyond the first passes for a file too many */

    buffer_init(&b, 64u << 20);
    buffer_init(&extra, READING_SIZE);
    buffer_append_string(&extra, "message-ambiguous()");
    for (unsigned i = 2; i <= MESSAGE_PARTS_MAX; i++)
        buffer_printf(&extra, ", attachment-extra(attachment %u)", i);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        check_case(rows[i].name);
        rows[i].build(&b);
        CHECK(!b.failed);
        worst(buffer_slice(&b), rows[i].expected ? rows[i].expected : buffer_string(&extra));
        buffer_clear(&b);
    }
    check_case(NULL);
    buffer_free(&b);
    buffer_free(&extra);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(line_length),     TEST(block_size),      TEST(field_count),
        TEST(parameter_count), TEST(boundary_length), TEST(depth),
        TEST(part_count),      TEST(name_length),     TEST(worst_input_is_bounded)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
