/*
 * verify - checks a whole log folder; changes nothing in it
 *
 * The list of segments is read before the keys and the keys before the segments, so that a log
 * that is being written, and even begins a segment meanwhile, is judged rightly.
 */
#include "record/verify.h"

#include "record/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHANGE_LOOKS = 20, CHANGE_MICROSECONDS = 50000 };

struct verification {
    const struct verify_options *options;
    struct verify_result *result;
    int folder;
    bool writing; /* a writer has the folder in use */
    struct segment_list segments;
    struct key_list own;    /* of the folder */
    struct key_list merged; /* published ones and those that follow; borrows its keys */
    struct key_chain keys;  /* that the records are checked with */
    struct chain chain;
    char missing[SEGMENT_NAME_SIZE]; /* the segment before the first one here; "": none */
    bool deletion_recorded;          /* of that one */
    size_t anchors_met;
};

static bool __attribute__((format(printf, 4, 5)))
broken(struct verification *v, const char *segment, uint64_t line, const char *format, ...)
{
    va_list args;

    snprintf(v->result->segment, sizeof v->result->segment, "%s", segment);
    v->result->line = line;
    va_start(args, format);
    vsnprintf(v->result->why, sizeof v->result->why, format, args);
    va_end(args);
    return false;
}

/* number - decimal, without leading zeros, 1 to 10^18 - 1 */
static bool number(struct slice text, uint64_t *n_r)
{
    uint64_t n = 0;

    if (text.len == 0 || text.len > 18 || text.data[0] == '0')
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        n = n * 10 + (uint64_t)(text.data[i] - '0');
    }
    *n_r = n;
    return true;
}

bool anchor_parse(struct slice text, struct anchor *anchor)
{
    size_t colon = slice_find_byte(text, ':', 0), second;

    *anchor = (struct anchor){0};
    if (colon == SIZE_MAX)
        return false;
    second = slice_find_byte(text, ':', colon + 1);
    if (second != SIZE_MAX) {
        if (colon > GATEWAY_MAX)
            return false;
        memcpy(anchor->gateway, text.data, colon);
        if (!gateway_valid(anchor->gateway))
            return false;
        text = slice_sub(text, colon + 1, text.len);
        colon = second - colon - 1;
    }
    if (!number(slice_sub(text, 0, colon), &anchor->seq) ||
        text.len - colon - 1 != SHA256_HEX_SIZE - 1)
        return false;
    for (size_t i = 0; i < SHA256_HEX_SIZE - 1; i++) {
        unsigned char c = text.data[colon + 1 + i];

        if (c >= 'A' && c <= 'F')
            c = (unsigned char)(c - 'A' + 'a');
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
        anchor->sha256[i] = (char)c;
    }
    return true;
}

/* read_own_keys - the keys file of the folder; none is no error yet */
static bool read_own_keys(struct verification *v)
{
    struct buffer text;
    unsigned line;
    bool good = true;

    buffer_init(&text, KEYS_FILE_MAX);
    if (!file_read(v->folder, KEYS_FILE_NAME, &text)) {
        if (errno != ENOENT)
            good = broken(v, "", 0, "%s: %s", KEYS_FILE_NAME, strerror(errno));
    } else if (!key_list_parse(buffer_slice(&text), &v->own, &line)) {
        good = broken(v, "", 0, "line %u of %s is not a key", line, KEYS_FILE_NAME);
    }
    buffer_free(&text);
    return good;
}

/* one_chain - the folder's keys must be a single chain of this gateway */
static bool one_chain(struct verification *v, struct key_chain *chain)
{
    size_t at = 0, bad;

    if (!key_chain_next(&v->own, &at, chain)) {
        *chain = (struct key_chain){0};
        return true;
    }
    bad = key_chain_bad(chain, v->result->gateway);
    if (bad < chain->count || at < v->own.count)
        return broken(v, "", 0, "line %zu of %s does not follow from the key before it",
                      (bad < chain->count ? bad : at) + 1, KEYS_FILE_NAME);
    return true;
}

static bool trusted_chain(struct verification *v, struct key_chain *chain)
{
    for (size_t at = 0; key_chain_next(v->options->trusted, &at, chain);)
        if (key_chain_bad(chain, v->result->gateway) == chain->count)
            return true;
    return broken(v, "", 0, "the keys given are not those of gateway %s", v->result->gateway);
}

static bool same_key(const struct public_key *a, const struct public_key *b)
{
    return strcmp(a->text, b->text) == 0 && a->first_seq == b->first_seq;
}

