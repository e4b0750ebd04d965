/*
 * vcard-technical.c - properties that programs write and that say nothing of a person
 *
 * Each has a grammar of its own, so that nothing else fits in.
 */
#include "inspect/detect.h"
#include "inspect/format/vcard.h"

#include <string.h>

enum { DESIGN_MAX = 4000 };

static bool only(struct slice text, const char *characters, size_t max)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '\0' || strchr(characters, text.data[i]) == NULL)
            return false;
    return text.len <= max;
}

/* figures - passes over so many digits at *at; false when there are fewer */
static bool figures(struct slice value, size_t *at, unsigned count)
{
    for (; count > 0; count--, ++*at)
        if (*at >= value.len || value.data[*at] < '0' || value.data[*at] > '9')
            return false;
    return true;
}

/* mark - passes over one of some characters at *at when it is there */
static bool mark(struct slice value, size_t *at, const char *characters)
{
    if (*at >= value.len || value.data[*at] == '\0' || strchr(characters, value.data[*at]) == NULL)
        return false;
    ++*at;
    return true;
}

/* pairs - so many pairs of digits, perhaps with a mark before each but the first */
static bool pairs(struct slice value, size_t *at, unsigned count, const char *between)
{
    for (unsigned i = 0; i < count; i++) {
        if (i > 0)
            mark(value, at, between);
        if (!figures(value, at, 2))
            return false;
    }
    return true;
}

/* time_stamp - 20261123T130000Z, 2026-11-23T13:00:00.000+01:00 and the like: when the card was
 * saved, so always with the time, and not before there were cards. A day alone is a date. */
static bool time_stamp(struct slice value)
{
    size_t at = 0;

    if (!(slice_starts(value, "199") || slice_starts(value, "20")) || !figures(value, &at, 4))
        return false;
    mark(value, &at, "-");
    if (!pairs(value, &at, 2, "-") || !mark(value, &at, "T") || !pairs(value, &at, 3, ":"))
        return false;
    if (mark(value, &at, ".") && !figures(value, &at, 3))
        return false;
    if (mark(value, &at, "+-")) {
        if (!pairs(value, &at, 2, ":"))
            return false;
    } else {
        mark(value, &at, "Z");
    }
    return at == value.len;
}

/* unique - a UUID, alone or as URN, or Apple's UUID with ":ABPerson" */
static bool unique(struct slice value)
{
    static const unsigned char hyphens[] = {8, 13, 18, 23};

    if (slice_starts_nocase(value, "urn:uuid:"))
        value = slice_sub(value, 9, value.len);
    if (value.len == 45 && slice_is(slice_sub(value, 36, 9), ":ABPerson"))
        value = slice_sub(value, 0, 36);
    if (value.len != 36)
        return false;
    for (size_t i = 0; i < sizeof hyphens; i++)
        if (value.data[hyphens[i]] != '-')
            return false;
    return only(value, "0123456789abcdefABCDEF-", 36);
}

/* product_version - 17.5.1, v5.5.3, 2449B13 */
static bool product_version(struct slice word)
{
    size_t at = 0, letters = 0;

    mark(word, &at, "v");
    if (at >= word.len || word.data[at] < '0' || word.data[at] > '9')
        return false;
    for (; at < word.len; at++)
        letters += word.data[at] >= 'A' && word.data[at] <= 'Z' ? 1 : 0;
    return letters <= 1 && word.len <= 12 &&
           only(slice_sub(word, 1, word.len), "0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZ", 11);
}

/* product_words - names of programs and systems, languages, and versions; nothing else */
static bool product_words(struct slice text)
{
    static const char *const known[] = {
        "iPhone", "iPad",     "iOS",      "iPadOS",      "OS",      "macOS", "Mac",    "X",
        "Web",    "Address",  "Book",     "AddressBook", "iCloud",  "Mail",  "Sabre",  "VObject",
        "for",    "Contacts", "Outlook",  "MIMEDIR",     "Windows", "Phone", "Google", "Android",
        "People", "vCard",    "Exchange", "Server",      "EN",      "NL",    "FR",     "DE",
        "",       NULL};
    size_t from = 0;

    while (from <= text.len) {
        size_t end = from;
        struct slice word;

        while (end < text.len && text.data[end] != ' ' && text.data[end] != '/')
            end++;
        word = slice_sub(text, from, end - from);
        if (!slice_in_nocase(word, known) && !product_version(word))
            return false;
        from = end + 1;
    }
    return text.len <= 60;
}

