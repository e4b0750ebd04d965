/*
 * printer.c - what drivers of printers keep in documents
 */
#include "inspect/format/printer.h"

#include "base/buffer.h"
#include "base/encode.h"
#include "inspect/value-word.h"

#include <stdlib.h>

enum {
    DRIVER_MAX = 48 * 1024, /* bytes */
    /* DEVMODEW of Windows: a name of 32 characters, then versions and sizes */
    DEVICE_VERSION = 64,
    DEVICE_SIZE = 68,
    DEVICE_EXTRA = 70,
    DEVICE_MIN = 72,
    DEVICE_MAX = 220,
    VERSION = 0x0401
};

/* search - the readable text: bytes of zero are left out, so that text of two bytes a character
 * counts as well; what is no text ends a line. False without memory. */
static bool search(struct slice data, struct referral_sink *sink)
{
    struct buffer text;
    bool good = true;

    buffer_init(&text, DRIVER_MAX);
    for (size_t i = 0; good && i < data.len; i++) {
        unsigned char c = data.data[i];
        bool plain = c >= 0x20 && c < 0x7F;

        if (c != 0)
            good = buffer_append_byte(&text, plain ? c : '\n');
    }
    if (good && words_denied(buffer_slice(&text)))
        sink_finding(sink, REASON_CONTENT_HIDDEN, place_none());
    if (good)
        sink_search(sink, buffer_slice(&text), place_none());
    buffer_free(&text);
    return good;
}

static size_t le16(struct slice s, size_t at)
{
    return (size_t)s.data[at] | (size_t)s.data[at + 1] << 8;
}

bool printer_device(struct slice data, struct referral_sink *sink)
{
    if (data.len < DEVICE_MIN || data.len > DRIVER_MAX || le16(data, DEVICE_VERSION) != VERSION ||
        le16(data, DEVICE_SIZE) > DEVICE_MAX ||
        le16(data, DEVICE_SIZE) + le16(data, DEVICE_EXTRA) != data.len) {
        sink_finding(sink, REASON_CONTENT_HIDDEN, place_none());
        return true;
    }
    return search(data, sink);
}

bool printer_base64(struct slice text, struct referral_sink *sink)
{
    unsigned char *data = malloc(DRIVER_MAX);
    size_t len;
    bool good = data != NULL;

    if (good && !base64_decode(slice_trim(text), data, DRIVER_MAX, &len))
        sink_hidden(sink, text, place_none());
    else if (good)
        good = search(slice_of(data, len), sink);
    if (data != NULL)
        bytes_wipe(data, DRIVER_MAX);
    free(data);
    return good;
}
