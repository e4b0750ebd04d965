/*
 * leak-text - every text of a mail that travels readable, and what each is looked at for
 *
 * Private to the leak check.
 */
#ifndef INSPECT_LEAK_TEXT_H
#define INSPECT_LEAK_TEXT_H

#include "inspect/message.h"

enum leak_source {
    LEAK_SUBJECT,
    LEAK_FILE_NAME, /* of an attachment, of the member */
    LEAK_PLAIN,     /* text body */
    LEAK_HTML,      /* what a browser shows of an HTML body */
    LEAK_HIDDEN,    /* words that an HTML body hides; HTML_* of inspect/html.h */
    LEAK_MACHINERY,
    LEAK_UNESCAPED,        /* of body or header: lines with their percent escapes undone */
    LEAK_WORDS_HEADER,     /* people write words there: Keywords, Comments ... */
    LEAK_ADDRESS_HEADER,   /* From, To ...: names and addresses */
    LEAK_TECHNICAL_HEADER, /* made by programs */
    LEAK_OTHER_HEADER,     /* not known */
    LEAK_SOURCE_COUNT
};

struct leak_text {
    enum leak_source source;
    struct place place; /* of the whole text, or of its first line */
    struct slice raw;   /* UTF-8 with LF line ends; belongs to the message or to leak_texts */
};

struct leak_texts {
    struct leak_text *items;
    size_t count, capacity;
    struct buffer *made; /* texts taken out of others */
    size_t made_count;
};

/* leak_texts_collect - message may be NULL, and so may member_name. False without memory; clear it
 * in either case. */
bool leak_texts_collect(struct leak_texts *t, const struct message *message,
                        const char *member_name);
void leak_texts_clear(struct leak_texts *t);

/* leak_text_is_body - text in lines, which the reader of the mail counts */
bool leak_text_is_body(const struct leak_text *t);
/* leak_text_place - of line `line` (from 0); only bodies have more than one place */
struct place leak_text_place(const struct leak_text *t, uint32_t line);

/* A text folded line by line, its lines joined by one blank; lines of which nothing is left are
 * left out */
struct folded {
    struct buffer text;
    uint32_t *starts; /* offset of each line that is in text */
    uint32_t *lines;  /* its number, from 0, in the raw text */
    size_t count;
};
typedef bool fold_function(struct slice text, struct buffer *out);

/* folded_read - false without memory or when raw is not UTF-8; clear it in either case */
bool folded_read(struct folded *f, struct slice raw, fold_function *fold);
void folded_clear(struct folded *f);
/* folded_line - index in starts of the line in which that offset of text lies */
size_t folded_line(const struct folded *f, size_t offset);
struct slice folded_line_text(const struct folded *f, size_t index);

#endif