/* merge_keys - the published keys, and behind them those of the folder that follow from them */
static bool merge_keys(struct verification *v, const struct key_chain *trusted,
                       const struct key_chain *own)
{
    for (size_t i = 0; i < trusted->count; i++) {
        const struct public_key *here = key_chain_find(own, trusted->items[i].number);

        if (here != NULL && !same_key(here, &trusted->items[i]))
            return broken(v, "", 0, "key %u in %s is not the published one", here->number,
                          KEYS_FILE_NAME);
        if (!key_list_add(&v->merged, &trusted->items[i]))
            return broken(v, "", 0, "no memory");
    }
    for (size_t i = 0; i < own->count; i++) {
        const struct public_key *last = &v->merged.items[v->merged.count - 1];

        if (own->items[i].number <= last->number)
            continue;
        if (own->items[i].number != last->number + 1)
            return broken(v, "", 0, "%s does not begin where the published keys end",
                          KEYS_FILE_NAME);
        if (!key_list_add(&v->merged, &own->items[i]))
            return broken(v, "", 0, "no memory");
    }
    v->keys = (struct key_chain){v->merged.items, v->merged.count};
    if (key_chain_bad(&v->keys, v->result->gateway) != v->keys.count)
        return broken(v, "", 0, "%s does not follow from the published keys", KEYS_FILE_NAME);
    return true;
}

static bool find_keys(struct verification *v)
{
    struct key_chain own, trusted;

    if (!read_own_keys(v) || !one_chain(v, &own))
        return false;
    v->keys = own;
    if (v->options->trusted != NULL &&
        (!trusted_chain(v, &trusted) || !merge_keys(v, &trusted, &own)))
        return false;
    if (v->keys.count == 0)
        return broken(v, "", 0, "%s is missing", KEYS_FILE_NAME);
    v->result->keys = (unsigned)v->keys.count;
    return key_fingerprint(&v->keys.items[0], v->result->fingerprint) ||
           broken(v, "", 0, "no memory");
}

static bool anchor_applies(const struct verification *v, const struct anchor *a)
{
    return a->gateway[0] == '\0' || strcmp(a->gateway, v->result->gateway) == 0;
}

/* look_for_deletion - does this segment-start say that the missing segment was deleted? */
static void look_for_deletion(struct verification *v, const struct record_line *r)
{
    json_t *deleted = json_object_get(r->json, "deleted"), *name;
    size_t i;

    json_array_foreach (deleted, i, name) {
        if (json_is_string(name) && strcmp(json_string_value(name), v->missing) == 0)
            v->deletion_recorded = true;
    }
}

static void visit(void *context, const struct record_line *r, const char *sha256)
{
    struct verification *v = context;
    struct verify_result *result = v->result;
    const char *previous = record_member_string(r, "previous");

    if (result->first_seq == 0) {
        result->first_seq = r->seq;
        memcpy(result->first_time, r->time, TIMESTAMP_SIZE);
        if (r->seq > 1)
            snprintf(v->missing, sizeof v->missing, "%s", previous != NULL ? previous : "");
    }
    if (v->missing[0] != '\0' && strcmp(r->event, "segment-start") == 0)
        look_for_deletion(v, r);
    for (size_t i = 0; i < v->options->anchor_count; i++)
        if (anchor_applies(v, &v->options->anchors[i]) && v->options->anchors[i].seq == r->seq &&
            strcmp(v->options->anchors[i].sha256, sha256) == 0)
            v->anchors_met++;
    if (v->options->visitor != NULL)
        v->options->visitor->record(v->options->visitor->context, r, sha256);
}

