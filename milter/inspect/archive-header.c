/*
 * archive-header - a whole 7z header, plain or encoded
 *
 * May not allocate.
 */
#include "inspect/archive-header.h"

#include <string.h>

bool archive_read_header(struct slice bytes, struct archive_header *header, enum reason *trouble_r)
{
    struct cursor c = cursor_of(bytes);
    uint8_t id;

    memset(header, 0, sizeof *header);
    header->streams.power_min = UINT8_MAX;
    *trouble_r = REASON_ARCHIVE_DAMAGED;
    if (!cursor_expect(&c, ID_HEADER))
        return false;
    id = cursor_byte(&c);
    if (id == ID_STREAMS) {
        if (!archive_read_streams(&c, &header->streams, trouble_r))
            return false;
        id = cursor_byte(&c);
    }
    if (id == ID_FILES) {
        if (!archive_read_files(&c, &header->files, trouble_r))
            return false;
        id = cursor_byte(&c);
    }
    return id == ID_END && cursor_done(&c) &&
           header->files.with_stream == header->streams.substreams;
}

bool archive_read_encoded(struct slice bytes, struct archive_streams *streams,
                          enum reason *trouble_r)
{
    struct cursor c = cursor_of(bytes);

    *trouble_r = REASON_ARCHIVE_DAMAGED;
    return cursor_expect(&c, ID_ENCODED_HEADER) && archive_read_streams(&c, streams, trouble_r) &&
           cursor_done(&c) && streams->folder_count == 1 && streams->substreams == 1;
}
