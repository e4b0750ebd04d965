/*
 * archive-streams - StreamsInfo of a 7z header: packed streams, folders, substreams
 *
 * May not allocate. Keeps the first folder in full and a note of every other one; counts and sums
 * are checked where they are read.
 */
#include "inspect/archive-header.h"

#include <string.h>

/* PackInfo: offset, count, sizes, and the sums that some writers add */
static bool read_pack_sums(struct cursor *c, struct archive_streams *s)
{
    struct slice some;

    cursor_defined(c, s->pack_count, &some);
    for (uint64_t i = 0; i < s->pack_count && !c->failed; i++) {
        if (some.len > 0 && !bit_at(some, i))
            continue;
        if (i == 0)
            s->first_pack_sum = (struct archive_sum){true, cursor_le32(c)};
        else
            cursor_le32(c);
    }
    return !c->failed;
}

static bool read_pack(struct cursor *c, struct archive_streams *s)
{
    uint8_t id;

    s->pack_offset = cursor_number(c);
    s->pack_count = cursor_number(c);
    if (!cursor_expect(c, ID_SIZE))
        return false;
    for (uint64_t i = 0; i < s->pack_count && !c->failed; i++) {
        uint64_t size = cursor_number(c);

        if (i == 0)
            s->first_pack_size = size;
        if (!sum64(&s->pack_total, size))
            return false;
    }
    id = cursor_byte(c);
    if (id == ID_SUM) {
        if (!read_pack_sums(c, s))
            return false;
        id = cursor_byte(c);
    }
    return id == ID_END && !c->failed;
}

/* What all folders together are told apart by */
static void note_folder(struct archive_streams *s, const struct archive_folder *folder)
{
    struct archive_folder_note *note = &s->folders[s->folder_count++];
    unsigned power = folder->cipher.params.power;

    note->coder_count = folder->coder_count;
    note->main_coder = folder->main_coder;
    note->substreams = 1;
    s->packs_used += folder->packs;
    if (folder->ciphers < folder->packs)
        s->plain_folder = true;
    if (!folder->known_form)
        s->other_method = true;
    if (folder->ciphers == 0)
        return;
    if (folder->cipher.iv_len != 8 && folder->cipher.iv_len != 16)
        s->weak_vector = true;
    if (power < s->power_min)
        s->power_min = power;
    if (power > s->power_max)
        s->power_max = power;
}

static bool read_folders(struct cursor *c, struct archive_streams *s, uint64_t count,
                         enum reason *trouble_r)
{
    for (uint64_t i = 0; i < count; i++) {
        struct archive_folder folder;

        if (i == ARCHIVE_FOLDERS_MAX) { /* each holds a file or more */
            *trouble_r = REASON_ARCHIVE_MEMBERS;
            return false;
        }
        if (!archive_read_folder(c, &folder, trouble_r))
            return false;
        note_folder(s, &folder);
        if (i == 0)
            s->first = folder;
    }
    return true;
}

static bool read_coder_sizes(struct cursor *c, struct archive_streams *s)
{
    for (unsigned i = 0; i < s->folder_count; i++) {
        struct archive_folder_note *note = &s->folders[i];

        for (unsigned k = 0; k < note->coder_count; k++) {
            uint64_t size = cursor_number(c);

            if (i == 0)
                s->first.sizes[k] = size;
            if (k == note->main_coder)
                note->size = size;
        }
        if (c->failed || !sum64(&s->total_size, note->size))
            return false;
    }
    return true;
}

static bool read_folder_sums(struct cursor *c, struct archive_streams *s)
{
    struct slice some;

    cursor_defined(c, s->folder_count, &some);
    for (unsigned i = 0; i < s->folder_count && !c->failed; i++)
        if (some.len == 0 || bit_at(some, i))
            s->folders[i].sum = (struct archive_sum){true, cursor_le32(c)};
    return !c->failed;
}

