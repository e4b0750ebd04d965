/*
 * leak-client-private - what the two halves of leak-client share: needles made and needles looked
 * for
 */
#ifndef INSPECT_LEAK_CLIENT_PRIVATE_H
#define INSPECT_LEAK_CLIENT_PRIVATE_H

#include "inspect/leak-client.h"
#include "inspect/leak-needle.h"

enum client_needle {
    NEEDLE_FIRST,        /* a first name, or one word of several */
    NEEDLE_LAST,         /* a last name */
    NEEDLE_LAST_SENDERS, /* a last name that is in the sender's display name */
    NEEDLE_PART,         /* a word of a composed last name */
    NEEDLE_PART_ALONE,   /* one that counts alone where a last name does */
    NEEDLE_FULL,         /* first and last name */
    NEEDLE_WHOLE         /* any other value */
};

struct telephone {
    char digits[LEAK_DIGITS_MAX];
    unsigned count;
};

/* Where a client's first name, last name, or part of one was met last */
struct meeting {
    int64_t word; /* number of its last word */
    size_t at;    /* offset */
};
struct nearness {
    struct meeting first, last, part;
};

struct leak_client {
    struct needles needles;
    struct telephone *telephones;
    size_t telephone_count;
    struct nearness *near; /* by client */
    unsigned clients;
};

/* leak_word_is_particle - "van", "de" ...: part of a name, never one; leak_word_is_common - a word
 * of everyday letters that is somebody's last name too */
bool leak_word_is_particle(struct slice word);
bool leak_word_is_common(struct slice word);
/* leak_words_names - how many of these words are no particle */
size_t leak_words_names(struct slice words);
/* What people write for a last name, appended to out, or nothing; false without memory:
 * leak_words_possessive - "vermeulens"; leak_words_abbreviated - "v d broeck" for "van den broeck"
 */
typedef bool leak_words_writing(struct slice words, struct buffer *out);
leak_words_writing leak_words_possessive, leak_words_abbreviated;

#endif
