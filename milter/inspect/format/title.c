/*
 * title.c - names that an organisation gave to something of its own
 */
#include "inspect/format/title.h"

#include "base/ascii.h"
#include "base/encode.h"
#include "base/utf8.h"
#include "inspect/fold.h"
#include "inspect/value-word.h"

#include <string.h>

enum { NAMES_MAX = 4 << 20, NAME_LETTERS_MIN = 3, CODE_LENGTH = 7 /* of _x0020_ */ };

bool titles_init(struct titles *titles, struct referral_sink *sink)
{
    *titles = (struct titles){.sink = sink};
    buffer_init(&titles->names, NAMES_MAX);
    return sink_names(sink, &titles->names);
}

void titles_free(struct titles *titles)
{
    buffer_free(&titles->names);
}

/* hex_value - of so many hexadecimal digits; -1 when one is none */
static int32_t hex_value(struct slice digits, size_t count)
{
    int32_t value = 0;

    for (size_t i = 0; i < count; i++) {
        int digit = i < digits.len ? hex_digit(digits.data[i]) : -1;

        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* decoded - appends the name without SharePoint's codes: Sign_x002d_off */
static bool decoded(struct slice name, struct buffer *out)
{
    for (size_t i = 0; i < name.len; i++) {
        struct slice code = slice_sub(name, i, CODE_LENGTH);
        int32_t c = slice_starts(code, "_x") && code.len == CODE_LENGTH && code.data[6] == '_'
                        ? hex_value(slice_sub(code, 2, 4), 4)
                        : -1;

        if (c >= ' ' && utf8_append(out, (uint32_t)c))
            i += CODE_LENGTH - 1;
        else if (!buffer_append_byte(out, name.data[i]))
            return false;
    }
    return !out->failed;
}

/* Counts of a text that is made of letters, digits and the other characters given */
struct shape {
    size_t digits, blanks;
    bool good;
};

/* plain - appends letters and digits, blanks for all else, and one before a capital that follows a
 * small letter */
static struct shape plain(struct slice text, const char *others, struct buffer *out)
{
    struct shape shape = {.good = true};
    size_t offset = 0;
    bool small = false;
    int32_t c;

    while ((c = utf8_next(text, &offset)) >= 0) {
        bool letter = char_latin_letter(c) || char_mark(c);

        if (small && c >= 'A' && c <= 'Z')
            buffer_append_byte(out, ' ');
        small = c >= 'a' && c <= 'z';
        shape.digits += ascii_digit(c);
        shape.blanks += c == ' ';
        shape.good = shape.good && (letter || ascii_digit(c) || byte_in(c, others));
        if (letter || ascii_digit(c))
            utf8_append(out, (uint32_t)c);
        else
            buffer_append_byte(out, ' ');
    }
    shape.good = shape.good && offset == text.len;
    return shape;
}

/* names_client - is one of the words a client's name? */
static bool names_client(const struct titles *titles, struct slice words, bool *found_r)
{
    struct buffer folded, word;
    struct slice rest, next;
    bool good;

    buffer_init(&folded, 64 * TEMPLATE_MAX_BYTES);
    buffer_init(&word, 64 * TEMPLATE_MAX_BYTES);
    fold_words(words, &folded);
    rest = buffer_slice(&folded);
    while ((next = word_next(&rest)).len > 0) {
        buffer_clear(&word);
        buffer_printf(&word, " %.*s ", (int)next.len, (const char *)next.data);
        if (next.len >= NAME_LETTERS_MIN &&
            slice_find(buffer_slice(&titles->names), buffer_slice(&word), 0) != SIZE_MAX)
            *found_r = true;
    }
    good = !folded.failed && !word.failed;
    buffer_free(&word);
    buffer_free(&folded);
    return good;
}

/* words_judge - of a text in plain words; good: is it right otherwise? */
static bool words_judge(struct titles *titles, struct slice text, struct slice words, bool good)
{
    bool client = false;

    if (!names_client(titles, words, &client))
        return false;
    if (!good || client || words_denied(words))
        sink_hidden(titles->sink, text, place_none());
    sink_search(titles->sink, words, place_none());
    return true;
}

/* is_number - SharePoint names a column of terms by 32 hexadecimal digits, of which the first is
 * changed into a letter */
static bool is_number(struct slice name)
{
    return name.len == 32 && name.data[0] >= 'a' && name.data[0] <= 'z' &&
           hex_only(slice_sub(name, 1, name.len));
}

bool titles_judge(struct titles *titles, struct slice text)
{
    struct buffer name, words;
    struct shape shape;
    bool good;

    if (is_number(text))
        return true;
    buffer_init(&name, 2 * TITLE_CODED_MAX);
    buffer_init(&words, 4 * TITLE_CODED_MAX);
    good = decoded(slice_sub(text, 0, TITLE_CODED_MAX), &name);
    shape = plain(buffer_slice(&name), " ()-_/'&.,:;$", &words);
    shape.good = shape.good && text.len <= TITLE_CODED_MAX && name.len <= TITLE_MAX_BYTES &&
                 shape.digits <= TITLE_DIGITS_MAX && shape.blanks < TITLE_WORDS_MAX &&
                 ++titles->count <= TITLES_MAX;
    good = good && !words.failed &&
           words_judge(titles, shape.good ? buffer_slice(&name) : text, buffer_slice(&words),
                       shape.good);
    buffer_free(&words);
    buffer_free(&name);
    return good;
}

/* host_length - of the name of a machine that the text begins with; 0 for an address of numbers */
static size_t host_length(struct slice text)
{
    static const char signs[] = "-.0123456789";
    size_t len = 0;

    while (len < text.len &&
           (ascii_letter(text.data[len]) || (len > 0 && byte_in(text.data[len], signs))))
        len++;
    return len;
}

/* is_place - a path of Windows as an address of a file, or a page of SharePoint Online. Word opens
 * a template by its address: one of somebody else's server is none of an organisation. */
static bool is_place(struct slice target)
{
    static const char file[] = "file:///", web[] = "https://", sharepoint[] = ".sharepoint.com";
    bool local = slice_starts_nocase(target, file);
    struct slice rest = slice_sub(target, local ? sizeof file - 1 : sizeof web - 1, target.len);
    struct slice host;

    if (local && !slice_starts(rest, "\\\\"))
        return rest.len > 2 && ascii_letter(rest.data[0]) && rest.data[1] == ':';
    if (!local && !slice_starts_nocase(target, web))
        return false;
    rest = slice_sub(rest, local ? 2 : 0, rest.len);
    host = slice_sub(rest, 0, host_length(rest));
    if (host.len == 0 || host.len == rest.len || rest.data[host.len] != (local ? '\\' : '/'))
        return false;
    return local || (host.len > sizeof sharepoint - 1 &&
                     slice_is_nocase(slice_sub(host, host.len - (sizeof sharepoint - 1), host.len),
                                     sharepoint));
}

static bool is_template(struct slice target)
{
    static const char *const ends[] = {".dot", ".dotx", ".dotm"};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t len = strlen(ends[i]);

        if (target.len > len && slice_is_nocase(slice_sub(target, target.len - len, len), ends[i]))
            return true;
    }
    return false;
}

/* unescaped - appends the address with the characters that %20 and the like stand for */
static bool unescaped(struct slice target, struct buffer *out)
{
    for (size_t i = 0; i < target.len; i++) {
        int32_t c = target.data[i] == '%' ? hex_value(slice_sub(target, i + 1, 2), 2) : -1;

        if (!buffer_append_byte(out, c >= ' ' ? (unsigned char)c : target.data[i]))
            return false;
        i += c >= ' ' ? 2 : 0;
    }
    return true;
}

bool titles_template(struct titles *titles, struct slice target)
{
    struct buffer path, words;
    struct shape shape;
    bool good;

    buffer_init(&path, TEMPLATE_MAX_BYTES);
    buffer_init(&words, 4 * TEMPLATE_MAX_BYTES);
    good = unescaped(slice_sub(target, 0, TEMPLATE_MAX_BYTES), &path);
    shape = plain(buffer_slice(&path), " ()-_/\\'&.,:+~@", &words);
    good = good && !words.failed &&
           words_judge(titles, target, buffer_slice(&words),
                       shape.good && target.len <= TEMPLATE_MAX_BYTES &&
                           is_place(buffer_slice(&path)) && is_template(target));
    buffer_free(&words);
    buffer_free(&path);
    return good;
}
