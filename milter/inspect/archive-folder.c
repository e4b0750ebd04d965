/*
 * archive-folder - one folder of a 7z header: coders, their properties, how they are joined
 *
 * May not allocate. Reads any folder of the format, up to the limits of archive-header.h, and says
 * whether it has one of the forms that can be opened.
 */
#include "inspect/archive-header.h"

#include <string.h>

enum coder_kind { CODER_OTHER, CODER_AES, CODER_COPY, CODER_LZMA, CODER_LZMA2 };

struct coder {
    enum coder_kind kind;
    unsigned inputs;
    struct slice properties;
};

struct chain {
    struct coder coders[ARCHIVE_CODERS_MAX];
    unsigned count;
    unsigned inputs;                       /* of all coders, numbered through */
    bool input_bound[ARCHIVE_INPUTS_MAX];  /* fed by another coder */
    bool output_bound[ARCHIVE_CODERS_MAX]; /* feeds another coder */
};

static enum coder_kind coder_kind(struct slice id)
{
    static const struct {
        const char *id;
        size_t len;
        enum coder_kind kind;
    } known[] = {
        {"\x06\xf1\x07\x01", 4, CODER_AES},
        {"\x00", 1, CODER_COPY},
        {"\x03\x01\x01", 3, CODER_LZMA},
        {"\x21", 1, CODER_LZMA2},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (slice_equal(id, slice_of(known[i].id, known[i].len)))
            return known[i].kind;
    return CODER_OTHER;
}

/* 7zAES properties. A damaged form is an error; none at all, or no vector, is a weak cipher. */
static bool read_cipher(struct slice properties, struct archive_cipher *cipher)
{
    struct cursor c = cursor_of(properties);
    unsigned first, lengths = 0;
    struct slice salt, iv;

    memset(cipher, 0, sizeof *cipher);
    if (properties.len == 0)
        return true;
    first = cursor_byte(&c);
    cipher->params.power = first & 0x3fu;
    if ((first & 0xc0u) == 0)
        return cursor_done(&c);
    lengths = cursor_byte(&c);
    salt = cursor_take(&c, (first >> 7) + (lengths >> 4));
    iv = cursor_take(&c, (first >> 6 & 1u) + (lengths & 0x0fu));
    if (!cursor_done(&c))
        return false;
    cipher->params.salt_len = (uint8_t)salt.len;
    if (salt.len > 0)
        memcpy(cipher->params.salt, salt.data, salt.len);
    cipher->iv_len = (unsigned)iv.len;
    if (iv.len > 0)
        memcpy(cipher->params.iv, iv.data, iv.len);
    return true;
}

/* The decoders take no more than 4 literal context and position bits together. */
static bool lzma_properties_usable(struct slice properties)
{
    unsigned lc = properties.data[0] % 9, lp = properties.data[0] / 9 % 5;

    return lc + lp <= 4;
}

static bool properties_valid(const struct coder *coder)
{
    switch (coder->kind) {
    case CODER_COPY:
        return coder->properties.len == 0;
    case CODER_LZMA:
        return coder->properties.len == 5 && coder->properties.data[0] < 9 * 5 * 5;
    case CODER_LZMA2:
        return coder->properties.len == 1 && coder->properties.data[0] <= 40;
    default:
        return true;
    }
}

static bool read_coder(struct cursor *c, struct coder *coder)
{
    unsigned flags = cursor_byte(c);
    struct slice id = cursor_take(c, flags & 0x0fu);
    uint64_t inputs = 1, outputs = 1;

    if ((flags & 0xc0u) != 0 || id.len == 0 || (id.len > 1 && id.data[0] == 0))
        return false;
    coder->kind = coder_kind(id);
    if ((flags & 0x10u) != 0) {
        inputs = cursor_number(c);
        outputs = cursor_number(c);
        if (inputs == 1) /* then the short form is written */
            return false;
    }
    coder->properties = slice_of(NULL, 0);
    if ((flags & 0x20u) != 0)
        coder->properties = cursor_take(c, cursor_number(c));
    /* every known method has one input; filters that join streams have several; none has two
     * outputs */
    if (c->failed || inputs < 1 || inputs > ARCHIVE_INPUTS_MAX || outputs != 1 ||
        (coder->kind != CODER_OTHER && inputs != 1))
        return false;
    coder->inputs = (unsigned)inputs;
    return properties_valid(coder);
}

static unsigned coder_of_input(const struct chain *chain, unsigned input)
{
    unsigned i = 0;

    while (input >= chain->coders[i].inputs)
        input -= chain->coders[i++].inputs;
    return i;
}

/* Which output feeds which input. All outputs but one are bound; the inputs left over read packed
 * streams. */
static bool read_binds(struct cursor *c, struct chain *chain)
{
    for (unsigned i = 0; i + 1 < chain->count; i++) {
        uint64_t input = cursor_number(c), output = cursor_number(c);

        if (c->failed || input >= chain->inputs || output >= chain->count ||
            chain->input_bound[input] || chain->output_bound[output] ||
            coder_of_input(chain, (unsigned)input) == output)
            return false;
        chain->input_bound[input] = true;
        chain->output_bound[output] = true;
    }
    return true;
}

/* The order of several packed streams is given; that of one is not. */
static bool read_packs(struct cursor *c, const struct chain *chain, unsigned packs)
{
    bool seen[ARCHIVE_INPUTS_MAX] = {false};

    for (unsigned i = 0; packs > 1 && i < packs; i++) {
        uint64_t input = cursor_number(c);

        if (c->failed || input >= chain->inputs || chain->input_bound[input] || seen[input])
            return false;
        seen[input] = true;
    }
    return true;
}

static enum contents_method method_of(enum coder_kind kind)
{
    switch (kind) {
    case CODER_LZMA:
        return METHOD_LZMA;
    case CODER_LZMA2:
        return METHOD_LZMA2;
    default:
        return METHOD_COPY;
    }
}

static bool is_method(const struct coder *coder)
{
    return coder->kind == CODER_COPY || coder->kind == CODER_LZMA2 ||
           (coder->kind == CODER_LZMA && lzma_properties_usable(coder->properties));
}

/* Is it 7zAES alone, one method alone, or 7zAES whose output feeds one method? */
static void recognise(const struct chain *chain, struct archive_folder *folder)
{
    const struct coder *main_coder = &chain->coders[folder->main_coder];

    folder->cipher_coder = folder->main_coder;
    folder->method = method_of(main_coder->kind);
    folder->properties = folder->method == METHOD_COPY ? slice_of(NULL, 0) : main_coder->properties;
    if (chain->count == 1) {
        folder->known_form = main_coder->kind == CODER_AES || is_method(main_coder);
    } else if (chain->count == 2 && is_method(main_coder)) {
        folder->cipher_coder = 1 - folder->main_coder;
        folder->known_form = chain->coders[folder->cipher_coder].kind == CODER_AES;
    }
}

static bool read_coders(struct cursor *c, struct chain *chain, struct archive_folder *folder)
{
    for (unsigned i = 0; i < chain->count; i++) {
        struct coder *coder = &chain->coders[i];

        if (!read_coder(c, coder))
            return false;
        chain->inputs += coder->inputs;
        if (chain->inputs > ARCHIVE_INPUTS_MAX)
            return false;
        if (coder->kind == CODER_AES) {
            folder->ciphers++;
            if (!read_cipher(coder->properties, &folder->cipher))
                return false;
        }
    }
    return true;
}

bool archive_read_folder(struct cursor *c, struct archive_folder *folder, enum reason *trouble_r)
{
    struct chain chain;
    uint64_t count = cursor_number(c);

    memset(&chain, 0, sizeof chain);
    memset(folder, 0, sizeof *folder);
    *trouble_r = REASON_ARCHIVE_DAMAGED;
    if (c->failed || count == 0)
        return false;
    if (count > ARCHIVE_CODERS_MAX) {
        *trouble_r = REASON_ARCHIVE_METHOD;
        return false;
    }
    chain.count = folder->coder_count = (unsigned)count;
    if (!read_coders(c, &chain, folder) || !read_binds(c, &chain))
        return false;
    folder->packs = chain.inputs - (chain.count - 1);
    if (!read_packs(c, &chain, folder->packs))
        return false;
    while (chain.output_bound[folder->main_coder])
        folder->main_coder++;
    recognise(&chain, folder);
    return true;
}
