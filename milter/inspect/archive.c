/*
 * archive - strict reader of the 7z container: the way through it, and what it finds
 *
 * Reads no document and holds no key. Every byte of the file must have a place: start header,
 * packed streams without gaps, header, end.
 */
#include "inspect/archive.h"

#include "inspect/archive-open.h"
#include "inspect/charset.h"
#include "inspect/file-name.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { SIGNATURE_SIZE = 6, VERSION_MINOR_MIN = 2, VERSION_MINOR_MAX = 4 };

/* Windows attributes, and the Unix mode that 7-Zip keeps above bit 15 when UNIX_EXTENSION is set */
enum {
    ATTRIBUTE_DIRECTORY = 0x10,
    ATTRIBUTE_DEVICE = 0x40,
    ATTRIBUTE_REPARSE = 0x400,
    ATTRIBUTE_UNIX_EXTENSION = 0x8000,
    UNIX_TYPE = 0170000,
    UNIX_REGULAR = 0100000,
    UNIX_SPECIAL_BITS = 07000 /* set-user-id and the like */
};

struct reading {
    const struct protocol *protocol;
    struct verdict *verdict;
    struct archive_member *member;
    struct archive_opener opener;
    struct slice file;
    struct slice next;   /* the header as it stands at the end of the file */
    uint64_t packs_end;  /* the packed streams of the content end there, behind the start header */
    struct buffer inner; /* the header that was packed */
    struct archive_streams packed_header; /* where it was */
    struct archive_header header;
};

bool archive_signature(struct slice file)
{
    static const char signature[] = "7z\xbc\xaf\x27\x1c";

    return slice_equal(slice_sub(file, 0, SIGNATURE_SIZE), slice_of(signature, SIGNATURE_SIZE));
}

static void find(struct reading *r, enum reason reason)
{
    verdict_add(r->verdict, reason, place_none());
}

static void find_member(struct reading *r, uint64_t number)
{
    verdict_add(r->verdict, REASON_ARCHIVE_MEMBERS,
                place_at(PLACE_MEMBER, number < UINT32_MAX ? (uint32_t)number : UINT32_MAX, 0, 0));
}

/* Why a header could not be read to its end */
static void find_trouble(struct reading *r, enum reason trouble)
{
    if (trouble == REASON_ARCHIVE_MEMBERS) /* more than can be told of */
        find_member(r, 2);
    else
        find(r, trouble);
}

static uint32_t sum_of(struct slice bytes)
{
    return (uint32_t)crc32_z(0, bytes.data, bytes.len);
}

/* Start header: signature, version, its sum; offset, size and sum of the header, which ends the
 * file. False when there is no header to go on with. */
static bool read_start(struct reading *r)
{
    struct cursor c = cursor_of(slice_sub(r->file, 0, ARCHIVE_START_SIZE));
    struct slice signature = cursor_take(&c, SIGNATURE_SIZE);
    unsigned major = cursor_byte(&c), minor = cursor_byte(&c);
    uint32_t start_sum = cursor_le32(&c);
    bool sum_right = sum_of(c.rest) == start_sum;
    uint64_t offset = cursor_le64(&c), size = cursor_le64(&c), end = ARCHIVE_START_SIZE;
    uint32_t sum = cursor_le32(&c);

    if (!cursor_done(&c) || !archive_signature(signature) || !sum_right || major != 0 ||
        minor < VERSION_MINOR_MIN || minor > VERSION_MINOR_MAX || !sum64(&end, offset) ||
        !sum64(&end, size) || end != r->file.len) {
        find(r, REASON_ARCHIVE_DAMAGED);
        return false;
    }
    if (size > ARCHIVE_HEADER_MAX) { /* so much is only written for many files */
        find_member(r, 2);
        return false;
    }
    r->next = slice_sub(r->file, r->file.len - (size_t)size, (size_t)size);
    r->packs_end = offset;
    if (sum_of(r->next) != sum) {
        find(r, REASON_ARCHIVE_DAMAGED);
        return false;
    }
    if (size == 0) /* an archive of nothing */
        find(r, offset == 0 ? REASON_ARCHIVE_NOT_ENCRYPTED : REASON_ARCHIVE_DAMAGED);
    return size != 0;
}

/* Are all ciphers of these folders strong enough? Asked before a key is derived. */
static bool ciphers_strong(const struct reading *r, const struct archive_streams *s)
{
    return !s->weak_vector &&
           (s->power_min > s->power_max || (s->power_min >= r->protocol->kdf_power_min &&
                                            s->power_max <= r->protocol->kdf_power_max));
}

static void note_power(struct reading *r, const struct archive_streams *s)
{
    if (s->power_min <= s->power_max &&
        (r->verdict->kdf_power == 0 || s->power_min < r->verdict->kdf_power))
        r->verdict->kdf_power = s->power_min;
}

