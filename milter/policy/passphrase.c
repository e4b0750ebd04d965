/*
 * passphrase - reads the agreed passphrases, and refuses those that protect nothing
 *
 * The bytes stand in the secure heap from the first read on. No complaint quotes one, or says more
 * of it than which rule it breaks.
 */
#include "base/utf8.h"
#include "inspect/fold.h"
#include "policy/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PASSPHRASE_BYTES_MAX = 1024,
    PASSPHRASE_LETTERS_MIN = 8,  /* fewer: an error */
    PASSPHRASE_LETTERS_GOOD = 14 /* fewer: a warning */
};

/* One passphrase being read; errors name its file */
struct reader {
    const char *path;
    uid_t owner;
    bool credential; /* systemd guards the folder, and shows group rights where it uses an ACL */
    struct complaints *complaints;
};

static void wrong(const struct reader *r, const char *what)
{
    complain(r->complaints, COMPLAINT_ERROR, r->path, 0, "%s", what);
}

/* check_file - of the open file, so that nobody can change it in between */
static bool check_file(const struct reader *r, int fd)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        wrong(r, strerror(errno));
    else if (!S_ISREG(status.st_mode))
        wrong(r, "the passphrase file is no regular file");
    else if (!r->credential && status.st_uid != r->owner && !(status.st_uid == 0 && geteuid() == 0))
        complain(r->complaints, COMPLAINT_ERROR, r->path, 0,
                 "the passphrase file belongs to another user (number %lu, not %lu): use chown",
                 (unsigned long)status.st_uid, (unsigned long)r->owner);
    else if (!r->credential && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        wrong(r, "group or others have rights on the passphrase file: use chmod 0400");
    else
        return true;
    return false;
}

/* read_bytes - the whole file into the secure heap, *content_r says how much of it; NULL when that
 * failed, which is told */
static struct secret *read_bytes(const struct reader *r, int fd, struct slice *content_r)
{
    struct secret *bytes = secret_new(PASSPHRASE_BYTES_MAX + 1);
    size_t length = 0;
    ssize_t got = 0;

    if (bytes == NULL) {
        wrong(r, "no room in locked memory for the passphrase");
        return NULL;
    }
    do {
        got = read(fd, bytes->data + length, bytes->len - length);
        length += got > 0 ? (size_t)got : 0;
    } while ((got > 0 && length < bytes->len) || (got < 0 && errno == EINTR));
    if (got < 0)
        wrong(r, strerror(errno));
    else if (length > PASSPHRASE_BYTES_MAX)
        wrong(r, "the passphrase is too long: at most 1024 bytes");
    else {
        *content_r = slice_of(bytes->data, length);
        return bytes;
    }
    secret_free(bytes);
    return NULL;
}

/* line_of - without byte order mark and one line end; nothing else is trimmed */
static struct slice line_of(struct slice bytes)
{
    if (slice_starts(bytes, "\xef\xbb\xbf"))
        bytes = slice_sub(bytes, 3, bytes.len);
    if (bytes.len > 0 && bytes.data[bytes.len - 1] == '\n') {
        bytes.len--;
        if (bytes.len > 0 && bytes.data[bytes.len - 1] == '\r')
            bytes.len--;
    }
    return bytes;
}

static bool check_letters(const struct reader *r, struct slice passphrase)
{
    size_t offset = 0, letters = 0;
    int32_t c;

    while ((c = utf8_next(passphrase, &offset)) >= 0) {
        if (c == '\n' || c == '\r') {
            wrong(r, "the passphrase file holds more than one line");
            return false;
        }
        if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
            wrong(r, "the passphrase holds a control character");
            return false;
        }
        letters++;
    }
    if (offset != passphrase.len)
        wrong(r, "the passphrase is not valid UTF-8");
    else if (letters < PASSPHRASE_LETTERS_MIN)
        wrong(r, "the passphrase is too short: at least 8 characters, better 14 or more");
    else if (letters < PASSPHRASE_LETTERS_GOOD)
        complain(r->complaints, COMPLAINT_WARNING, r->path, 0,
                 "the passphrase is short: 14 characters or more are better");
    return offset == passphrase.len && letters >= PASSPHRASE_LETTERS_MIN;
}

/* check_recipients - whoever knows the address would know the passphrase. Folded text lives in
 * buffers, which wipe themselves. */
