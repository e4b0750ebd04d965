/*
 * chain - follows the records of a segment
 *
 * Reads only, in constant memory, each byte once.
 */
#include "record/chain.h"

#include "base/encode.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define ZERO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* Bytes that are not (yet) accounted for */
struct torn {
    EVP_MD_CTX *hash;
    uint64_t bytes;
    bool open; /* the last piece had no line feed, and none is counted for it */
};

struct scan {
    struct chain *chain;
    const char *name;
    const struct chain_visitor *visitor;
    struct chain_report *report;
    struct torn torn;
    uint64_t line, read; /* lines seen; bytes consumed */
    bool first;          /* the next record is the first of the segment */
};

/* why - the reason for the first fault is kept */
static void __attribute__((format(printf, 2, 3))) why(struct scan *s, const char *format, ...)
{
    va_list args;

    if (s->report->line != 0)
        return;
    s->report->line = s->line;
    va_start(args, format);
    vsnprintf(s->report->why, sizeof s->report->why, format, args);
    va_end(args);
}

/* declared_break - a segment-start by which the admin let the log go on after a loss */
static bool declared_break(const struct scan *s, const struct record_line *r)
{
    return s->first && strcmp(r->event, "segment-start") == 0 &&
           record_member_true(r, "new_chain") && r->seq > s->chain->seq;
}

static bool check_place(struct scan *s, const struct record_line *r, bool broken_off)
{
    const struct chain *c = s->chain;

    if (c->gateway[0] != '\0' && strcmp(r->gateway, c->gateway) != 0) {
        why(s, "record of another gateway, %s", r->gateway);
    } else if (c->seq == 0 && r->seq == 1 && strcmp(r->prev, ZERO_HASH) != 0) {
        why(s, "the first record does not begin the chain: prev is not 64 zeros");
    } else if (c->seq != 0 && r->seq != c->seq + 1 && !broken_off) {
        why(s, "seq is %llu, expected %llu", (unsigned long long)r->seq,
            (unsigned long long)c->seq + 1);
    } else if (c->seq != 0 && strcmp(r->prev, c->sha256) != 0 &&
               !(broken_off && strcmp(r->prev, ZERO_HASH) == 0)) {
        why(s, "prev is not the hash of the record before");
    } else if (c->seq != 0 && strcmp(r->time, c->time) < 0 && !broken_off) {
        why(s, "time runs back");
    } else {
        return true;
    }
    return false;
}

static bool check_key(struct scan *s, const struct record_line *r)
{
    const struct public_key *key = key_chain_at(s->chain->keys, r->seq);

    if (key == NULL || key_chain_find(s->chain->keys, r->key) == NULL)
        why(s, "signed by key %u, which is not in the keys file", r->key);
    else if (key->number != r->key)
        why(s, "signed by key %u, but key %u is the one in force at seq %llu", r->key, key->number,
            (unsigned long long)r->seq);
    else if (!record_line_signed(r, key->key))
        why(s, "the signature does not hold");
    else
        return true;
    return false;
}

/* check_segment - the events that begin and end a segment stand where they belong */
static bool check_segment(struct scan *s, const struct record_line *r)
{
    bool start = strcmp(r->event, "segment-start") == 0;
    const char *name = record_member_string(r, "segment");
    const char *previous = record_member_string(r, "previous");

    if (!s->first && s->chain->ended)
        why(s, "a record after the end of the segment");
    else if (start != s->first)
        why(s, start ? "a segment-start within the segment"
                     : "the segment does not begin with a segment-start");
    else if (start && (name == NULL || strcmp(name, s->name) != 0))
        why(s, "the segment has another name than the file");
    else if (start && s->chain->seq != 0 &&
             (previous == NULL || strcmp(previous, s->chain->segment) != 0))
        why(s, "the segment does not name the one before it");
    else
        return true;
    return false;
}

static bool check_line(struct scan *s, struct slice line, struct record_line *r)
{
    const char *wrong = record_line_parse(line, r);

    if (wrong != NULL) {
        why(s, "%s", wrong);
        return false;
    }
    if (check_place(s, r, declared_break(s, r)) && check_key(s, r) && check_segment(s, r))
        return true;
    record_line_clear(r);
    return false;
}

/* torn_add - bytes that are no record; feed says that a line feed stands behind them. A line feed
 * is counted only once more bytes follow: the one before `recovered` is not part of what is torn.
 */
