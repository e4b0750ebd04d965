/*
 * log-mail - looks through messages, line by line
 *
 * In the header: the Referral-Receipt fields. In every part that is base64 or quoted-printable: the
 * SHA-256 of what it decodes to. A part ends at a boundary line of any multipart seen before it.
 */
#include "tool/log-mail.h"

#include "base/encode.h"
#include "record/receipt.h"

#include <openssl/evp.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { BOUNDARY_MAX = 128, FIELD_MAX = 4096 };

enum coding { CODING_OTHER, CODING_BASE64, CODING_QUOTED };

struct walk {
    FILE *in;
    const struct mail_visitor *visitor;
    struct mail mail;
    bool mbox, started; /* a message is under way */

    bool in_header, top_header;
    char field[FIELD_MAX]; /* the header field under way, unfolded */
    size_t field_len;
    bool field_cut; /* it was longer */

    char boundaries[MAIL_BOUNDARIES_MAX][BOUNDARY_MAX];
    size_t boundary_count;
    enum coding coding;
    EVP_MD_CTX *hash; /* of the part under way */
    bool hashing;
    uint32_t bits; /* of the base64 group under way */
    unsigned group;
    bool line_end_due; /* quoted-printable: the end of the line before; not of the last one */
    bool line_open;    /* the last piece of line had no line feed */
};

/* finish_part - compares what the part decoded to with what the receipts name */
static void finish_part(struct walk *w)
{
    unsigned char digest[SHA256_SIZE];
    unsigned len = sizeof digest;
    char hex[SHA256_HEX_SIZE];

    if (w->hashing && EVP_DigestFinal_ex(w->hash, digest, &len) == 1) {
        hex_encode(digest, sizeof digest, hex);
        for (size_t i = 0; i < w->mail.receipt_count && i < MAIL_RECEIPTS_MAX; i++)
            if (w->mail.receipts[i].wanted_valid && strcmp(w->mail.receipts[i].wanted, hex) == 0)
                w->mail.receipts[i].found = true;
    }
    w->hashing = false;
    w->coding = CODING_OTHER;
}

static void start_part(struct walk *w)
{
    w->bits = 0;
    w->group = 0;
    w->line_end_due = false;
    w->hashing = w->coding != CODING_OTHER && EVP_DigestInit_ex(w->hash, EVP_sha256(), NULL) == 1;
}

static void hash_byte(struct walk *w, unsigned char byte)
{
    EVP_DigestUpdate(w->hash, &byte, 1);
}

static int base64_digit(unsigned char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;

    return at != NULL ? (int)(at - digits) : -1;
}

static void decode_base64(struct walk *w, struct slice line)
{
    unsigned char out[(MAIL_LINE_MAX + 3) / 4 * 3];
    size_t len = 0;

    for (size_t i = 0; i < line.len; i++) {
        int digit = base64_digit(line.data[i]);

        if (digit < 0)
            continue;
        w->bits = w->bits << 6 | (uint32_t)digit;
        w->group++;
        if (w->group > 1) {
            unsigned spare = (4 - w->group) * 2;

            out[len++] = (unsigned char)(w->bits >> spare);
        }
        w->group %= 4;
    }
    EVP_DigestUpdate(w->hash, out, len);
}

static void decode_quoted(struct walk *w, struct slice line, bool feed)
{
    if (w->line_end_due)
        EVP_DigestUpdate(w->hash, "\r\n", 2);
    w->line_end_due = false;
    while (feed && line.len > 0 &&
           (line.data[line.len - 1] == ' ' || line.data[line.len - 1] == '\t'))
        line.len--;
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] == '=' && i + 1 == line.len)
            return; /* soft line break */
        if (line.data[i] == '=' && i + 2 < line.len && hex_digit(line.data[i + 1]) >= 0 &&
            hex_digit(line.data[i + 2]) >= 0) {
            hash_byte(
                w, (unsigned char)(hex_digit(line.data[i + 1]) << 4 | hex_digit(line.data[i + 2])));
            i += 2;
        } else {
            hash_byte(w, line.data[i]);
        }
    }
    w->line_end_due = feed;
}

