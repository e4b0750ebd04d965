/*
 * keystore - private keys and the head of the log, on disk
 *
 * Every file is written whole, synced and then given its name, so that a crash at any point leaves
 * the old or the new state. Knows nothing of records.
 */
#include "record/keystore.h"

#include "base/encode.h"
#include "base/whole.h"
#include "record/file.h"

#include <openssl/rand.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_FILE "signing.key"
#define NEXT_FILE "signing.key.next"
#define HEAD_FILE "head"
#define SENDER_FILE "sender.key"

enum { KEY_FILE_MAX = 256, HEAD_MAX = 128 };

/* private_file - regular, ours, closed to others */
static bool private_file(int folder, const char *path, const char *name,
                         struct complaints *complaints)
{
    struct stat st;

    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return true; /* reading it tells */
    if (S_ISREG(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 077) == 0)
        return true;
    complain(complaints, COMPLAINT_ERROR, path, 0,
             "%s must be a file of the user of the daemon, without rights for others (chmod 0600)",
             name);
    return false;
}

/* parse_key - "NUMBER BASE64" and a line feed */
static bool parse_key(struct slice text, struct stored_key *key)
{
    unsigned char seed[SIGNING_SEED_SIZE];
    size_t blank = slice_find_byte(text, ' ', 0), len = 0;
    bool good = false;

    if (blank == SIZE_MAX || blank > 9 || text.data[text.len - 1] != '\n')
        return false;
    key->number = 0;
    for (size_t i = 0; i < blank; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        key->number = key->number * 10 + (unsigned)(text.data[i] - '0');
    }
    if (base64_decode(slice_sub(text, blank + 1, text.len - blank - 2), seed, sizeof seed, &len) &&
        len == sizeof seed && key->number > 0) {
        key->key = signing_key_from_seed(seed);
        good = key->key != NULL;
    }
    bytes_wipe(seed, sizeof seed);
    return good;
}

enum stored keystore_read_key(int folder, const char *path, bool next, struct stored_key *key,
                              struct complaints *complaints)
{
    const char *name = next ? NEXT_FILE : KEY_FILE;
    enum stored result = STORED_BAD;
    struct buffer text;

    *key = (struct stored_key){0};
    buffer_init(&text, KEY_FILE_MAX);
    if (!private_file(folder, path, name, complaints))
        return STORED_BAD;
    if (!file_read(folder, name, &text)) {
        if (errno == ENOENT)
            result = STORED_NOT;
        else
            complain(complaints, COMPLAINT_ERROR, path, 0, "cannot read %s: %s", name,
                     strerror(errno));
    } else if (text.len > 0 && parse_key(buffer_slice(&text), key)) {
        result = STORED;
    } else {
        complain(complaints, COMPLAINT_ERROR, path, 0, "%s does not hold a key", name);
    }
    buffer_free(&text);
    return result;
}

bool keystore_write_next(int folder, const struct stored_key *key)
{
    unsigned char seed[SIGNING_SEED_SIZE];
    struct buffer text;
    bool good;

    buffer_init(&text, KEY_FILE_MAX);
    good = signing_key_seed(key->key, seed) && buffer_printf(&text, "%u ", key->number) &&
           base64_append(&text, slice_of(seed, sizeof seed)) && buffer_append_byte(&text, '\n') &&
           file_replace(folder, NEXT_FILE, 0600, buffer_slice(&text));
    bytes_wipe(seed, sizeof seed);
    buffer_free(&text);
    return good;
}

/* erase - zeros over the bytes of an open file */
static bool erase(int fd)
{
    static const unsigned char zeros[KEY_FILE_MAX];

    return whole_write_at(fd, slice_of(zeros, sizeof zeros), 0) && fsync(fd) == 0;
}