static struct archive_stream first_stream(const struct archive_streams *s)
{
    return (struct archive_stream){.folder = &s->first,
                                   .offset = ARCHIVE_START_SIZE + s->pack_offset,
                                   .packed = s->first_pack_size,
                                   .sum = s->first_sum};
}

static bool pack_sum_right(const struct reading *r, const struct archive_streams *s)
{
    struct slice packed =
        slice_sub(r->file, ARCHIVE_START_SIZE + (size_t)s->pack_offset, (size_t)s->first_pack_size);

    return !s->first_pack_sum.defined || sum_of(packed) == s->first_pack_sum.value;
}

/* What came of opening a stream: true when its bytes are there */
static bool opened(struct reading *r, enum archive_outcome outcome, bool *judged_r)
{
    const struct archive_opener *o = &r->opener;

    if (outcome == STREAM_DAMAGED)
        find(r, REASON_ARCHIVE_DAMAGED);
    else if (outcome == STREAM_LOCKED)
        find(r, REASON_ARCHIVE_WRONG_PASSPHRASE);
    else if (outcome == STREAM_FAILED)
        *judged_r = false;
    if (o->proved) {
        const struct protocol_passphrase *p = &r->protocol->passphrases[o->passphrase];

        r->verdict->archive_opened = true;
        r->verdict->passphrase = o->passphrase;
        if (!day_within(o->day, p->valid_from, p->valid_until))
            find(r, REASON_ARCHIVE_PASSPHRASE_EXPIRED);
    }
    return outcome == STREAM_READ;
}

/* The packed header is a stream like any other, right before the header that names it. Whether it
 * can be opened at all; adds what is wrong. */
static bool packed_header_usable(struct reading *r)
{
    const struct archive_streams *s = &r->packed_header;
    struct archive_stream stream = first_stream(s);
    bool encrypted = s->first.ciphers > 0;
    uint64_t end = s->pack_offset, size = archive_unpacked_size(&s->first);

    note_power(r, s);
    if (!s->first.known_form) {
        find(r, REASON_ARCHIVE_METHOD);
        return false;
    }
    if (!sum64(&end, s->first_pack_size) || end != r->packs_end || size == 0 ||
        !archive_sizes_fit(&stream) || (encrypted && !s->first_sum.defined) ||
        !pack_sum_right(r, s)) {
        find(r, REASON_ARCHIVE_DAMAGED);
        return false;
    }
    if (size > ARCHIVE_HEADER_MAX) {
        find_member(r, 2);
        return false;
    }
    if (encrypted && !ciphers_strong(r, s)) {
        find(r, REASON_ARCHIVE_WEAK_ENCRYPTION);
        return false;
    }
    return true;
}

/* From the encoded header to the real one in r->inner */
static bool unpack_header(struct reading *r, bool *judged_r)
{
    const struct archive_streams *s = &r->packed_header;
    struct archive_stream stream = first_stream(s);
    enum reason trouble;

    if (!archive_read_encoded(r->next, &r->packed_header, &trouble)) {
        find_trouble(r, trouble);
        return false;
    }
    if (!packed_header_usable(r))
        return false;
    stream = first_stream(s);
    if (!opened(r, archive_open(&r->opener, &stream, &r->inner), judged_r))
        return false;
    r->verdict->names_encrypted = s->first.ciphers > 0;
    r->packs_end = s->pack_offset;
    return true;
}

static void judge_streams(struct reading *r, bool all_read)
{
    const struct archive_streams *s = &r->header.streams;

    note_power(r, s);
    if (s->plain_folder || (all_read && s->folder_count == 0))
        find(r, REASON_ARCHIVE_NOT_ENCRYPTED);
    r->verdict->archive_encrypted = all_read && s->folder_count > 0 && !s->plain_folder;
    if (!ciphers_strong(r, s))
        find(r, REASON_ARCHIVE_WEAK_ENCRYPTION);
    if (s->other_method)
        find(r, REASON_ARCHIVE_METHOD);
    if (all_read && s->total_size > r->protocol->max_unpacked_bytes)
        find(r, REASON_ARCHIVE_TOO_LARGE);
    /* no gap before, between or behind the packed streams; no stream and no file without a sum */
    if (all_read && (s->pack_offset != 0 || s->pack_total != r->packs_end || s->empty_folder ||
                     s->sums_missing))
        find(r, REASON_ARCHIVE_DAMAGED);
}

static bool regular_file(const struct archive_files *files)
{
    uint32_t attributes = files->attributes_defined ? files->attributes : 0;
    uint32_t mode = (attributes & ATTRIBUTE_UNIX_EXTENSION) != 0 ? attributes >> 16 : 0;
    uint32_t type = mode & UNIX_TYPE;

    return (attributes & (ATTRIBUTE_DIRECTORY | ATTRIBUTE_DEVICE | ATTRIBUTE_REPARSE)) == 0 &&
           (type == 0 || type == UNIX_REGULAR) && (mode & UNIX_SPECIAL_BITS) == 0;
}

