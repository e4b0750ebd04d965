/*
 * source-scan - the tokens of libconfig's language
 *
 * Follows the lexical rules of libconfig 1.5 and later for comments, strings, names and numbers;
 * whatever it does not know it hands over byte by byte, and libconfig judges that.
 */
#include "policy/source-scan.h"

#include "base/ascii.h"

#include <string.h>

void scan_start(struct scan *s, struct slice text)
{
    *s = (struct scan){.text = text, .line = 1};
    if (slice_starts(text, "\xef\xbb\xbf"))
        s->text = slice_sub(text, 3, text.len);
}

static int peek(const struct scan *s, size_t ahead)
{
    return s->text.len - s->at > ahead ? s->text.data[s->at + ahead] : -1;
}

static bool is_name_start(int c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '*';
}

static bool is_name(int c)
{
    return is_name_start(c) || ascii_digit(c) || c == '-' || c == '_';
}

/* line_comment - up to the end of the line, which is no part of it */
static enum scan_piece line_comment(struct scan *s)
{
    while (peek(s, 0) >= 0 && peek(s, 0) != '\n')
        s->at++;
    return SCAN_COMMENT;
}

static enum scan_piece block_comment(struct scan *s)
{
    s->at += 2;
    while (peek(s, 0) >= 0) {
        if (peek(s, 0) == '*' && peek(s, 1) == '/') {
            s->at += 2;
            return SCAN_COMMENT;
        }
        if (peek(s, 0) == '\n')
            s->line++;
        s->at++;
    }
    s->whole = false;
    return SCAN_COMMENT;
}

static enum scan_piece string(struct scan *s)
{
    s->at++;
    while (peek(s, 0) >= 0 && peek(s, 0) != '\n') {
        int c = peek(s, 0);

        s->at++;
        if (c == '"')
            return SCAN_STRING;
        if (c != '\\')
            continue;
        if ((peek(s, 0) == 'x' || peek(s, 0) == 'X') && peek(s, 1) == '0' && peek(s, 2) == '0')
            s->holds_nul = true;
        if (peek(s, 0) >= 0 && peek(s, 0) != '\n')
            s->at++;
    }
    s->whole = false;
    return SCAN_STRING;
}

/* digits_value - false when one is no digit; a number too large becomes INT64_MAX */
static bool digits_value(struct slice digits, unsigned base, int64_t *value)
{
    if (digits.len == 0)
        return false;
    *value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        static const char figures[] = "0123456789abcdef";
        int c = digits.data[i] >= 'A' && digits.data[i] <= 'F' ? digits.data[i] - 'A' + 'a'
                                                               : digits.data[i];
        const char *figure = c != 0 ? memchr(figures, c, base) : NULL;

        if (figure == NULL)
            return false;
        if (__builtin_mul_overflow(*value, (int64_t)base, value) ||
            __builtin_add_overflow(*value, (int64_t)(figure - figures), value))
            *value = INT64_MAX; /* any further digit overflows again */
    }
    return true;
}

/* number - a run of what numbers are made of; an integer when all of it is one */
static enum scan_piece number(struct scan *s)
{
    size_t start = s->at;
    struct slice token, digits;
    bool negative;

    while (is_name(peek(s, 0)) || peek(s, 0) == '+' || peek(s, 0) == '.')
        s->at++;
    token = slice_sub(s->text, start, s->at - start);
    negative = token.data[0] == '-';
    digits = token.data[0] == '-' || token.data[0] == '+' ? slice_sub(token, 1, token.len) : token;
    for (unsigned i = 0; i < 2 && digits.len > 1 && digits.data[digits.len - 1] == 'L'; i++)
        digits.len--;
    if (slice_starts_nocase(digits, "0x") && digits.data == token.data)
        return digits_value(slice_sub(digits, 2, digits.len), 16, &s->value) ? SCAN_INTEGER
                                                                             : SCAN_OTHER;
    if (!digits_value(digits, 10, &s->value))
        return SCAN_OTHER;
    s->leading_zero = digits.len > 1 && digits.data[0] == '0';
    if (negative)
        s->value = -s->value;
    return SCAN_INTEGER;
}

/* include - the directive, when one stands here */
static bool include(struct scan *s)
{
    size_t at = s->at, word = sizeof("@include") - 1, start;
    struct slice rest = slice_sub(s->text, at, s->text.len);

    while (rest.len > 0 && (rest.data[0] == ' ' || rest.data[0] == '\t'))
        rest = slice_sub(rest, 1, rest.len);
    if (!slice_starts(rest, "@include"))
        return false;
    rest = slice_sub(rest, word, rest.len);
    start = 0;
    while (start < rest.len && (rest.data[start] == ' ' || rest.data[start] == '\t'))
        start++;
    if (start == 0 || start == rest.len || rest.data[start] != '"')
        return false;
    s->at = (size_t)(rest.data - s->text.data) + start;
    (void)string(s);
    s->name = slice_sub(rest, start + 1, (size_t)(s->text.data + s->at - rest.data) - start - 1);
    if (s->whole)
        s->name.len--;
    return true;
}

static enum scan_piece piece(struct scan *s)
{
    int c = peek(s, 0);

    if ((s->at == 0 || s->text.data[s->at - 1] == '\n') && include(s))
        return SCAN_INCLUDE;
    if (c == '"')
        return string(s);
    if (c == '#' || (c == '/' && peek(s, 1) == '/'))
        return line_comment(s);
    if (c == '/' && peek(s, 1) == '*')
        return block_comment(s);
    if (ascii_digit(c) || ((c == '-' || c == '+' || c == '.') && ascii_digit(peek(s, 1))))
        return number(s);
    do
        s->at++;
    while (is_name_start(c) && is_name(peek(s, 0)));
    if (c == '\n') {
        s->line++;
        return SCAN_NEWLINE;
    }
    if (c == '{' || c == '(' || c == '[')
        return SCAN_OPEN;
    return c == '}' || c == ')' || c == ']' ? SCAN_CLOSE : SCAN_OTHER;
}

enum scan_piece scan_next(struct scan *s)
{
    size_t start = s->at;
    enum scan_piece found;

    s->piece_line = s->line;
    s->whole = true;
    s->leading_zero = s->holds_nul = false;
    if (s->at >= s->text.len)
        return SCAN_END;
    found = piece(s);
    s->piece = slice_sub(s->text, start, s->at - start);
    return found;
}
