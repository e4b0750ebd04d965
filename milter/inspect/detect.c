/*
 * detect.c - numbers that must never be there: register numbers, accounts, cards
 *
 * Sources of the check digits: royal decree of 3 April 1984 (national register number: 97 minus the
 * remainder by 97, with 2000000000 added for who was born from 2000 on; BIS numbers add 20 or 40 to
 * the month), ISO 13616 and ISO/IEC 7064 MOD 97-10 (IBAN), ISO/IEC 7812-1 annex B (cards). Dates
 * are in detect-date.c.
 */
#include "inspect/detect.h"

#include "base/ascii.h"
#include "inspect/detect-scan.h"

#include <string.h>

enum {
    WINDOW_GROUPS = 11,
    NATIONAL_DIGITS = 11,
    ACCOUNT_DIGITS = 12,
    CARD_DIGITS_MIN = 13,
    CARD_DIGITS_MAX = 19,
    IBAN_MAX = 34
};

unsigned digits_mod97(const unsigned char *digits, size_t len)
{
    unsigned rest = 0;

    for (size_t i = 0; i < len; i++)
        rest = (rest * 10 + (unsigned)(digits[i] - '0')) % 97;
    return rest;
}

static unsigned two_digits(const unsigned char *d)
{
    return (unsigned)(d[0] - '0') * 10 + (unsigned)(d[1] - '0');
}

/* group_lengths - do the groups from i on have just these lengths? */
static bool group_lengths(const struct scan *scan, size_t i, size_t count, const char *lengths)
{
    if (count != strlen(lengths))
        return false;
    for (size_t k = 0; k < count; k++)
        if (scan->groups[i + k].len != (size_t)(lengths[k] - '0'))
            return false;
    return true;
}

/* national_valid - birth day (the parts of an unknown one are 0) and check digits; in the printed
 * form a wrong check digit is a typing error, not another number */
static bool national_valid(const unsigned char *d, bool printed)
{
    unsigned char later[10];
    unsigned month = two_digits(d + 2), day = two_digits(d + 4), check = two_digits(d + 9);
    bool plausible = day <= 31 && month <= 52 && month % 20 <= 12;

    if (!plausible)
        return false;
    memcpy(later + 1, d, 9);
    later[0] = '2';
    return printed || 97 - digits_mod97(d, 9) == check || 97 - digits_mod97(later, 10) == check;
}

/* national_window - groups i to last, which are d; after 00, as before a country code, the number
 * may follow */
static bool national_window(const struct scan *scan, size_t i, size_t last, struct slice d)
{
    size_t count = last - i + 1;
    bool printed;

    if (d.len == NATIONAL_DIGITS + 2)
        return memcmp(d.data, "00", 2) == 0 && national_valid(d.data + 2, false);
    if (d.len != NATIONAL_DIGITS)
        return false;
    printed = scan->groups[i].owner != GROUP_FOREIGN &&
              (group_lengths(scan, i, count, "22232") || group_lengths(scan, i, count, "632"));
    return national_valid(d.data, printed);
}

bool detect_national_number(const struct scan *scan)
{
    for (size_t i = 0; i < scan->count; i++) {
        size_t end = scan->groups[i].run_end;

        for (size_t last = i; last < end && last - i < WINDOW_GROUPS; last++) {
            struct slice d = group_digits(scan, i, last);

            if (scan->groups[last].owner == GROUP_TELEPHONE || d.len > NATIONAL_DIGITS + 2)
                break;
            if (national_window(scan, i, last, d))
                return true;
        }
    }
    return false;
}

/* iban_length - by country, of the SWIFT registry and of the African and other countries that use
 * the form without being in it; 0: unknown */
