/*
 * html-entity - character references of HTML (HTML Living Standard 13.5), bounded
 *
 * The named ones are those of letters in use in Europe, of punctuation and of white space; any
 * other name is left as it stands. Numbers follow the standard's table for 0x80 to 0x9f.
 */
#include "inspect/html-entity.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LEN = 20, BARE_MAX_LEN = 6, REPLACEMENT = 0xfffd };

struct entity {
    const char *name;
    uint16_t code_point;
    uint8_t bare; /* bool: known without a semicolon too */
};

/* in the order of strcmp() */
/* clang-format off */
static const struct entity ENTITIES[] = {
    {"AElig", 0xc6, 1}, {"AMP", 0x26, 1}, {"Aacute", 0xc1, 1}, {"Abreve", 0x102, 0},
    {"Acirc", 0xc2, 1}, {"Agrave", 0xc0, 1}, {"Amacr", 0x100, 0}, {"Aogon", 0x104, 0},
    {"ApplyFunction", 0x2061, 0}, {"Aring", 0xc5, 1}, {"Atilde", 0xc3, 1}, {"Auml", 0xc4, 1},
    {"COPY", 0xa9, 1}, {"Cacute", 0x106, 0}, {"Ccaron", 0x10c, 0}, {"Ccedil", 0xc7, 1},
    {"Ccirc", 0x108, 0}, {"Cdot", 0x10a, 0}, {"Cedilla", 0xb8, 0}, {"CenterDot", 0xb7, 0},
    {"CloseCurlyQuote", 0x2019, 0}, {"Dagger", 0x2021, 0}, {"Dcaron", 0x10e, 0},
    {"DiacriticalAcute", 0xb4, 0}, {"DiacriticalGrave", 0x60, 0},
    {"DiacriticalTilde", 0x2dc, 0}, {"Dot", 0xa8, 0}, {"DoubleDot", 0xa8, 0},
    {"Dstrok", 0x110, 0}, {"ENG", 0x14a, 0}, {"ETH", 0xd0, 1}, {"Eacute", 0xc9, 1},
    {"Ecaron", 0x11a, 0}, {"Ecirc", 0xca, 1}, {"Edot", 0x116, 0}, {"Egrave", 0xc8, 1},
    {"Emacr", 0x112, 0}, {"Eogon", 0x118, 0}, {"Euml", 0xcb, 1}, {"GT", 0x3e, 1},
    {"Gbreve", 0x11e, 0}, {"Gcedil", 0x122, 0}, {"Gcirc", 0x11c, 0}, {"Gdot", 0x120, 0},
    {"Hacek", 0x2c7, 0}, {"Hat", 0x5e, 0}, {"Hcirc", 0x124, 0}, {"Hstrok", 0x126, 0},
    {"IJlig", 0x132, 0}, {"Iacute", 0xcd, 1}, {"Icirc", 0xce, 1}, {"Idot", 0x130, 0},
    {"Igrave", 0xcc, 1}, {"Imacr", 0x12a, 0}, {"InvisibleComma", 0x2063, 0},
    {"InvisibleTimes", 0x2062, 0}, {"Iogon", 0x12e, 0}, {"Itilde", 0x128, 0}, {"Iuml", 0xcf, 1},
    {"Jcirc", 0x134, 0}, {"Kcedil", 0x136, 0}, {"LT", 0x3c, 1}, {"Lacute", 0x139, 0},
    {"Lcaron", 0x13d, 0}, {"Lcedil", 0x13b, 0}, {"Lmidot", 0x13f, 0}, {"Lstrok", 0x141, 0},
    {"MediumSpace", 0x205f, 0}, {"Nacute", 0x143, 0}, {"Ncaron", 0x147, 0},
    {"Ncedil", 0x145, 0}, {"NegativeMediumSpace", 0x200b, 0}, {"NegativeThickSpace", 0x200b, 0},
    {"NegativeThinSpace", 0x200b, 0}, {"NewLine", 0xa, 0}, {"NoBreak", 0x2060, 0},
    {"NonBreakingSpace", 0xa0, 0}, {"Ntilde", 0xd1, 1}, {"OElig", 0x152, 0},
    {"Oacute", 0xd3, 1}, {"Ocirc", 0xd4, 1}, {"Odblac", 0x150, 0}, {"Ograve", 0xd2, 1},
    {"Omacr", 0x14c, 0}, {"OpenCurlyDoubleQuote", 0x201c, 0}, {"OpenCurlyQuote", 0x2018, 0},
    {"Oslash", 0xd8, 1}, {"Otilde", 0xd5, 1}, {"Ouml", 0xd6, 1}, {"OverBar", 0x203e, 0},
    {"PlusMinus", 0xb1, 0}, {"Prime", 0x2033, 0}, {"QUOT", 0x22, 1}, {"REG", 0xae, 1},
    {"Racute", 0x154, 0}, {"Rcaron", 0x158, 0}, {"Rcedil", 0x156, 0}, {"Sacute", 0x15a, 0},
    {"Scaron", 0x160, 0}, {"Scedil", 0x15e, 0}, {"Scirc", 0x15c, 0}, {"THORN", 0xde, 1},
    {"TRADE", 0x2122, 0}, {"Tab", 0x9, 0}, {"Tcaron", 0x164, 0}, {"Tcedil", 0x162, 0},
    {"ThinSpace", 0x2009, 0}, {"Tstrok", 0x166, 0}, {"Uacute", 0xda, 1}, {"Ubreve", 0x16c, 0},
    {"Ucirc", 0xdb, 1}, {"Udblac", 0x170, 0}, {"Ugrave", 0xd9, 1}, {"Umacr", 0x16a, 0},
    {"UnderBar", 0x5f, 0}, {"Uogon", 0x172, 0}, {"Uring", 0x16e, 0}, {"Utilde", 0x168, 0},
    {"Uuml", 0xdc, 1}, {"Verbar", 0x2016, 0}, {"Vert", 0x2016, 0}, {"VerticalLine", 0x7c, 0},
    {"VeryThinSpace", 0x200a, 0}, {"Wcirc", 0x174, 0}, {"Yacute", 0xdd, 1}, {"Ycirc", 0x176, 0},
    {"Yuml", 0x178, 0}, {"Zacute", 0x179, 0}, {"Zcaron", 0x17d, 0}, {"Zdot", 0x17b, 0},
    {"ZeroWidthSpace", 0x200b, 0}, {"aacute", 0xe1, 1}, {"abreve", 0x103, 0},
    {"acirc", 0xe2, 1}, {"acute", 0xb4, 1}, {"aelig", 0xe6, 1}, {"af", 0x2061, 0},
    {"agrave", 0xe0, 1}, {"amacr", 0x101, 0}, {"amp", 0x26, 1}, {"angst", 0xc5, 0},
    {"aogon", 0x105, 0}, {"apos", 0x27, 0}, {"aring", 0xe5, 1}, {"ast", 0x2a, 0},
    {"atilde", 0xe3, 1}, {"auml", 0xe4, 1}, {"backprime", 0x2035, 0}, {"bdquo", 0x201e, 0},
    {"bprime", 0x2035, 0}, {"brvbar", 0xa6, 1}, {"bsemi", 0x204f, 0}, {"bsol", 0x5c, 0},
    {"bull", 0x2022, 0}, {"bullet", 0x2022, 0}, {"cacute", 0x107, 0}, {"caret", 0x2041, 0},
    {"caron", 0x2c7, 0}, {"ccaron", 0x10d, 0}, {"ccedil", 0xe7, 1}, {"ccirc", 0x109, 0},
    {"cdot", 0x10b, 0}, {"cedil", 0xb8, 1}, {"cent", 0xa2, 1}, {"centerdot", 0xb7, 0},
    {"circ", 0x2c6, 0}, {"circledR", 0xae, 0}, {"colon", 0x3a, 0}, {"comma", 0x2c, 0},
    {"commat", 0x40, 0}, {"copy", 0xa9, 1}, {"curren", 0xa4, 1}, {"dagger", 0x2020, 0},
    {"dash", 0x2010, 0}, {"dcaron", 0x10f, 0}, {"ddagger", 0x2021, 0}, {"deg", 0xb0, 1},
    {"die", 0xa8, 0}, {"div", 0xf7, 0}, {"divide", 0xf7, 1}, {"dollar", 0x24, 0},
    {"dstrok", 0x111, 0}, {"eacute", 0xe9, 1}, {"ecaron", 0x11b, 0}, {"ecirc", 0xea, 1},
    {"edot", 0x117, 0}, {"egrave", 0xe8, 1}, {"emacr", 0x113, 0}, {"emsp", 0x2003, 0},
    {"emsp13", 0x2004, 0}, {"emsp14", 0x2005, 0}, {"eng", 0x14b, 0}, {"ensp", 0x2002, 0},
    {"eogon", 0x119, 0}, {"equals", 0x3d, 0}, {"eth", 0xf0, 1}, {"euml", 0xeb, 1},
    {"euro", 0x20ac, 0}, {"excl", 0x21, 0}, {"frac12", 0xbd, 1}, {"frac14", 0xbc, 1},
    {"frac34", 0xbe, 1}, {"frasl", 0x2044, 0}, {"gacute", 0x1f5, 0}, {"gbreve", 0x11f, 0},
    {"gcirc", 0x11d, 0}, {"gdot", 0x121, 0}, {"grave", 0x60, 0}, {"gt", 0x3e, 1},
    {"hairsp", 0x200a, 0}, {"half", 0xbd, 0}, {"hcirc", 0x125, 0}, {"hellip", 0x2026, 0},
    {"horbar", 0x2015, 0}, {"hstrok", 0x127, 0}, {"hybull", 0x2043, 0}, {"hyphen", 0x2010, 0},
    {"iacute", 0xed, 1}, {"ic", 0x2063, 0}, {"icirc", 0xee, 1}, {"iexcl", 0xa1, 1},
    {"igrave", 0xec, 1}, {"ijlig", 0x133, 0}, {"imacr", 0x12b, 0}, {"imath", 0x131, 0},
    {"inodot", 0x131, 0}, {"iogon", 0x12f, 0}, {"iquest", 0xbf, 1}, {"it", 0x2062, 0},
    {"itilde", 0x129, 0}, {"iuml", 0xef, 1}, {"jcirc", 0x135, 0}, {"kcedil", 0x137, 0},
    {"kgreen", 0x138, 0}, {"lacute", 0x13a, 0}, {"laquo", 0xab, 1}, {"lbrace", 0x7b, 0},
    {"lbrack", 0x5b, 0}, {"lcaron", 0x13e, 0}, {"lcedil", 0x13c, 0}, {"lcub", 0x7b, 0},
    {"ldquo", 0x201c, 0}, {"ldquor", 0x201e, 0}, {"lmidot", 0x140, 0}, {"lowbar", 0x5f, 0},
    {"lpar", 0x28, 0}, {"lrm", 0x200e, 0}, {"lsaquo", 0x2039, 0}, {"lsqb", 0x5b, 0},
    {"lsquo", 0x2018, 0}, {"lsquor", 0x201a, 0}, {"lstrok", 0x142, 0}, {"lt", 0x3c, 1},
    {"macr", 0xaf, 1}, {"mdash", 0x2014, 0}, {"micro", 0xb5, 1}, {"midast", 0x2a, 0},
    {"middot", 0xb7, 1}, {"minus", 0x2212, 0}, {"mldr", 0x2026, 0}, {"nacute", 0x144, 0},
    {"napos", 0x149, 0}, {"nbsp", 0xa0, 1}, {"ncaron", 0x148, 0}, {"ncedil", 0x146, 0},
    {"ndash", 0x2013, 0}, {"nldr", 0x2025, 0}, {"not", 0xac, 1}, {"ntilde", 0xf1, 1},
    {"num", 0x23, 0}, {"numero", 0x2116, 0}, {"numsp", 0x2007, 0}, {"oacute", 0xf3, 1},
    {"ocirc", 0xf4, 1}, {"odblac", 0x151, 0}, {"oelig", 0x153, 0}, {"ograve", 0xf2, 1},
    {"oline", 0x203e, 0}, {"omacr", 0x14d, 0}, {"ordf", 0xaa, 1}, {"ordm", 0xba, 1},
    {"oslash", 0xf8, 1}, {"otilde", 0xf5, 1}, {"ouml", 0xf6, 1}, {"para", 0xb6, 1},
    {"percnt", 0x25, 0}, {"period", 0x2e, 0}, {"permil", 0x2030, 0}, {"pertenk", 0x2031, 0},
    {"plus", 0x2b, 0}, {"plusmn", 0xb1, 1}, {"pm", 0xb1, 0}, {"pound", 0xa3, 1},
    {"prime", 0x2032, 0}, {"puncsp", 0x2008, 0}, {"qprime", 0x2057, 0}, {"quest", 0x3f, 0},
    {"quot", 0x22, 1}, {"racute", 0x155, 0}, {"raquo", 0xbb, 1}, {"rbrace", 0x7d, 0},
    {"rbrack", 0x5d, 0}, {"rcaron", 0x159, 0}, {"rcedil", 0x157, 0}, {"rcub", 0x7d, 0},
    {"rdquo", 0x201d, 0}, {"rdquor", 0x201d, 0}, {"reg", 0xae, 1}, {"rlm", 0x200f, 0},
    {"rpar", 0x29, 0}, {"rsaquo", 0x203a, 0}, {"rsqb", 0x5d, 0}, {"rsquo", 0x2019, 0},
    {"rsquor", 0x2019, 0}, {"sacute", 0x15b, 0}, {"sbquo", 0x201a, 0}, {"scaron", 0x161, 0},
    {"scedil", 0x15f, 0}, {"scirc", 0x15d, 0}, {"sect", 0xa7, 1}, {"semi", 0x3b, 0},
    {"shy", 0xad, 1}, {"sol", 0x2f, 0}, {"strns", 0xaf, 0}, {"sup1", 0xb9, 1},
    {"sup2", 0xb2, 1}, {"sup3", 0xb3, 1}, {"szlig", 0xdf, 1}, {"tcaron", 0x165, 0},
    {"tcedil", 0x163, 0}, {"thinsp", 0x2009, 0}, {"thorn", 0xfe, 1}, {"tilde", 0x2dc, 0},
    {"times", 0xd7, 1}, {"tprime", 0x2034, 0}, {"trade", 0x2122, 0}, {"tstrok", 0x167, 0},
    {"uacute", 0xfa, 1}, {"ubreve", 0x16d, 0}, {"ucirc", 0xfb, 1}, {"udblac", 0x171, 0},
    {"ugrave", 0xf9, 1}, {"umacr", 0x16b, 0}, {"uml", 0xa8, 1}, {"uogon", 0x173, 0},
    {"uring", 0x16f, 0}, {"utilde", 0x169, 0}, {"uuml", 0xfc, 1}, {"verbar", 0x7c, 0},
    {"vert", 0x7c, 0}, {"wcirc", 0x175, 0}, {"yacute", 0xfd, 1}, {"ycirc", 0x177, 0},
    {"yen", 0xa5, 1}, {"yuml", 0xff, 1}, {"zacute", 0x17a, 0}, {"zcaron", 0x17e, 0},
    {"zdot", 0x17c, 0}, {"zwj", 0x200d, 0}, {"zwnj", 0x200c, 0}
};
/* clang-format on */

