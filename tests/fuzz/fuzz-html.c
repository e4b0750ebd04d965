/*
 * fuzz-html - HTML bodies: nothing read outside, growth within its bound, UTF-8 stays UTF-8, and
 * every letter of the body in one of the texts
 */
#include "base/utf8.h"
#include "inspect/html.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool good)
{
    if (!good)
        abort();
}

/* letters - the letters of text that are in no character reference */
static size_t letters(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += (text.data[i] | 0x20) >= 'a' && (text.data[i] | 0x20) <= 'z';
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice html = slice_of(data, size);
    struct buffer b[3];
    struct html_texts out = {&b[0], &b[1], &b[2]};
    bool valid = utf8_valid(html), plain = slice_find_byte(html, '&', 0) == SIZE_MAX;
    size_t total = 0, found = 0;

    for (size_t i = 0; i < 3; i++)
        buffer_init(&b[i], size * HTML_GROWTH);
    need(html_text(html, &out));
    for (size_t i = 0; i < 3; i++) {
        total += b[i].len;
        found += letters(buffer_slice(&b[i]));
        need(!valid || utf8_valid(buffer_slice(&b[i])));
        buffer_free(&b[i]);
    }
    need(total <= size * HTML_GROWTH);
    need(!plain || found >= letters(html));
    return 0;
}