static size_t iban_length(const unsigned char *country)
{
    static const char table[] =
        "ad24ae23al28at20az28ba20be16bg22bh22bi27br29by28ch21cr22cy28cz24de22dj27dk18do28ee20eg29"
        "es24fi18fo18fr27gb22ge22gi23gl18gr27gt28hr21hu28ie22il23iq23is26it27jo30kw30kz20lb28lc32"
        "li21lt20lu20lv21ly25mc27md24me22mk19mn20mr27mt31mu30ni28nl18no15om23pk24pl28ps29pt25qa29"
        "ro24rs22ru33sa24sc31sd18se24si19sk24sm27so23st25sv28tl23tn24tr26ua29va22vg24xk20"
        "ao25bf28bj28cg27ci28cm27cv25dz26ir26ma28mg27ml28mz25sn28tg28";

    for (const char *p = table; *p != '\0'; p += 4)
        if (memcmp(p, country, 2) == 0)
            return two_digits((const unsigned char *)p + 2);
    return 0;
}

static bool is_letter(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

/* iban_collect - letters and digits from at on, three separators between them at most */
static size_t iban_collect(struct slice text, size_t at, unsigned char *out, size_t max)
{
    size_t len = 0, gap = 0;

    for (; at < text.len && len < max && gap <= 3; at++) {
        unsigned char c = text.data[at];

        if (is_letter(c) || ascii_digit(c)) {
            out[len++] = c;
            gap = 0;
        } else if (c == ' ' || c == '.' || c == '-' || c == '/') {
            gap++;
        } else {
            break;
        }
    }
    return len;
}

/* iban_check - ISO/IEC 7064 MOD 97-10: the first four moved to the end, letters as 10 to 35 */
static bool iban_check(const unsigned char *iban, size_t len)
{
    unsigned rest = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = iban[(i + 4) % len];

        rest = is_letter(c) ? (rest * 100 + (unsigned)(c - 'a') + 10) % 97
                            : (rest * 10 + (unsigned)(c - '0')) % 97;
    }
    return rest == 1;
}

/* belgian_shape - BE and 14 digits as such numbers are written: an account number even when the
 * check digits are wrong */
static bool belgian_shape(const struct scan *scan, size_t at)
{
    size_t i;

    if (memcmp(scan->text.data + at, "be", 2) != 0)
        return false;
    i = group_at(scan, at);
    if (i == scan->count || scan->groups[i].start > at + 3)
        return false;
    return scan->groups[i].len == 14 ||
           (scan->groups[i].run_end >= i + 4 && group_lengths(scan, i, 4, "2444"));
}

/* iban_at - the check digits follow the country at once, for Belgium also after a separator */
static bool iban_at(const struct scan *scan, size_t at)
{
    struct slice text = buffer_slice(&scan->text);
    unsigned char iban[IBAN_MAX];
    size_t expected = iban_length(text.data + at), len, figures = 0;
    bool found;

    if (expected == 0 || !(ascii_digit(text.data[at + 2]) || memcmp(text.data + at, "be", 2) == 0))
        return false;
    len = iban_collect(text, at, iban, expected);
    for (size_t i = 0; i < len; i++)
        figures += ascii_digit(iban[i]) ? 1 : 0;
    found = len == expected && ascii_digit(iban[2]) && ascii_digit(iban[3]) && figures >= 10 &&
            iban_check(iban, len);
    bytes_wipe(iban, sizeof iban);
    return found || belgian_shape(scan, at);
}

static bool detect_iban(const struct scan *scan)
{
    struct slice text = buffer_slice(&scan->text);

    for (size_t at = 0; at + 15 <= text.len; at++)
        if (is_letter(text.data[at]) && is_letter(text.data[at + 1]) &&
            (at == 0 || !is_letter(text.data[at - 1])) && iban_at(scan, at))
            return true;
    return false;
}

/* account_window - 12 digits in groups i to last: the old Belgian form 3-7-2, or check digits that
 * fit where the 12 digits stand alone. The number of an identity card has the same form and starts
 * with 59; such ones are cards. */
static bool account_window(const struct scan *scan, size_t i, size_t last, bool card)
{
    const unsigned char *d = group_digits(scan, i, last).data;
    bool printed = group_lengths(scan, i, last - i + 1, "372");
    bool alone = last == i || (!scan->groups[i].linked && last + 1 == scan->groups[i].run_end);
    unsigned check;

    if (card != (d[0] == '5' && d[1] == '9'))
        return false;
    check = digits_mod97(d, 10);
    return printed || (alone && two_digits(d + 10) == (check == 0 ? 97 : check));
}