/* Windows-1252, which the standard reads numbers 0x80 to 0x9f as; 0: no character */
static const uint16_t C1[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static int compare_entity(const void *key, const void *entity)
{
    return strcmp(key, ((const struct entity *)entity)->name);
}

static const struct entity *find_entity(struct slice name)
{
    char key[NAME_MAX_LEN + 1];

    if (name.len == 0 || name.len > NAME_MAX_LEN)
        return NULL;
    memcpy(key, name.data, name.len);
    key[name.len] = '\0';
    return bsearch(key, ENTITIES, sizeof(ENTITIES) / sizeof(ENTITIES[0]), sizeof(ENTITIES[0]),
                   compare_entity);
}

/* digit_value - -1 when c is no digit in this base */
static int digit_value(unsigned char c, unsigned base)
{
    if (ascii_digit(c))
        return c - '0';
    if (base == 16 && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return -1;
}

static uint32_t meant(uint32_t number)
{
    if (number >= 0x80 && number <= 0x9f && C1[number - 0x80] != 0)
        return C1[number - 0x80];
    if (number == 0 || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff))
        return REPLACEMENT;
    return number;
}

/* read_number - "&#" stands at the start of rest */
static size_t read_number(struct slice rest, struct buffer *out)
{
    bool hex = rest.len > 2 && (rest.data[2] | 0x20) == 'x';
    unsigned base = hex ? 16 : 10;
    size_t start = hex ? 3 : 2, i = start;
    uint32_t number = 0;

    for (; i < rest.len; i++) {
        int digit = digit_value(rest.data[i], base);

        if (digit < 0)
            break;
        number = number > 0x10ffff ? number : number * base + (uint32_t)digit;
    }
    if (i == start)
        return 0;
    utf8_append(out, meant(number));
    return i + (i < rest.len && rest.data[i] == ';' ? 1 : 0);
}

/* read_bare - an old name without semicolon, the longest that fits. In an attribute it is none when
 * a letter, digit or "=" follows: "?a=1&copy=2" is a plain address. */
static size_t read_bare(struct slice name, struct slice rest, bool in_attribute, struct buffer *out)
{
    for (size_t len = name.len < BARE_MAX_LEN ? name.len : BARE_MAX_LEN; len > 0; len--) {
        const struct entity *e = find_entity(slice_sub(name, 0, len));

        if (e == NULL || !e->bare)
            continue;
        if (in_attribute && (len < name.len || (1 + len < rest.len && rest.data[1 + len] == '=')))
            return 0;
        utf8_append(out, e->code_point);
        return 1 + len;
    }
    return 0;
}

size_t html_entity(struct slice rest, bool in_attribute, struct buffer *out)
{
    size_t end = 1;

    if (rest.len > 1 && rest.data[1] == '#')
        return read_number(rest, out);
    while (end < rest.len && end <= NAME_MAX_LEN &&
           (ascii_letter(rest.data[end]) || ascii_digit(rest.data[end])))
        end++;
    struct slice name = slice_sub(rest, 1, end - 1);
    const struct entity *e = find_entity(name);

    if (e != NULL && end < rest.len && rest.data[end] == ';') {
        utf8_append(out, e->code_point);
        return end + 1;
    }
    return read_bare(name, rest, in_attribute, out);
}