bool keystore_promote(int folder)
{
    int old = openat(folder, KEY_FILE, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    bool good = old >= 0 || errno == ENOENT;

    good = good && renameat(folder, NEXT_FILE, folder, KEY_FILE) == 0 && fsync(folder) == 0;
    if (old >= 0) {
        good = good && erase(old);
        close(old);
    }
    return good;
}

bool keystore_drop_next(int folder)
{
    int fd = openat(folder, NEXT_FILE, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    bool good = fd >= 0 && erase(fd);

    if (fd < 0)
        return errno == ENOENT;
    close(fd);
    return good && unlinkat(folder, NEXT_FILE, 0) == 0 && fsync(folder) == 0;
}

/* parse_head - "SEQ HASH" and a line feed */
static bool parse_head(struct slice text, struct head *head)
{
    unsigned char hash[SHA256_SIZE];
    size_t blank = slice_find_byte(text, ' ', 0);

    if (blank == SIZE_MAX || blank == 0 || blank > 18 || text.len != blank + SHA256_HEX_SIZE + 1 ||
        text.data[text.len - 1] != '\n')
        return false;
    head->seq = 0;
    for (size_t i = 0; i < blank; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        head->seq = head->seq * 10 + (uint64_t)(text.data[i] - '0');
    }
    if (!hex_decode(slice_sub(text, blank + 1, SHA256_HEX_SIZE - 1), hash, sizeof hash))
        return false;
    hex_encode(hash, sizeof hash, head->sha256);
    return true;
}

enum stored keystore_read_head(int folder, const char *path, struct head *head, int *fd_r,
                               struct complaints *complaints)
{
    enum stored result = STORED_BAD;
    struct buffer text;

    *fd_r = -1;
    *head = (struct head){0};
    if (!private_file(folder, path, HEAD_FILE, complaints))
        return STORED_BAD;
    buffer_init(&text, HEAD_MAX);
    if (!file_read(folder, HEAD_FILE, &text) && errno == ENOENT) {
        result = STORED_NOT;
    } else if (text.len == 0 || !parse_head(buffer_slice(&text), head)) {
        complain(complaints, COMPLAINT_WARNING, path, 0, "%s cannot be understood", HEAD_FILE);
        result = STORED_NOT;
    } else {
        *fd_r = openat(folder, HEAD_FILE, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
        result = *fd_r >= 0 ? STORED : STORED_BAD;
        if (*fd_r < 0)
            complain(complaints, COMPLAINT_ERROR, path, 0, "cannot open %s: %s", HEAD_FILE,
                     strerror(errno));
    }
    buffer_free(&text);
    return result;
}

int keystore_create_head(int folder)
{
    char text[HEAD_MAX];
    int len = snprintf(text, sizeof text, "0 %064d\n", 0);

    if (!file_replace(folder, HEAD_FILE, 0600, slice_of(text, (size_t)len)))
        return -1;
    return openat(folder, HEAD_FILE, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
}

bool keystore_write_head(int fd, const struct head *head)
{
    char text[HEAD_MAX];
    int len = snprintf(text, sizeof text, "%llu %s\n", (unsigned long long)head->seq, head->sha256);

    return whole_write_at(fd, slice_of(text, (size_t)len), 0);
}

bool keystore_sender_key(int folder, const char *path, unsigned char key[SHA256_SIZE],
                         struct complaints *complaints)
{
    char text[SHA256_HEX_SIZE + 1];
    struct buffer content;
    bool good;

    if (!private_file(folder, path, SENDER_FILE, complaints))
        return false;
    buffer_init(&content, KEY_FILE_MAX);
    if (file_read(folder, SENDER_FILE, &content)) {
        good =
            content.len == SHA256_HEX_SIZE && content.data[SHA256_HEX_SIZE - 1] == '\n' &&
            hex_decode(slice_sub(buffer_slice(&content), 0, SHA256_HEX_SIZE - 1), key, SHA256_SIZE);
    } else {
        good = errno == ENOENT && RAND_priv_bytes(key, SHA256_SIZE) == 1;
        hex_encode(key, SHA256_SIZE, text);
        text[SHA256_HEX_SIZE - 1] = '\n';
        good = good && file_replace(folder, SENDER_FILE, 0600, slice_of(text, SHA256_HEX_SIZE));
        bytes_wipe(text, sizeof text);
    }
    buffer_free(&content);
    if (!good)
        complain(complaints, COMPLAINT_ERROR, path, 0, "cannot read or make the file %s",
                 SENDER_FILE);
    return good;
}
