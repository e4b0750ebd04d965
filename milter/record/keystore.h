/*
 * keystore - the folder key_dir: what only the writer of the log may know
 *
 *     signing.key       number and private key, replaced with every segment
 *     signing.key.next  the one that comes, while the change is under way
 *     head              seq and hash of the last record: "SEQ HASH" and a line feed
 *     sender.key        key of the hashed sender addresses
 *
 * All files have mode 0600. A key that is replaced is overwritten and synced before it is given up;
 * on flash storage and copy-on-write file systems that is the best that can be done, no proof.
 */
#ifndef RECORD_KEYSTORE_H
#define RECORD_KEYSTORE_H

#include "base/complaint.h"
#include "base/digest.h"
#include "record/signing.h"

struct stored_key {
    EVP_PKEY *key; /* NULL: none */
    unsigned number;
};

enum stored { STORED, STORED_NOT, STORED_BAD /* told in complaints */ };

/* keystore_read_key - next: the one that comes */
enum stored keystore_read_key(int folder, const char *path, bool next, struct stored_key *key,
                              struct complaints *complaints);
/* keystore_write_next - synced when true */
bool keystore_write_next(int folder, const struct stored_key *key);
/* keystore_promote - the next key becomes the key, the old one is erased */
bool keystore_promote(int folder);
bool keystore_drop_next(int folder);

struct head {
    uint64_t seq;
    char sha256[SHA256_HEX_SIZE];
};

/* keystore_read_head - fd_r stays open for keystore_write_head(); -1 when there is no head */
enum stored keystore_read_head(int folder, const char *path, struct head *head, int *fd_r,
                               struct complaints *complaints);
int keystore_create_head(int folder);
/* keystore_write_head - not synced */
bool keystore_write_head(int fd, const struct head *head);

/* keystore_sender_key - reads, or makes at first use */
bool keystore_sender_key(int folder, const char *path, unsigned char key[SHA256_SIZE],
                         struct complaints *complaints);

#endif