/* product - "-//Apple Inc.//iPhone OS 17.0//EN": a known maker, known words, a version */
static bool product(struct slice value)
{
    static const char *const makers[] = {"-//Apple Inc.//",  "-//Microsoft Corporation//",
                                         "-//Google Inc.//", "-//Google LLC//",
                                         "-//Sabre//",       "-//Mozilla.org//",
                                         "-//Thunderbird",   "ez-vcard ",
                                         "-//Nextcloud",     "-//Synology",
                                         "-//CardDAV",       NULL};

    for (size_t i = 0; makers[i] != NULL; i++)
        if (slice_starts_nocase(value, makers[i]))
            return product_words(slice_sub(value, strlen(makers[i]), value.len));
    return false;
}

/* place_label - what a number or address is for, in Apple's and other words */
static bool place_label(struct slice value)
{
    static const char *const known[] = {"_$!<Home>!$_",
                                        "_$!<Work>!$_",
                                        "_$!<Mobile>!$_",
                                        "_$!<Main>!$_",
                                        "_$!<Other>!$_",
                                        "_$!<HomeFAX>!$_",
                                        "home",
                                        "work",
                                        "mobile",
                                        "main",
                                        "other",
                                        "thuis",
                                        "werk",
                                        "mobiel",
                                        "gsm",
                                        "priv\xC3\xA9",
                                        "domicile",
                                        "bureau",
                                        "portable",
                                        "obsolete",
                                        "",
                                        NULL};

    return slice_in_nocase(value, known);
}

static bool says_nothing(const struct card_property *p)
{
    static const char *const yes_no[] = {"YES", "NO", "TRUE", "FALSE", "0", "1", NULL};
    static const char *const classes[] = {"PUBLIC", "PRIVATE", "CONFIDENTIAL", NULL};
    /* Apple's settings of a picture, which stay without one */
    static const char *const photos[] = {"ALWAYS_ASK", "AUTO_UPDATE", "AUTOUPDATE", "PHOTO",
                                         "MONOGRAM",   "MEMOJI",      NULL};
    /* the group that Google puts every contact in, and its star */
    static const char *const groups[] = {"myContacts", "myContacts,starred", "starred,myContacts",
                                         NULL};
    struct slice value = slice_trim(buffer_slice(&p->text)), name = p->name;

    if (slice_is_nocase(name, "VERSION"))
        return slice_is(value, "2.1") || slice_is(value, "3.0") || slice_is(value, "4.0");
    if (slice_is_nocase(name, "END"))
        return true;
    if (slice_is_nocase(name, "REV"))
        return time_stamp(value);
    if (slice_is_nocase(name, "UID") || slice_is_nocase(name, "X-ABUID"))
        return unique(value);
    if (slice_is_nocase(name, "PRODID"))
        return product(value);
    if (slice_is_nocase(name, "CLASS"))
        return slice_in_nocase(value, classes);
    if (slice_is_nocase(name, "KIND"))
        return slice_is_nocase(value, "individual");
    if (slice_is_nocase(name, "CATEGORIES"))
        return slice_in_nocase(value, groups);
    if (slice_is_nocase(name, "X-MS-OL-DEFAULT-POSTAL-ADDRESS"))
        return only(value, "0123", 1);
    if (slice_is_nocase(name, "PROFILE"))
        return slice_is_nocase(value, "VCARD");
    if (slice_is_nocase(name, "X-SHARED-PHOTO-DISPLAY-PREF") ||
        slice_is_nocase(name, "X-IMAGETYPE"))
        return slice_in_nocase(value, photos);
    if (slice_is_nocase(name, "X-MS-SIGNATURE") || slice_is_nocase(name, "X-MOZILLA-HTML"))
        return slice_in_nocase(value, yes_no);
    if (slice_is_nocase(name, "X-ABLABEL"))
        return place_label(value);
    if (slice_is_nocase(name, "X-ABADR"))
        return only(value, "abcdefghijklmnopqrstuvwxyz", 2);
    return slice_is_nocase(name, "X-MS-OL-DESIGN") && card_design(value);
}

bool card_technical(const struct card_property *p, bool *technical_r)
{
    unsigned found;

    *technical_r = says_nothing(p);
    if (!*technical_r || !slice_is_nocase(p->name, "PRODID"))
        return true;
    /* the name of a program is free enough to hold a number */
    if (!detect_all(buffer_slice(&p->text),
                    DETECT_NATIONAL_NUMBER | DETECT_BANK_ACCOUNT | DETECT_CARD_NUMBER, &found))
        return false;
    *technical_r = found == 0;
    return true;
}

/* --- X-MS-OL-DESIGN: the layout of Outlook's card, as XML --- */

