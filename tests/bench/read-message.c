/*
 * read-message - seconds for one mail: the message reader, its floor and GMime, in turn
 *
 * read-message FILE ROUNDS BEGIN LENGTH: the base64 of the attachment stands at BEGIN, LENGTH bytes
 * of it. Writes a line a round: seconds of processor time of
 *   ours    message_read() and a SHA-256 of the attachment
 *   a floor for each base64 decoder at hand: one pass over the base64, and the same SHA-256
 *   gmime   GMime's parser, the attachment decoded, and the same SHA-256
 * With a LENGTH of 0 there is no attachment to decode, and the mail may be one that is refused:
 * ours alone is measured, message_read() and leak_check() over what it read.
 */
#include "base/digest.h"
#include "inspect/leak.h"
#include "inspect/message.h"

#include <gmime/gmime.h>
#include <modp_b64.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Passes within one measurement, so that it lasts for some milliseconds at least */
enum { BYTES_A_MEASUREMENT = 8 << 20 };

struct job {
    struct slice mail, base64;
    unsigned char *room;               /* for the decoded attachment */
    unsigned char digest[SHA256_SIZE]; /* of the attachment, as the reader saw it */
};

static void fail(const char *what)
{
    fprintf(stderr, "read-message: %s\n", what);
    exit(1);
}

static void hash_alike(const struct job *job, struct slice data)
{
    unsigned char digest[SHA256_SIZE];

    if (!sha256(data, digest) || memcmp(digest, job->digest, SHA256_SIZE) != 0)
        fail("two decoders disagree");
}

static void ours(struct job *job)
{
    struct protocol protocol = {.max_message_bytes = UINT64_MAX};
    struct verdict verdict;
    verdict_init(&verdict);
    struct message *m = message_read(job->mail, &protocol, &verdict);

    if (m == NULL)
        fail("no memory");
    if (verdict.finding_count > 0 || m->archive == NULL)
        fail("the mail is not accepted");
    if (!sha256(slice_of(m->archive->data, m->archive->len), job->digest))
        fail("no digest");
    message_free(m);
}

static void judge_text(struct job *job)
{
    struct protocol protocol = {.max_message_bytes = UINT64_MAX, .consent_statement = ""};
    struct verdict verdict;
    verdict_init(&verdict);
    struct message *m = message_read(job->mail, &protocol, &verdict);
    const struct leak_input in = {.message = m, .protocol = &protocol};

    if (m == NULL || !leak_check(&in, &verdict))
        fail("no memory");
    message_free(m);
}

static void floor_openssl(struct job *job)
{
    EVP_ENCODE_CTX *c = EVP_ENCODE_CTX_new();
    int len = 0, more = 0;

    EVP_DecodeInit(c);
    if (EVP_DecodeUpdate(c, job->room, &len, job->base64.data, (int)job->base64.len) < 0 ||
        EVP_DecodeFinal(c, job->room + len, &more) < 0)
        fail("OpenSSL does not decode it");
    EVP_ENCODE_CTX_free(c);
    hash_alike(job, slice_of(job->room, (size_t)(len + more)));
}

static void floor_glib(struct job *job)
{
    gint state = 0;
    guint save = 0;
    gsize len = g_base64_decode_step((const gchar *)job->base64.data, job->base64.len, job->room,
                                     &state, &save);

    hash_alike(job, slice_of(job->room, len));
}

/* takes no line ends: a call a line */
static void floor_modp(struct job *job)
{
    struct slice s = job->base64;
    size_t len = 0;

    for (size_t at = 0, end; at < s.len; at = end + 2) {
        end = slice_find_byte(s, '\r', at);
        if (end == SIZE_MAX)
            end = s.len;
        len += modp_b64_decode((char *)job->room + len, (const char *)s.data + at, end - at);
    }
    hash_alike(job, slice_of(job->room, len));
}

static void hash_part(GMimeObject *parent, GMimeObject *part, gpointer data)
{
    const struct job *job = data;
    GMimeContentDisposition *how = g_mime_object_get_content_disposition(part);

    (void)parent;
    if (!GMIME_IS_PART(part) || how == NULL || !g_mime_content_disposition_is_attachment(how))
        return;
    GMimeStream *out = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), out);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
    hash_alike(job, slice_of(bytes->data, bytes->len));
    g_object_unref(out);
}

static void gmime(struct job *job)
{
    GMimeStream *in =
        g_mime_stream_mem_new_with_buffer((const char *)job->mail.data, job->mail.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(in);
    GMimeMessage *m = g_mime_parser_construct_message(parser, NULL);

    if (m == NULL)
        fail("GMime does not read it");
    g_mime_message_foreach(m, hash_part, job);
    g_object_unref(m);
    g_object_unref(parser);
    g_object_unref(in);
}

static double seconds(void (*pass)(struct job *), struct job *job)
{
    size_t passes = BYTES_A_MEASUREMENT / (job->mail.len + 1) + 1;
    struct timespec begin, end;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    for (size_t i = 0; i < passes; i++)
        pass(job);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    return ((double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9) /
           (double)passes;
}

static struct slice read_whole(const char *path)
{
    FILE *f = fopen(path, "rb");
    struct buffer b;
    unsigned char piece[65536];
    size_t n;

    buffer_init(&b, SIZE_MAX);
    if (f == NULL)
        fail("no such mail");
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        if (!buffer_append(&b, piece, n))
            fail("no memory");
    fclose(f);
    return buffer_slice(&b);
}

static const struct measured {
    const char *name;
    void (*pass)(struct job *);
} DECODING[] = {{"ours", ours},
                {"gmime", gmime},
                {"openssl", floor_openssl},
                {"glib", floor_glib},
                {"modp", floor_modp}},
  JUDGING[] = {{"ours", judge_text}};

int main(int argc, char **argv)
{
    struct job job = {0};

    if (argc != 5)
        fail("usage: read-message FILE ROUNDS BEGIN LENGTH");
    g_mime_init();
    job.mail = read_whole(argv[1]);
    job.base64 = slice_sub(job.mail, (size_t)atol(argv[3]), (size_t)atol(argv[4]));
    job.room = malloc(job.base64.len + 16);
    const struct measured *what = job.base64.len > 0 ? DECODING : JUDGING;
    size_t count = job.base64.len > 0 ? sizeof DECODING / sizeof DECODING[0] : 1;
    for (int round = -1; round < atoi(argv[2]); round++) { /* the first one warms up */
        for (size_t i = 0; i < count; i++) {
            double s = seconds(what[i].pass, &job);
            if (round >= 0)
                printf("%s=%.9f ", what[i].name, s);
        }
        if (round >= 0)
            printf("\n");
    }
    free(job.room);
    return 0;
}