static bool check_recipients(const struct reader *r, struct slice passphrase,
                             const struct string_list *recipients)
{
    struct buffer secret, address;
    bool inside = false;

    buffer_init(&secret, 32768);
    buffer_init(&address, 32768);
    if (!fold_text(passphrase, &secret))
        wrong(r, "the passphrase cannot be compared: out of memory");
    for (size_t i = 0; i < recipients->count && !secret.failed && !inside; i++) {
        buffer_clear(&address);
        inside = fold_text(slice_from(recipients->items[i]), &address) &&
                 slice_find(buffer_slice(&address), buffer_slice(&secret), 0) != SIZE_MAX;
    }
    if (inside)
        wrong(r, "the passphrase is part of a recipient's address: choose another");
    buffer_free(&address);
    inside = inside || secret.failed;
    buffer_free(&secret);
    return !inside;
}

static struct secret *read_passphrase(const struct reader *r, const struct string_list *recipients)
{
    int fd = open(r->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct secret *bytes = NULL, *passphrase = NULL;
    struct slice line = {NULL, 0};

    if (fd < 0) {
        complain(r->complaints, COMPLAINT_ERROR, r->path, 0, "cannot read the passphrase: %s",
                 strerror(errno));
        return NULL;
    }
    if (check_file(r, fd))
        bytes = read_bytes(r, fd, &line);
    if (bytes != NULL) {
        line = line_of(line);
        if (check_letters(r, line) && check_recipients(r, line, recipients)) {
            passphrase = secret_copy(line);
            if (passphrase == NULL)
                wrong(r, "no room in locked memory for the passphrase");
        }
    }
    secret_free(bytes);
    (void)close(fd);
    return passphrase;
}

/* from_previous - the passphrase that another policy read from this credential; NULL for none */
static const struct secret *from_previous(const struct policy *previous, const char *credential)
{
    for (size_t i = 0; i < previous->protocol_count; i++) {
        const struct policy_protocol *p = &previous->protocols[i];

        for (size_t j = 0; j < p->credentials.count; j++)
            if (p->passphrases[j] != NULL && strcmp(p->credentials.items[j], credential) == 0)
                return p->passphrases[j];
    }
    return NULL;
}

static struct secret *read_credential(const struct policy *policy, const char *name,
                                      const struct string_list *recipients,
                                      const struct policy *previous, struct complaints *complaints)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    const struct secret *known = previous != NULL ? from_previous(previous, name) : NULL;
    struct reader r = {.credential = true, .complaints = complaints};
    struct secret *passphrase = NULL;
    char *path = NULL;

    if (known != NULL) {
        r.path = policy->file;
        return check_recipients(&r, secret_slice(known), recipients)
                   ? secret_copy(secret_slice(known))
                   : NULL;
    }
    if (previous != NULL)
        complain(complaints, COMPLAINT_ERROR, policy->file, 0,
                 "credential \"%s\" is new, and credentials are read at the start only: restart",
                 name);
    else if (folder == NULL)
        complain(complaints, COMPLAINT_ERROR, policy->file, 0,
                 "credential \"%s\": no CREDENTIALS_DIRECTORY in the environment (set "
                 "LoadCredential= in the systemd unit)",
                 name);
    else if (asprintf(&path, "%s/%s", folder, name) >= 0) {
        r.path = path;
        passphrase = read_passphrase(&r, recipients);
        free(path);
    }
    return passphrase;
}

/* load_one - passphrase i of a protocol */
static bool load_one(const struct policy *policy, struct policy_protocol *p, size_t i, uid_t owner,
                     const struct policy *previous, struct complaints *complaints)
{
    const char *file = p->passphrase_files.items[i];
    struct reader r = {.path = file, .owner = owner, .complaints = complaints};
    size_t before = complaints_errors(complaints);

    if (file[0] != '\0')
        p->passphrases[i] = read_passphrase(&r, &p->recipients);
    else
        p->passphrases[i] =
            read_credential(policy, p->credentials.items[i], &p->recipients, previous, complaints);
    if (p->passphrases[i] == NULL && complaints_errors(complaints) == before)
        complain(complaints, COMPLAINT_ERROR, policy->file, 0,
                 "no room in locked memory for the passphrases");
    return p->passphrases[i] != NULL;
}

bool policy_load_secrets(struct policy *policy, uid_t owner, const struct policy *previous,
                         struct complaints *complaints)
{
    bool good = true;

    for (size_t i = 0; i < policy->protocol_count; i++) {
        struct policy_protocol *p = &policy->protocols[i];

        for (size_t j = 0; j < p->judged->passphrase_count; j++) {
            secret_free(p->passphrases[j]);
            good = load_one(policy, p, j, owner, previous, complaints) && good;
        }
    }
    return good;
}