static bool design_property(struct slice value)
{
    static const char *const known[] = {
        "name",       "fileas",     "org",       "dept",        "title",       "blank",
        "im",         "telwork",    "telwork2",  "telhome",     "telhome2",    "telcell",
        "telfax",     "telhomefax", "telpager",  "telother",    "telotherfax", "telprimary",
        "telcompany", "telcar",     "telassist", "telcallback", "telisdn",     "telradio",
        "teltelex",   "telttytdd",  "email",     "email2",      "email3",      "addrwork",
        "addrhome",   "addrother",  "webwork",   "webhome",     "user1",       "user2",
        "user3",      "user4",      "yomi",      "yominame",    "yomiorg",     NULL};

    return slice_in_nocase(value, known);
}

/* attribute_value - what an attribute of the layout may say */
static bool attribute_value(struct slice name, struct slice value)
{
    static const char *const words[] = {
        "left",    "right",   "center",  "tleft", "tright", "bleft",       "bright", "top",
        "bottom",  "full",    "ltr",     "rtl",   "b",      "i",           "u",      "bi",
        "bu",      "iu",      "biu",     "photo", "logo",   "cardpicture", "text",   "none",
        "tcenter", "bcenter", "stretch", "fit",   NULL};
    static const char *const named[] = {"align", "dir", "style", "layout", "use", NULL};

    if (slice_is(name, "xmlns"))
        return value.len == 0 || slice_is(value, "http://schemas.microsoft.com/office/outlook/12/"
                                                 "electronicbusinesscards");
    if (slice_is(name, "bgcolor") || slice_is(name, "color"))
        return only(value, "0123456789abcdefABCDEF", 6);
    if (slice_is(name, "ver") || slice_is(name, "size") || slice_is(name, "area"))
        return only(value, "0123456789.", 4);
    if (slice_is(name, "prop"))
        return design_property(value);
    return slice_in_nocase(name, named) && slice_in_nocase(value, words);
}

/* attributes - name="value", to the end of the tag */
static bool attributes(struct slice rest)
{
    while ((rest = slice_trim(rest)).len > 0) {
        size_t equals = slice_find_byte(rest, '=', 0), end;

        if (equals == SIZE_MAX || equals + 1 >= rest.len || rest.data[equals + 1] != '"')
            return false;
        end = slice_find_byte(rest, '"', equals + 2);
        if (end == SIZE_MAX || !attribute_value(slice_sub(rest, 0, equals),
                                                slice_sub(rest, equals + 2, end - equals - 2)))
            return false;
        rest = slice_sub(rest, end + 1, rest.len);
    }
    return true;
}

/* tag - what stands between < and > */
static bool tag(struct slice inside)
{
    static const char *const elements[] = {"card", "img", "fld", "label", NULL};
    size_t name = 0;

    if (slice_starts(inside, "/"))
        return slice_in_nocase(slice_sub(inside, 1, inside.len), elements);
    if (inside.len > 0 && inside.data[inside.len - 1] == '/')
        inside = slice_sub(inside, 0, inside.len - 1);
    while (name < inside.len && inside.data[name] != ' ')
        name++;
    return slice_in_nocase(slice_sub(inside, 0, name), elements) &&
           attributes(slice_sub(inside, name, inside.len));
}

/* caption - the words that Outlook puts before a line, in Dutch, French and English */
static bool caption(struct slice text)
{
    static const char *const known[] = {"",
                                        "Work",
                                        "Home",
                                        "Mobile",
                                        "Business",
                                        "Fax",
                                        "Other",
                                        "Pager",
                                        "Werk",
                                        "Thuis",
                                        "Priv\xC3\xA9",
                                        "Mobiel",
                                        "Overig",
                                        "Zakelijk",
                                        "Bureau",
                                        "Domicile",
                                        "T\xC3\xA9l. mobile",
                                        "Mobile",
                                        "Autre",
                                        "Bureau (t\xC3\xA9l.)",
                                        "Work Fax",
                                        "Home Fax",
                                        "Fax werk",
                                        "Fax thuis",
                                        NULL};

    return slice_in_nocase(slice_trim(text), known);
}

bool card_design(struct slice text)
{
    size_t at = 0;

    if (text.len > DESIGN_MAX)
        return false;
    while (at < text.len) {
        size_t open = slice_find_byte(text, '<', at), close;

        if (open == SIZE_MAX)
            return caption(slice_sub(text, at, text.len));
        close = slice_find_byte(text, '>', open);
        if (close == SIZE_MAX || !caption(slice_sub(text, at, open - at)) ||
            !tag(slice_sub(text, open + 1, close - open - 1)))
            return false;
        at = close + 1;
    }
    return true;
}
