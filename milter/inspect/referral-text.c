/*
 * referral-text.c - text of a document, made fit to be compared and searched
 */
#include "inspect/referral-sink.h"

#include "base/utf8.h"
#include "inspect/detect.h"
#include "inspect/fold.h"

#include <utf8proc.h>

static bool is_blank(int32_t c)
{
    return c == ' ' || c == '\t' || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

/* does_not_show - characters that are in a text without being seen there */
static bool does_not_show(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        /* variation selectors, Hangul fillers; and the Braille pattern without dots */
        return utf8proc_get_property(c)->ignorable || c == 0x2800;
    }
}

static bool is_hyphen(int32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static bool is_mark(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);

    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_MC || utf8proc_get_property(c)->combining_class != 0;
}

struct cleaner {
    struct buffer *out;
    char pending; /* blank or line feed due before the next character; 0 for none */
    unsigned marks;
};

/* clean_char - false when the character does not show */
static bool clean_char(struct cleaner *k, int32_t c)
{
    if (c == '\n' || is_blank(c)) {
        if (k->out->len > 0 && k->pending != '\n')
            k->pending = c == '\n' ? '\n' : ' ';
        k->marks = 0;
        return true;
    }
    k->marks = is_mark(c) ? k->marks + 1 : 0;
    if (does_not_show(c) || k->marks > MARKS_MAX)
        return false;
    if (k->pending != 0)
        buffer_append_byte(k->out, (unsigned char)k->pending);
    k->pending = 0;
    utf8_append(k->out, is_hyphen(c) ? '-' : (uint32_t)c);
    return true;
}

bool text_clean(struct slice text, struct buffer *out, bool *hidden_r)
{
    struct buffer shown;
    struct cleaner k = {.out = &shown};
    size_t offset = 0;
    int32_t c;
    bool good;

    buffer_init(&shown, 2 * text.len + 16);
    while ((c = utf8_next(text, &offset)) >= 0)
        if (!clean_char(&k, c))
            *hidden_r = true;
    good = !shown.failed && normalise_nfc(buffer_slice(&shown), out);
    buffer_free(&shown);
    return good;
}

bool text_forbidden(struct slice text, struct place place, struct verdict *verdict)
{
    static const struct {
        enum detection kind;
        enum reason reason;
    } kinds[] = {{DETECT_NATIONAL_NUMBER, REASON_FORBIDDEN_NATIONAL_NUMBER},
                 {DETECT_BANK_ACCOUNT, REASON_FORBIDDEN_BANK_ACCOUNT},
                 {DETECT_DATE, REASON_FORBIDDEN_DATE},
                 {DETECT_CARD_NUMBER, REASON_FORBIDDEN_CARD_NUMBER}};
    unsigned wanted = 0, found;
    bool good;

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        wanted |= kinds[i].kind;
    good = detect_all(text, wanted, &found);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if ((found & kinds[i].kind) != 0)
            verdict_add(verdict, kinds[i].reason, place);
    return good;
}