/* The name as UTF-8, for who looks for it elsewhere; NULL where it is no valid UTF-16. False only
 * without memory. */
static bool read_name(struct reading *r)
{
    struct slice units = r->header.files.name;
    struct buffer utf8;
    bool kept = true;

    buffer_init(&utf8, 2 * (size_t)ARCHIVE_HEADER_MAX);
    if (charset_decode(CHARSET_UTF16_LE, units, &utf8)) {
        r->member->name = malloc(utf8.len + 1);
        kept = r->member->name != NULL;
        if (kept) {
            memcpy(r->member->name, buffer_string(&utf8), utf8.len);
            r->member->name[utf8.len] = '\0';
        }
    } else {
        kept = !utf8.failed;
    }
    buffer_free(&utf8);
    r->member->name_encrypted = r->verdict->names_encrypted;
    return kept;
}

static bool judge_files(struct reading *r)
{
    const struct archive_files *files = &r->header.files;

    if (files->count == 0)
        return true;
    if (!r->verdict->names_encrypted && r->protocol->names_encrypted)
        find(r, REASON_ARCHIVE_NAMES_READABLE);
    if (!read_name(r))
        return false;
    if (r->member->name == NULL || !file_name_safe(slice_from(r->member->name)) ||
        !regular_file(files) || (files->with_stream > 0 && r->header.streams.first_size == 0))
        find_member(r, 1);
    if (files->first_empty != 0)
        find_member(r, files->first_empty);
    if (files->count > 1)
        find_member(r, 2);
    return true;
}

/* The content, if it is one file in one folder of a form that can be opened; else at least which
 * passphrase it has, if that can be told. False when it could not be judged. */
static bool read_content(struct reading *r)
{
    const struct archive_streams *s = &r->header.streams;
    struct archive_stream stream = first_stream(s);
    bool single = r->header.files.count == 1 && s->folder_count == 1 && s->substreams == 1;
    bool judged = true;

    if (s->first.ciphers == 0 || !s->first.known_form || s->first_size == 0 ||
        !ciphers_strong(r, s) || verdict_has(r->verdict, REASON_ARCHIVE_DAMAGED))
        return true;
    if (!archive_sizes_fit(&stream) || (single && !pack_sum_right(r, s))) {
        find(r, REASON_ARCHIVE_DAMAGED);
        return true;
    }
    if (single && s->first_size <= r->protocol->max_unpacked_bytes) {
        buffer_init(&r->member->content, (size_t)s->first_size);
        r->member->complete =
            opened(r, archive_open(&r->opener, &stream, &r->member->content), &judged);
    } else if (!r->opener.proved && s->first.method == METHOD_LZMA2) {
        opened(r, archive_prove(&r->opener, &stream), &judged);
    }
    return judged;
}

/* False when it could not be judged */
static bool read_all(struct reading *r)
{
    enum reason trouble;
    bool judged = true, all_read;

    if (!read_start(r))
        return true;
    if (r->next.data[0] == ID_ENCODED_HEADER) {
        if (!unpack_header(r, &judged))
            return judged;
        r->next = buffer_slice(&r->inner);
    }
    all_read = archive_read_header(r->next, &r->header, &trouble);
    if (!all_read)
        find_trouble(r, trouble);
    judge_streams(r, all_read);
    if (!all_read)
        return true;
    return judge_files(r) && read_content(r);
}

bool archive_inspect(const struct keyholder *keyholder, size_t len, const struct protocol *protocol,
                     day_number day, struct verdict *verdict, struct archive_member *member)
{
    struct reading *r = calloc(1, sizeof *r);
    bool judged;

    memset(member, 0, sizeof *member);
    if (r == NULL || len > keyholder->archive_capacity) {
        free(r);
        return false;
    }
    r->protocol = protocol;
    r->verdict = verdict;
    r->member = member;
    r->opener = (struct archive_opener){keyholder, protocol, day, false, 0};
    r->file = slice_of(keyholder->archive, len);
    buffer_init(&r->inner, ARCHIVE_HEADER_MAX);
    if (archive_signature(r->file)) {
        verdict->archive_seen = true;
        verdict->archive_bytes = (uint32_t)len;
    }

    judged = read_all(r);
    buffer_free(&r->inner);
    bytes_wipe(r, sizeof *r);
    free(r);
    return judged;
}

void archive_member_clear(struct archive_member *member)
{
    if (member->name != NULL)
        bytes_wipe(member->name, strlen(member->name));
    free(member->name);
    buffer_free(&member->content);
    memset(member, 0, sizeof *member);
}