static bool read_segment(struct verification *v, const char *name, bool patient)
{
    const struct chain_visitor visitor = {visit, v};
    int fd = openat(v->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    enum chain_outcome outcome = CHAIN_UNREADABLE;
    struct chain_report report = {0};

    if (fd >= 0)
        outcome = chain_segment(&v->chain, name, fd, patient, &visitor, &report);
    if (outcome == CHAIN_UNREADABLE)
        broken(v, name, 0, "%s", strerror(errno));
    else if (outcome != CHAIN_GOOD)
        broken(v, name, report.line, "%s", report.why);
    else if (report.no_line_feed)
        broken(v, name, 0, "the last line has no line feed");
    if (fd >= 0)
        close(fd);
    return outcome == CHAIN_GOOD && !report.no_line_feed;
}

static bool read_segments(struct verification *v)
{
    const struct segment_list *list = &v->segments;

    v->chain.keys = &v->keys;
    memcpy(v->chain.gateway, v->result->gateway, sizeof v->chain.gateway);
    for (size_t i = 0; i < list->count; i++) {
        const struct segment_name *name = &list->items[i];

        if (strcmp(name->gateway, v->result->gateway) != 0)
            return broken(v, name->text, 0, "a segment of another gateway");
        if (i > 0 && name->number != name[-1].number + 1)
            return broken(v, name->text, 0,
                          name->number == name[-1].number
                              ? "two segments with the number %04u"
                              : "segment number %04u, before this one, is missing",
                          name->number - (name->number != name[-1].number));
        if (!read_segment(v, name->text, v->writing && i + 1 == list->count))
            return false;
        v->result->segments++;
    }
    return true;
}

/* next_segment_came - a writer was between two segments when they were listed: its key was there,
 * the segment was not */
static bool next_segment_came(const struct verification *v)
{
    unsigned last = v->segments.items[v->segments.count - 1].number;
    struct segment_list list;
    bool came = false;

    for (unsigned look = 0; v->writing && v->chain.ended && !came && look < CHANGE_LOOKS; look++) {
        usleep(CHANGE_MICROSECONDS);
        if (!segment_list_read(v->folder, &list))
            break;
        came = list.count > 0 && list.items[list.count - 1].number > last;
        segment_list_clear(&list);
    }
    return came;
}

/* judge_ends - is all there that should be, at the front and at the end? */
static bool judge_ends(struct verification *v)
{
    const struct verify_result *r = v->result;
    const struct public_key *last = &v->keys.items[v->keys.count - 1];

    if (r->first_seq > 1 && !v->deletion_recorded && !v->options->partial)
        return broken(v, "", 0,
                      "seq 1 to %llu are missing, and no record says that retention deleted them "
                      "(--partial: they are kept elsewhere)",
                      (unsigned long long)r->first_seq - 1);
    if (v->chain.breach > v->chain.before_breach + 1)
        return broken(v, "", 0,
                      "seq %llu to %llu are missing: the log was behind its head, and a new chain "
                      "was begun",
                      (unsigned long long)v->chain.before_breach + 1,
                      (unsigned long long)v->chain.breach - 1);
    if (v->chain.breach != 0)
        return broken(v, "", 0,
                      "a new chain was begun at seq %llu: the log before it was broken or differed "
                      "from its head",
                      (unsigned long long)v->chain.breach);
    if (last->first_seq > r->last_seq && !(v->options->partial && v->chain.ended) &&
        !next_segment_came(v))
        return broken(v, "", 0,
                      "the log ends at seq %llu, but key %u signs from seq %llu on: the end is "
                      "missing",
                      (unsigned long long)r->last_seq, last->number,
                      (unsigned long long)last->first_seq);
    return true;
}

static bool judge_anchors(struct verification *v)
{
    size_t applying = 0;

    for (size_t i = 0; i < v->options->anchor_count; i++) {
        const struct anchor *a = &v->options->anchors[i];

        if (!anchor_applies(v, a))
            continue;
        applying++;
        if (a->seq > v->result->last_seq)
            return broken(v, "", 0,
                          "the log ends at seq %llu, before the anchor at seq %llu: the "
                          "end is missing",
                          (unsigned long long)v->result->last_seq, (unsigned long long)a->seq);
        if (a->seq < v->result->first_seq)
            return broken(v, "", 0, "the anchor at seq %llu lies before the first record here",
                          (unsigned long long)a->seq);
    }
    return applying == v->anchors_met ||
           broken(v, "", 0, "a record has another hash than its anchor");
}

static void conclude(struct verification *v)
{
    struct verify_result *r = v->result;

    r->records = v->chain.records;
    r->last_seq = v->chain.seq;
    memcpy(r->last_time, v->chain.time, sizeof r->last_time);
    memcpy(r->head, v->chain.sha256, sizeof r->head);
}

static enum verify_outcome verify(struct verification *v)
{
    bool whole;

    if (!segment_list_read(v->folder, &v->segments))
        return VERIFY_NO_LOG;
    if (v->segments.count == 0) {
        errno = 0;
        return VERIFY_NO_LOG;
    }
    memcpy(v->result->gateway, v->segments.items[0].gateway, sizeof v->result->gateway);
    whole = find_keys(v) && read_segments(v);
    conclude(v);
    return whole && judge_ends(v) && judge_anchors(v) ? VERIFY_INTACT : VERIFY_BROKEN;
}

enum verify_outcome verify_folder(const char *path, const struct verify_options *options,
                                  struct verify_result *result)
{
    struct verification v = {.options = options, .result = result};
    enum verify_outcome outcome;
    int trouble;

    *result = (struct verify_result){0};
    v.folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (v.folder < 0)
        return VERIFY_NO_LOG;
    v.writing = folder_in_use(v.folder);
    outcome = verify(&v);
    trouble = errno;
    segment_list_clear(&v.segments);
    free(v.merged.items);
    key_list_clear(&v.own);
    close(v.folder);
    errno = trouble;
    return outcome;
}

void verify_describe(enum verify_outcome outcome, const struct verify_options *options,
                     const struct verify_result *r, char *out, size_t size)
{
    if (outcome == VERIFY_NO_LOG) {
        snprintf(out, size, "%s", errno != 0 ? strerror(errno) : "no segment of a log in it");
    } else if (outcome == VERIFY_INTACT) {
        int len = snprintf(out, size, "%llu records, seq %llu to %llu, head %s: intact",
                           (unsigned long long)r->records, (unsigned long long)r->first_seq,
                           (unsigned long long)r->last_seq, r->head);

        if (options->trusted == NULL && len > 0 && (size_t)len < size)
            snprintf(out + len, size - (size_t)len,
                     " (key %s taken from the log folder: compare it with the published one)",
                     r->fingerprint);
    } else if (r->segment[0] == '\0') {
        snprintf(out, size, "broken: %s", r->why);
    } else if (r->line == 0) {
        snprintf(out, size, "%s: broken after seq %llu: %s", r->segment,
                 (unsigned long long)r->last_seq, r->why);
    } else {
        snprintf(out, size, "%s:%llu: broken after seq %llu: %s", r->segment,
                 (unsigned long long)r->line, (unsigned long long)r->last_seq, r->why);
    }
}