/* luhn - ISO/IEC 7812-1 annex B, for numbers that begin as payment cards do */
static bool luhn(const unsigned char *d, size_t len)
{
    unsigned sum = 0;

    if (strchr("23456", d[0]) == NULL || (d[0] == '2' && (d[1] < '2' || d[1] > '7')) ||
        (d[0] == '3' && strchr("045678", d[1]) == NULL))
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned n = (unsigned)(d[len - 1 - i] - '0');

        n *= i % 2 == 1 ? 2 : 1;
        sum += n > 9 ? n - 9 : n;
    }
    return sum % 10 == 0;
}

/* card_window - 13 to 19 digits in groups as they are printed on cards, or standing alone */
static bool card_window(const struct scan *scan, size_t i, size_t last)
{
    static const char *const printed[] = {"4444", "465", "464", "44441", "44442", "44443", NULL};
    struct slice d = group_digits(scan, i, last);
    bool whole = last == i || (!scan->groups[i].linked && last + 1 == scan->groups[i].run_end);

    for (const char *const *p = printed; *p != NULL && !whole; p++)
        whole = group_lengths(scan, i, last - i + 1, *p);
    return whole && luhn(d.data, d.len);
}

/* window_passes - by the number of digits first: most windows are of another length */
enum window_test { WINDOW_ACCOUNT, WINDOW_IDENTITY_CARD, WINDOW_CARD };
static bool window_passes(const struct scan *scan, size_t i, size_t last, enum window_test test)
{
    size_t len = group_digits(scan, i, last).len;

    if (test == WINDOW_CARD)
        return len >= CARD_DIGITS_MIN && card_window(scan, i, last);
    return len == ACCOUNT_DIGITS && account_window(scan, i, last, test == WINDOW_IDENTITY_CARD);
}

/* any_window - does some row of unowned groups satisfy a test? */
static bool any_window(const struct scan *scan, enum window_test test)
{
    size_t max = test == WINDOW_CARD ? CARD_DIGITS_MAX : ACCOUNT_DIGITS;

    for (size_t i = 0; i < scan->count; i++) {
        size_t end = scan->groups[i].run_end;

        for (size_t last = i; last < end && last - i < WINDOW_GROUPS; last++) {
            if (scan->groups[last].owner > GROUP_PERHAPS || group_digits(scan, i, last).len > max)
                break;
            if (window_passes(scan, i, last, test))
                return true;
        }
    }
    return false;
}

bool detect_bank_account(const struct scan *scan)
{
    return detect_iban(scan) || any_window(scan, WINDOW_ACCOUNT);
}

bool detect_card_number(const struct scan *scan)
{
    return any_window(scan, WINDOW_CARD) || any_window(scan, WINDOW_IDENTITY_CARD);
}

/* search - what the detectors say of one line */
static unsigned search(const struct scan *scan, unsigned wanted)
{
    unsigned found = 0;

    if ((wanted & DETECT_NATIONAL_NUMBER) != 0 && detect_national_number(scan))
        found |= DETECT_NATIONAL_NUMBER;
    if ((wanted & DETECT_BANK_ACCOUNT) != 0 && detect_bank_account(scan))
        found |= DETECT_BANK_ACCOUNT;
    if ((wanted & DETECT_CARD_NUMBER) != 0 && detect_card_number(scan))
        found |= DETECT_CARD_NUMBER;
    if ((wanted & DETECT_DATE) != 0 && (detect_date(scan) || detect_words(scan)))
        found |= DETECT_DATE;
    return found;
}

bool detect_all(struct slice text, unsigned wanted, unsigned *found_r)
{
    unsigned found = 0;
    bool good = true;
    size_t from = 0;

    while (good && from < text.len && found != wanted) {
        size_t end = slice_find_byte(text, '\n', from);
        enum scan_result result;
        struct scan scan;

        if (end == SIZE_MAX)
            end = text.len;
        result = scan_line(slice_sub(text, from, end - from), &scan);
        found |= result == SCAN_DONE ? search(&scan, wanted & ~found) : wanted;
        good = result != SCAN_NO_MEMORY;
        scan_free(&scan);
        from = end + 1;
    }
    *found_r = found;
    return good;
}