static bool read_unpack(struct cursor *c, struct archive_streams *s, enum reason *trouble_r)
{
    uint64_t count;
    uint8_t id;

    if (!cursor_expect(c, ID_FOLDER))
        return false;
    count = cursor_number(c);
    if (!cursor_expect(c, 0) || count == 0 || /* not in an external stream */
        !read_folders(c, s, count, trouble_r))
        return false;
    *trouble_r = REASON_ARCHIVE_DAMAGED;
    if (!cursor_expect(c, ID_CODER_SIZES) || !read_coder_sizes(c, s))
        return false;
    id = cursor_byte(c);
    if (id == ID_SUM) {
        if (!read_folder_sums(c, s))
            return false;
        id = cursor_byte(c);
    }
    return id == ID_END && !c->failed;
}

/* How many files are parts of each folder */
static bool read_substream_counts(struct cursor *c, struct archive_streams *s)
{
    for (unsigned i = 0; i < s->folder_count && !c->failed; i++) {
        s->folders[i].substreams = cursor_number(c);
        if (s->folders[i].substreams == 0)
            s->empty_folder = true;
    }
    return !c->failed;
}

/* Sizes of all parts of a folder but the last, which has the rest */
static bool read_substream_sizes(struct cursor *c, struct archive_streams *s)
{
    for (unsigned i = 0; i < s->folder_count; i++) {
        const struct archive_folder_note *note = &s->folders[i];
        uint64_t sum = 0;

        for (uint64_t k = 1; k < note->substreams && !c->failed; k++) {
            uint64_t size = cursor_number(c);

            if (i == 0 && k == 1)
                s->first_size = size;
            if (!sum64(&sum, size))
                return false;
        }
        if (c->failed || sum > note->size)
            return false;
    }
    return true;
}

/* A folder that is one file, and whose sum stands with the folder, has no second one here. */
static uint64_t sums_due(const struct archive_streams *s)
{
    uint64_t due = 0;

    for (unsigned i = 0; i < s->folder_count; i++)
        if (s->folders[i].substreams != 1 || !s->folders[i].sum.defined)
            due += s->folders[i].substreams;
    return due;
}

static bool read_substream_sums(struct cursor *c, struct archive_streams *s)
{
    uint64_t due = sums_due(s);
    bool first = s->folders[0].substreams != 1 || !s->folders[0].sum.defined;
    struct slice some;

    s->sums_missing = false;
    cursor_defined(c, due, &some);
    for (uint64_t i = 0; i < due && !c->failed; i++) {
        if (some.len > 0 && !bit_at(some, i))
            s->sums_missing = true;
        else if (i == 0 && first)
            s->first_sum = (struct archive_sum){true, cursor_le32(c)};
        else
            cursor_le32(c);
    }
    return !c->failed;
}

static bool read_substreams(struct cursor *c, struct archive_streams *s)
{
    bool several = false;
    uint8_t id = cursor_byte(c);

    if (id == ID_SUBSTREAM_COUNT) {
        if (!read_substream_counts(c, s))
            return false;
        id = cursor_byte(c);
    }
    s->substreams = 0;
    for (unsigned i = 0; i < s->folder_count; i++) {
        several = several || s->folders[i].substreams > 1;
        if (!sum64(&s->substreams, s->folders[i].substreams))
            return false;
    }
    s->sums_missing = sums_due(s) > 0;
    if (several) {
        if (id != ID_SIZE || !read_substream_sizes(c, s))
            return false;
        id = cursor_byte(c);
    }
    if (id == ID_SUM) {
        if (!read_substream_sums(c, s))
            return false;
        id = cursor_byte(c);
    }
    return id == ID_END && !c->failed;
}

bool archive_read_streams(struct cursor *c, struct archive_streams *s, enum reason *trouble_r)
{
    uint8_t id;

    memset(s, 0, sizeof *s);
    s->power_min = UINT8_MAX;
    *trouble_r = REASON_ARCHIVE_DAMAGED;
    if (!cursor_expect(c, ID_PACK) || !read_pack(c, s) || !cursor_expect(c, ID_UNPACK) ||
        !read_unpack(c, s, trouble_r))
        return false;
    /* as it is when there is no SubStreamsInfo */
    s->substreams = s->folder_count;
    s->first_size = s->folders[0].size;
    s->first_sum = s->folders[0].sum;
    s->sums_missing = sums_due(s) > 0;
    id = cursor_byte(c);
    if (id == ID_SUBSTREAMS) {
        if (!read_substreams(c, s))
            return false;
        id = cursor_byte(c);
    }
    return id == ID_END && !c->failed && s->packs_used == s->pack_count;
}