/* field_is - the field under way has that name; its value */
static const char *field_is(const struct walk *w, const char *name)
{
    size_t len = strlen(name);

    if (strncasecmp(w->field, name, len) != 0)
        return NULL;
    len += strspn(w->field + len, " \t");
    return w->field[len] == ':' ? w->field + len + 1 + strspn(w->field + len + 1, " \t") : NULL;
}

static void note_boundary(struct walk *w, const char *value)
{
    const char *at = strcasestr(value, "boundary");
    size_t len;
    bool quoted;

    if (at == NULL || w->boundary_count == MAIL_BOUNDARIES_MAX)
        return;
    at += strlen("boundary");
    at += strspn(at, " \t");
    if (*at != '=')
        return;
    at++;
    at += strspn(at, " \t");
    quoted = *at == '"';
    at += quoted;
    len = strcspn(at, quoted ? "\"" : "; \t");
    if (len == 0 || len >= BOUNDARY_MAX)
        return;
    memcpy(w->boundaries[w->boundary_count], at, len);
    w->boundaries[w->boundary_count++][len] = '\0';
}

static void note_receipt(struct walk *w, const char *value)
{
    struct mail_receipt *r;
    struct receipt parsed;
    size_t len;

    if (w->mail.receipt_count++ >= MAIL_RECEIPTS_MAX)
        return;
    r = &w->mail.receipts[w->mail.receipt_count - 1];
    *r = (struct mail_receipt){0};
    len = strlen(value);
    while (len > 0 && (value[len - 1] == ' ' || value[len - 1] == '\t'))
        len--;
    if (len >= MAIL_VALUE_MAX || w->field_cut)
        return;
    memcpy(r->value, value, len);
    r->value[len] = '\0';
    r->wanted_valid = receipt_parse(slice_of(r->value, len), &parsed);
    if (r->wanted_valid)
        memcpy(r->wanted, parsed.archive_sha256, SHA256_HEX_SIZE);
}

static void finish_field(struct walk *w)
{
    const char *value;

    w->field[w->field_len] = '\0';
    if ((value = field_is(w, "Content-Type")) != NULL)
        note_boundary(w, value);
    else if ((value = field_is(w, "Content-Transfer-Encoding")) != NULL)
        w->coding = strncasecmp(value, "base64", 6) == 0              ? CODING_BASE64
                    : strncasecmp(value, "quoted-printable", 16) == 0 ? CODING_QUOTED
                                                                      : CODING_OTHER;
    else if (w->top_header && (value = field_is(w, RECEIPT_HEADER)) != NULL)
        note_receipt(w, value);
    w->field_len = 0;
    w->field_cut = false;
}

/* add_to_field - with every run of blanks made one, as folding may have changed them */
static void add_to_field(struct walk *w, struct slice line)
{
    for (size_t i = 0; i < line.len; i++) {
        char c = line.data[i] == '\t' ? ' ' : (char)line.data[i];

        if (c == '\0' || w->field_len + 1 >= FIELD_MAX)
            w->field_cut = true;
        else if (c != ' ' || w->field_len == 0 || w->field[w->field_len - 1] != ' ')
            w->field[w->field_len++] = c;
    }
}

static void header_line(struct walk *w, struct slice line)
{
    if (line.len == 0) {
        finish_field(w);
        w->in_header = w->top_header = false;
        start_part(w);
        return;
    }
    if (line.data[0] != ' ' && line.data[0] != '\t')
        finish_field(w);
    add_to_field(w, line);
}

static bool at_boundary(const struct walk *w, struct slice line)
{
    if (!slice_starts(line, "--"))
        return false;
    for (size_t i = 0; i < w->boundary_count; i++)
        if (slice_starts(slice_sub(line, 2, line.len), w->boundaries[i]))
            return true;
    return false;
}

static void begin_mail(struct walk *w)
{
    w->mail.number++;
    w->mail.receipt_count = 0;
    w->started = w->in_header = w->top_header = true;
    w->field_len = 0;
    w->field_cut = false;
    w->boundary_count = 0;
    w->coding = CODING_OTHER;
}

