/*
 * leaves - one mail, three readers: the message reader, GMime and libetpan
 *
 * Reads mails from standard input, each after its length (four bytes, lowest first), and writes a
 * line for each: what the message reader found when the mail is outside the subset ("- reason"),
 * else the views of the three readers, separated by tabs. A view is the From address, then a word
 * per leaf: T (plain text), H (HTML) or F (any other), then the begin of a SHA-256 of the decoded
 * data; text is hashed as UTF-8 with LF line ends. GMime's and our F also show the file name.
 * test-message-oracle.py makes the mails and compares.
 */
#include "base/digest.h"
#include "inspect/message.h"

#include <ctype.h>
#include <gmime/gmime.h>
#include <iconv.h>
#include <libetpan/libetpan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAIL_MAX = 1 << 20, HASH_SHOWN = 16 };

static void print_hash(struct slice data)
{
    char hex[SHA256_HEX_SIZE];
    if (!sha256_hex(data, hex))
        exit(1);
    printf("%.*s", HASH_SHOWN, hex);
}

/* print_text - bytes in a character set, as UTF-8 with LF line ends */
static void print_text(const char *charset, struct slice bytes)
{
    iconv_t c = iconv_open("UTF-8", charset && *charset ? charset : "us-ascii");
    size_t room = bytes.len * 4 + 16, left = bytes.len;
    char *text = malloc(room), *out = text, *in = (char *)bytes.data;

    if (c == (iconv_t)-1 || iconv(c, &in, &left, &out, &room) == (size_t)-1) {
        printf("undecodable");
    } else {
        size_t len = 0;
        for (char *p = text; p < out; p++)
            if (*p != '\r' || p + 1 == out || p[1] != '\n')
                text[len++] = *p;
        print_hash(slice_of(text, len));
    }
    if (c != (iconv_t)-1)
        iconv_close(c);
    free(text);
}

static void print_lower(const char *s)
{
    for (; s && *s; s++)
        putchar(tolower((unsigned char)*s));
}

/* print_name - blanks would end the word */
static void print_name(const char *name)
{
    putchar(':');
    for (; name && *name; name++)
        putchar(*name == ' ' ? '+' : *name);
}

/* --- the message reader --- */

static void print_ours(const struct message *m)
{
    print_lower(m->from);
    for (size_t i = 0; i < m->part_count; i++) {
        const struct message_part *p = &m->parts[i];
        printf(" %c", "THFF"[p->kind]);
        print_hash(slice_of(p->data, p->len));
        if (p->kind > PART_HTML)
            print_name(p->name);
    }
}

/* --- GMime --- */

static bool gmime_is(GMimeObject *o, const char *subtype)
{
    return g_mime_content_type_is_type(g_mime_object_get_content_type(o), "text", subtype);
}

static void print_gmime_part(GMimeObject *o)
{
    GMimeStream *out = g_mime_stream_mem_new();
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)o);
    const char *name = g_mime_part_get_filename((GMimePart *)o),
               *disposition = g_mime_object_get_disposition(o);
    bool body = (gmime_is(o, "plain") || gmime_is(o, "html")) && !name &&
                !(disposition && !g_ascii_strcasecmp(disposition, "attachment"));

    if (content)
        g_mime_data_wrapper_write_to_stream(content, out);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)out);
    printf(" %c", body ? gmime_is(o, "html") ? 'H' : 'T' : 'F');
    if (body) {
        print_text(g_mime_object_get_content_type_parameter(o, "charset"),
                   slice_of(bytes->data, bytes->len));
    } else {
        print_hash(slice_of(bytes->data, bytes->len));
        print_name(name);
    }
    g_object_unref(out);
}

static void print_gmime(GMimeObject *o)
{
    if (GMIME_IS_MULTIPART(o)) {
        for (int i = 0; i < g_mime_multipart_get_count((GMimeMultipart *)o); i++)
            print_gmime(g_mime_multipart_get_part((GMimeMultipart *)o, i));
    } else if (GMIME_IS_PART(o)) {
        print_gmime_part(o);
    } else {
        printf(" M");
    }
}

static void print_gmime_mail(struct slice mail)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)mail.data, mail.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

    if (message) {
        InternetAddressList *from = g_mime_message_get_from(message);
        InternetAddress *one = internet_address_list_length(from) == 1
                                   ? internet_address_list_get_address(from, 0)
                                   : NULL;
        if (one && INTERNET_ADDRESS_IS_MAILBOX(one))
            print_lower(internet_address_mailbox_get_addr((InternetAddressMailbox *)one));
        if (g_mime_message_get_mime_part(message))
            print_gmime(g_mime_message_get_mime_part(message));
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
}