static bool torn_add(struct torn *t, struct slice bytes, bool feed)
{
    bool good = true;

    if (t->hash == NULL) {
        t->hash = EVP_MD_CTX_new();
        good = t->hash != NULL && EVP_DigestInit_ex(t->hash, EVP_sha256(), NULL) == 1;
    } else if (!t->open) {
        good = EVP_DigestUpdate(t->hash, "\n", 1) == 1;
        t->bytes++;
    }
    good = good && (bytes.len == 0 || EVP_DigestUpdate(t->hash, bytes.data, bytes.len) == 1);
    t->bytes += bytes.len;
    t->open = !feed;
    return good;
}

static bool torn_finish(struct torn *t, struct chain_report *report)
{
    unsigned char digest[SHA256_SIZE];
    unsigned len = sizeof digest;
    bool good = t->hash != NULL && EVP_DigestFinal_ex(t->hash, digest, &len) == 1;

    EVP_MD_CTX_free(t->hash);
    t->hash = NULL;
    if (good)
        hex_encode(digest, sizeof digest, report->torn_sha256);
    report->torn_bytes = t->bytes;
    t->bytes = 0;
    return good;
}

/* declares_torn - a `recovered` record that accounts for exactly the bytes before it */
static bool declares_torn(struct scan *s, const struct record_line *r)
{
    const char *hash = record_member_string(r, "torn_sha256");

    return torn_finish(&s->torn, s->report) && strcmp(r->event, "recovered") == 0 && hash != NULL &&
           strcmp(hash, s->report->torn_sha256) == 0 &&
           record_member_number(r, "torn_bytes") == s->report->torn_bytes;
}

/* accept - the record is good: the chain now stands at it */
static void accept(struct scan *s, const struct record_line *r, struct slice line)
{
    struct chain *c = s->chain;

    if (c->seq != 0 && c->breach == 0 && strcmp(r->prev, ZERO_HASH) == 0) {
        c->breach = r->seq;
        c->before_breach = c->seq;
    }
    sha256_hex(line, c->sha256);
    snprintf(c->gateway, sizeof c->gateway, "%s", r->gateway);
    snprintf(c->time, sizeof c->time, "%s", r->time);
    snprintf(c->segment, sizeof c->segment, "%s", s->name);
    c->seq = r->seq;
    c->ended = strcmp(r->event, "segment-end") == 0;
    c->records++;
    s->first = false;
    s->report->good_bytes = s->read;
    s->report->line = 0;
    if (s->visitor != NULL)
        s->visitor->record(s->visitor->context, r, c->sha256);
}

static enum chain_outcome take_line(struct scan *s, struct slice line, bool feed)
{
    struct record_line r;
    enum chain_outcome outcome = CHAIN_GOOD;

    if (!check_line(s, line, &r))
        return torn_add(&s->torn, line, feed) ? CHAIN_TORN : CHAIN_UNREADABLE;
    if (s->torn.hash != NULL && !declares_torn(s, &r))
        outcome = CHAIN_BROKEN;
    else
        accept(s, &r, line);
    record_line_clear(&r);
    return outcome;
}

static enum chain_outcome scan_pieces(struct scan *s, struct segment_reader *reader)
{
    enum chain_outcome outcome = CHAIN_GOOD;
    struct slice piece;

    for (;;) {
        enum segment_piece kind = segment_next(reader, &piece);

        if (kind == SEGMENT_END)
            return outcome;
        if (kind == SEGMENT_ERROR)
            return CHAIN_UNREADABLE;
        s->line += !s->torn.open;
        s->read += piece.len + (kind == SEGMENT_LINE);
        s->report->no_line_feed = kind == SEGMENT_TAIL;
        if (kind != SEGMENT_PART && !s->torn.open) {
            outcome = take_line(s, piece, kind == SEGMENT_LINE);
        } else {
            why(s, "the line is too long");
            outcome =
                torn_add(&s->torn, piece, kind == SEGMENT_LINE) ? CHAIN_TORN : CHAIN_UNREADABLE;
        }
        if (outcome == CHAIN_BROKEN || outcome == CHAIN_UNREADABLE)
            return outcome;
    }
}

enum chain_outcome chain_segment(struct chain *chain, const char *name, int fd, bool patient,
                                 const struct chain_visitor *visitor, struct chain_report *report)
{
    struct segment_reader *reader = segment_reader_new(fd, patient);
    struct scan s = {.chain = chain, .name = name, .visitor = visitor, .report = report};
    enum chain_outcome outcome;

    *report = (struct chain_report){0};
    s.first = true;
    chain->ended = false;
    outcome = reader != NULL ? scan_pieces(&s, reader) : CHAIN_UNREADABLE;
    if (s.torn.hash != NULL && !torn_finish(&s.torn, report))
        outcome = CHAIN_UNREADABLE;
    segment_reader_free(reader);
    if (outcome == CHAIN_GOOD && s.first) {
        why(&s, "the segment is empty");
        outcome = CHAIN_BROKEN;
    }
    return outcome;
}