static void end_mail(struct walk *w)
{
    if (!w->started)
        return;
    if (w->in_header)
        finish_field(w);
    finish_part(w);
    w->visitor->mail(w->visitor->context, &w->mail);
    w->started = false;
}

static void take_line(struct walk *w, struct slice line, bool feed, bool whole)
{
    if (feed && line.len > 0 && line.data[line.len - 1] == '\r')
        line.len--;
    if (w->in_header) {
        header_line(w, line);
    } else if (whole && at_boundary(w, line)) {
        finish_part(w);
        w->in_header = true;
    } else if (w->hashing && w->coding == CODING_BASE64) {
        decode_base64(w, line);
    } else if (w->hashing) {
        decode_quoted(w, line, feed);
    }
}

/* read_piece - a line with its line feed, or as much of it as fits; 0 at the end */
static size_t read_piece(FILE *in, char *piece, size_t size)
{
    size_t len = 0;
    int c;

    while (len < size && (c = getc_unlocked(in)) != EOF) {
        piece[len++] = (char)c;
        if (c == '\n')
            break;
    }
    return len;
}

static void walk_lines(struct walk *w, char *piece)
{
    bool blank_before = true, line_start = true;
    size_t len;

    while ((len = read_piece(w->in, piece, MAIL_LINE_MAX)) > 0) {
        bool feed = piece[len - 1] == '\n';
        struct slice line = slice_of(piece, len - feed);

        if (w->mail.number == 0 && !w->started)
            w->mbox = slice_starts(line, "From ");
        if (w->mbox && line_start && blank_before && slice_starts(line, "From ")) {
            end_mail(w);
            begin_mail(w);
        } else {
            if (!w->started)
                begin_mail(w);
            take_line(w, line, feed, line_start);
        }
        blank_before = line_start && (line.len == 0 || slice_is(line, "\r"));
        line_start = feed;
    }
    end_mail(w);
}

static int read_file(const char *path, const struct mail_visitor *visitor)
{
    struct walk *w = calloc(1, sizeof *w);
    char *piece = malloc(MAIL_LINE_MAX);
    int result = -1;

    if (w != NULL && piece != NULL && (w->hash = EVP_MD_CTX_new()) != NULL &&
        (w->in = fopen(path, "rbe")) != NULL) {
        w->visitor = visitor;
        w->mail.file = path;
        walk_lines(w, piece);
        result = ferror(w->in) ? -1 : 0;
        fclose(w->in);
    }
    if (w != NULL)
        EVP_MD_CTX_free(w->hash);
    free(piece);
    free(w);
    return result;
}

static int not_dot(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int read_folder(const char *path, const struct mail_visitor *visitor)
{
    struct dirent **entries;
    int count = scandir(path, &entries, not_dot, alphasort), result = 0;

    if (count < 0)
        return -1;
    for (int i = 0; i < count; i++) {
        char *file = NULL;

        if (asprintf(&file, "%s/%s", path, entries[i]->d_name) < 0 || read_file(file, visitor) != 0)
            result = -1;
        free(file);
        free(entries[i]);
    }
    free(entries);
    return result;
}

static int read_maildir(const char *path, const struct mail_visitor *visitor)
{
    static const char *const parts[] = {"cur", "new"};
    int result = 0, found = 0;

    for (size_t i = 0; i < 2; i++) {
        struct stat st;
        char *folder;

        if (asprintf(&folder, "%s/%s", path, parts[i]) < 0)
            return -1;
        if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) {
            found++;
            if (read_folder(folder, visitor) != 0)
                result = -1;
        }
        free(folder);
    }
    if (found > 0)
        return result;
    errno = ENOTDIR; /* no Maildir */
    return -1;
}

int mailbox_read(const char *path, const struct mail_visitor *visitor)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return -1;
    return S_ISDIR(st.st_mode) ? read_maildir(path, visitor) : read_file(path, visitor);
}
