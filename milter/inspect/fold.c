/*
 * fold - text as it is compared
 *
 * Code points go through utf8proc one at a time, so that memory and time stay in proportion to the
 * text whatever marks it piles up: what reordering of marks would change is dropped anyway.
 */
#include "inspect/fold.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

enum {
    DECOMPOSED_MAX = 64, /* code points that one becomes; 18 is the most in Unicode 15 */
    MARKS_MAX = 30       /* in a row: the Stream-Safe Text Format of UAX #15, section 13 */
};

static const utf8proc_option_t FOLDING = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                         UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;

/* Which characters part words and are dropped */
enum fold_mode { FOLD_TEXT, FOLD_LETTERS, FOLD_WORDS };

struct folder {
    struct buffer *out;
    enum fold_mode mode;
    bool started;       /* something stands before the place where a blank could go */
    bool blank_pending; /* a blank, as soon as something follows */
};

/* Letters that people take for others, but that Unicode does not decompose */
struct letter {
    int32_t from;
    const char *to;
};
static const struct letter LETTERS[] = {
    {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"},  {0x00fe, "th"}, {0x0111, "d"}, {0x0127, "h"},
    {0x0131, "i"},  {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},  {0x0237, "j"},
};

static const char *plain_letter(int32_t c)
{
    for (size_t i = 0; i < sizeof(LETTERS) / sizeof(LETTERS[0]); i++)
        if (LETTERS[i].from == c)
            return LETTERS[i].to;
    return NULL;
}

static bool is_white_space(int32_t c)
{
    if ((c >= 0x09 && c <= 0x0d) || c == 0x85)
        return true;
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

/* is_letter_or_digit - the modifier letters of U+02B9 to U+02FF are signs such as apostrophes */
static bool is_letter_or_digit(int32_t c)
{
    if (c >= 0x02b9 && c <= 0x02ff)
        return false;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* digit_value - of a decimal digit of any script: each has its ten in a row, and no two rows touch,
 * but for those that decompose to ASCII; -1 for anything else */
static int digit_value(int32_t c)
{
    int value = 0;

    if (utf8proc_category(c) != UTF8PROC_CATEGORY_ND)
        return -1;
    while (value < 9 && utf8proc_category(c - value - 1) == UTF8PROC_CATEGORY_ND)
        value++;
    return value;
}

/* fold_decomposed - takes one code point that utf8proc has taken apart already */
static void fold_decomposed(struct folder *f, int32_t c)
{
    bool separates = f->mode == FOLD_TEXT ? is_white_space(c) : !is_letter_or_digit(c);
    if (separates) {
        f->blank_pending = f->started && f->mode != FOLD_LETTERS;
        return;
    }
    if (f->blank_pending)
        buffer_append_byte(f->out, ' ');
    f->blank_pending = false;
    f->started = true;
    const char *plain = plain_letter(c);
    int digit = digit_value(c);
    if (digit >= 0)
        buffer_append_byte(f->out, (unsigned char)('0' + digit));
    else if (plain)
        buffer_append_string(f->out, plain);
    else
        utf8_append(f->out, (uint32_t)c);
}

/* fold_ascii - what fold_code_point() does with these, much faster: most text is ASCII */
static void fold_ascii(struct folder *f, unsigned char c)
{
    bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    bool figure = c >= '0' && c <= '9';
    bool white = c == ' ' || (c >= 0x09 && c <= 0x0d);
    if (f->mode == FOLD_TEXT ? white : !letter && !figure) {
        f->blank_pending = f->started && f->mode != FOLD_LETTERS;
        return;
    }
    if (f->blank_pending)
        buffer_append_byte(f->out, ' ');
    f->blank_pending = false;
    f->started = true;
    buffer_append_byte(f->out, letter ? (unsigned char)(c | 0x20) : c);
}

/* fold_code_point - false when utf8proc fails, which it has no reason for */
static bool fold_code_point(struct folder *f, int32_t c)
{
    utf8proc_int32_t parts[DECOMPOSED_MAX];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, DECOMPOSED_MAX, FOLDING, &boundary);
    if (count < 0 || count > DECOMPOSED_MAX)
        return false;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        fold_decomposed(f, parts[i]);
    return true;
}

static bool fold(struct slice text, struct buffer *out, enum fold_mode mode)
{
    struct folder f = {.out = out, .mode = mode};
    size_t start = out->len, offset = 0;
    while (offset < text.len && !out->failed) {
        if (text.data[offset] < 0x80) {
            fold_ascii(&f, text.data[offset++]);
            continue;
        }
        int32_t c = utf8_next(text, &offset);
        if (c < 0 || !fold_code_point(&f, c))
            break;
    }
    if (offset == text.len && !out->failed)
        return true;
    buffer_truncate(out, start);
    return false;
}

bool fold_text(struct slice text, struct buffer *out)
{
    return fold(text, out, FOLD_TEXT);
}

bool fold_letters(struct slice text, struct buffer *out)
{
    return fold(text, out, FOLD_LETTERS);
}

bool fold_words(struct slice text, struct buffer *out)
{
    return fold(text, out, FOLD_WORDS);
}

/* is_mark - by either property: some marks of class 0 decompose into marks of other classes */
static bool is_mark(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);
    return utf8proc_get_property(c)->combining_class != 0 || category == UTF8PROC_CATEGORY_MN ||
           category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/* composable - valid UTF-8 whose marks come in runs of at most MARKS_MAX: putting a run into order
 * takes time that grows with its square */
static bool composable(struct slice text)
{
    size_t offset = 0;
    unsigned marks = 0;
    while (offset < text.len) {
        int32_t c = utf8_next(text, &offset);
        if (c < 0)
            return false;
        marks = is_mark(c) ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            return false;
    }
    return true;
}

/* composed - the code points of the text into memory of their own, composed, and appended as UTF-8
 */
static bool composed(struct slice text, struct buffer *out, utf8proc_option_t options)
{
    bool good = false;
    if (out->failed || !composable(text))
        return false;
    if (text.len == 0)
        return true;

    utf8proc_ssize_t len = (utf8proc_ssize_t)text.len;
    utf8proc_ssize_t count = utf8proc_decompose(text.data, len, NULL, 0, options);
    if (count < 0)
        return false;
    /* one more, since utf8proc_reencode() ends its text, which it writes in place, with a NUL */
    size_t size = ((size_t)count + 1) * sizeof(utf8proc_int32_t);
    utf8proc_int32_t *parts = malloc(size);
    if (!parts) {
        out->failed = true;
        return false;
    }
    if (utf8proc_decompose(text.data, len, parts, count, options) == count) {
        utf8proc_ssize_t written = utf8proc_reencode(parts, count, options);
        good = written >= 0 && buffer_append(out, parts, (size_t)written);
    }
    bytes_wipe(parts, size);
    free(parts);
    return good;
}

static bool is_ascii(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] >= 0x80)
            return false;
    return true;
}

bool normalise_nfc(struct slice text, struct buffer *out)
{
    if (is_ascii(text)) /* which is composed as it is */
        return buffer_append_slice(out, text);
    return composed(text, out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

bool fold_case(struct slice text, struct buffer *out)
{
    return composed(text, out, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

bool fold_case_loose(struct slice text, struct buffer *out)
{
    return composed(text, out,
                    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_COMPAT |
                        UTF8PROC_IGNORE);
}