/* --- libetpan --- */

static bool etpan_is(const struct mailmime *m, const char *subtype)
{
    const struct mailmime_content *c = m->mm_content_type;
    return c && c->ct_type->tp_type == MAILMIME_TYPE_DISCRETE_TYPE &&
           c->ct_type->tp_data.tp_discrete_type->dt_type == MAILMIME_DISCRETE_TYPE_TEXT &&
           !strcasecmp(c->ct_subtype, subtype);
}

static void print_etpan_part(struct mailmime *m)
{
    struct mailmime_single_fields fields;
    size_t at = 0, len = 0;
    char *data = NULL;

    mailmime_single_fields_init(&fields, m->mm_mime_fields, m->mm_content_type);
    bool attachment = fields.fld_disposition && fields.fld_disposition->dsp_type->dsp_type ==
                                                    MAILMIME_DISPOSITION_TYPE_ATTACHMENT;
    /* extended file names are unknown to it: they show as other parameters */
    bool named = fields.fld_disposition_filename || fields.fld_content_name;
    bool body = (etpan_is(m, "plain") || etpan_is(m, "html") || !m->mm_content_type) && !named &&
                !attachment;
    struct mailmime_mechanism *encoding = fields.fld_encoding;
    int how = encoding ? encoding->enc_type : MAILMIME_MECHANISM_8BIT;
    int result =
        mailmime_part_parse(m->mm_data.mm_single->dt_data.dt_text.dt_data,
                            m->mm_data.mm_single->dt_data.dt_text.dt_length, &at, how, &data, &len);
    printf(" %c", body ? etpan_is(m, "html") ? 'H' : 'T' : 'F');
    if (result != MAILIMF_NO_ERROR)
        printf("undecodable");
    else if (body)
        print_text(fields.fld_content_charset, slice_of(data, len));
    else
        print_hash(slice_of(data, len));
    if (result == MAILIMF_NO_ERROR)
        mailmime_decoded_part_free(data);
}

static void print_etpan(struct mailmime *m)
{
    clistiter *at;

    if (m->mm_type == MAILMIME_SINGLE) {
        print_etpan_part(m);
    } else if (m->mm_type == MAILMIME_MULTIPLE) {
        for (at = clist_begin(m->mm_data.mm_multipart.mm_mp_list); at; at = clist_next(at))
            print_etpan(clist_content(at));
    } else if (m->mm_data.mm_message.mm_msg_mime) {
        print_etpan(m->mm_data.mm_message.mm_msg_mime);
    }
}

static void print_etpan_mail(struct slice mail)
{
    size_t at = 0;
    struct mailmime *m = NULL;

    if (mailmime_parse((const char *)mail.data, mail.len, &at, &m) != MAILIMF_NO_ERROR)
        return;
    print_etpan(m);
    mailmime_free(m);
}

/* --- */

/* forwards - a forwarded mail, always refused as one attachment too many, is one leaf to us and a
 * mail of its own to the others */
static bool forwards(const struct message_header *headers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_is_nocase(headers[i].name, "Content-Type") &&
            !strncasecmp(headers[i].text, "message/", 8))
            return true;
    return false;
}

static void compare(struct slice mail)
{
    static const struct protocol protocol = {.id = NULL};
    struct verdict verdict;

    verdict_init(&verdict);
    struct message *m = message_read(mail, &protocol, &verdict);
    if (!m)
        exit(1);
    for (uint32_t i = 0; i < verdict.finding_count; i++)
        if (verdict.findings[i].reason < REASON_ATTACHMENT_MISSING) {
            printf("- %s", reason_name(verdict.findings[i].reason));
            goto out;
        }
    if (forwards(m->headers, m->header_count) || forwards(m->part_headers, m->part_header_count)) {
        printf("- forwarded");
        goto out;
    }
    print_ours(m);
    putchar('\t');
    print_gmime_mail(mail);
    putchar('\t');
    print_etpan_mail(mail);
out:
    putchar('\n');
    message_free(m);
}

int main(void)
{
    static unsigned char mail[MAIL_MAX + 1];
    unsigned char size[4];

    g_mime_init();
    while (fread(size, 1, sizeof(size), stdin) == sizeof(size)) {
        size_t len =
            (size_t)size[0] | (size_t)size[1] << 8 | (size_t)size[2] << 16 | (size_t)size[3] << 24;
        if (len > MAIL_MAX || fread(mail, 1, len, stdin) != len)
            return 1;
        mail[len] = '\0';
        compare(slice_of(mail, len));
    }
    g_mime_shutdown();
    return ferror(stdin) || fflush(stdout) != 0;
}
