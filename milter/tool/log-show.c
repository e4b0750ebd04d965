/*
 * log-show - a gathered report as text, HTML or CSV
 *
 * Shows what is there; every number comes from log-gather.c.
 */
#include "tool/log-reasons.h"
#include "tool/log-report.h"
#include "tool/log-tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct show {
    const json_t *report;
    enum language language;
    struct document *d;
};

static const char *say(const struct show *s, enum word w)
{
    return word(s->language, w);
}

static const char *text(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value != NULL ? value : "";
}

static json_int_t count(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* number - of a member, as text in room of the caller */
static const char *number(const json_t *object, const char *key, char room[24])
{
    snprintf(room, 24, "%lld", (long long)count(object, key));
    return room;
}

static void show_period(const struct show *s)
{
    const char *from = text(s->report, "from"), *to = text(s->report, "to");

    document_paragraph(s->d, "%s: %s - %s (%s: %s)", say(s, WORD_PERIOD),
                       from[0] != '\0' ? from : say(s, WORD_FROM_START),
                       to[0] != '\0' ? to : say(s, WORD_TO_END), say(s, WORD_ZONE),
                       text(s->report, "time_zone"));
    document_paragraph(s->d, "%s: %s, referral-log %s", say(s, WORD_MADE), text(s->report, "made"),
                       text(s->report, "version"));
    document_paragraph(s->d, "%s", say(s, WORD_DELIVERED));
}

static void show_parties(const struct show *s)
{
    const json_t *parties = json_object_get(s->report, "parties");
    const char *titles[] = {say(s, WORD_PROTOCOL), say(s, WORD_NAME), say(s, WORD_CONTACT)};
    json_t *party;
    size_t i;

    if (json_array_size(parties) == 0)
        return;
    document_heading(s->d, say(s, WORD_PARTIES));
    document_table(s->d, titles, 3);
    json_array_foreach (parties, i, party) {
        const char *cells[] = {text(party, "protocol"), text(party, "name"),
                               text(party, "contact")};

        document_row(s->d, cells);
    }
    document_table_end(s->d, say(s, WORD_NONE));
}

static void show_gateway(const struct show *s, const json_t *g)
{
    bool intact = json_is_true(json_object_get(g, "intact"));
    const char *titles[] = {say(s, WORD_GATEWAY), text(g, "gateway")};
    const char *rows[][2] = {
        {say(s, WORD_FOLDER), text(g, "folder")},
        {say(s, WORD_RESULT), intact ? say(s, WORD_INTACT) : say(s, WORD_BROKEN)},
        {say(s, WORD_DETAIL), text(g, "verdict")},
        {say(s, WORD_FIRST), text(g, "first_time")},
        {say(s, WORD_LAST), text(g, "last_time")},
        {say(s, WORD_HEAD), text(g, "head")},
        {say(s, WORD_KEY), text(g, "key_fingerprint")},
    };

    document_table(s->d, titles, 2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i][1][0] != '\0' && !(intact && i == 2))
            document_row(s->d, rows[i]);
    document_table_end(s->d, say(s, WORD_NONE));
    if (json_is_true(json_object_get(g, "key_from_folder")))
        document_paragraph(s->d, "(%s)", say(s, WORD_COMPARE));
}

static void show_integrity(const struct show *s)
{
    json_t *gateway;
    size_t i;

    document_heading(s->d, say(s, WORD_INTEGRITY));
    json_array_foreach (json_object_get(s->report, "gateways"), i, gateway) {
        show_gateway(s, gateway);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* show_counts - names and numbers, in order of the names */
static void show_counts(const struct show *s, const json_t *counts, enum word what, enum word name)
{
    const char *titles[] = {say(s, name), say(s, WORD_NUMBER), ""};
    const char **keys;
    size_t n = json_object_size(counts), i = 0;
    const char *key;
    json_t *value;

    if (n == 0 || (keys = calloc(n, sizeof *keys)) == NULL)
        return;
    document_paragraph(s->d, "%s:", say(s, what));
    json_object_foreach ((json_t *)counts, key, value) {
        keys[i++] = key;
    }
    n = i;
    qsort(keys, n, sizeof *keys, by_name);
    document_table(s->d, titles, name == WORD_REASON ? 3 : 2);
    for (i = 0; i < n; i++) {
        char room[24];
        const char *cells[] = {keys[i], number(counts, keys[i], room),
                               reason_label(s->language, keys[i])};

        document_row(s->d, cells);
    }
    document_table_end(s->d, say(s, WORD_NONE));
    free(keys);
}

static void show_encryption(const struct show *s, const json_t *protocol)
{
    const json_t *list = json_object_get(protocol, "encryption");
    const char *titles[] = {say(s, WORD_CIPHER), say(s, WORD_KDF), say(s, WORD_NAMES),
                            say(s, WORD_NUMBER)};
    json_t *entry;
    size_t i;

    if (json_array_size(list) == 0)
        return;
    document_paragraph(s->d, "%s:", say(s, WORD_ENCRYPTION));
    document_table(s->d, titles, 4);
    json_array_foreach (list, i, entry) {
        char rounds[48], room[24];
        const char *cells[] = {text(entry, "cipher"), rounds,
                               json_is_true(json_object_get(entry, "names_encrypted"))
                                   ? say(s, WORD_YES)
                                   : say(s, WORD_NO),
                               number(entry, "transfers", room)};

        snprintf(rounds, sizeof rounds, "SHA-256, 2^%lld", (long long)count(entry, "kdf_power"));
        document_row(s->d, cells);
    }
    document_table_end(s->d, say(s, WORD_NONE));
}

static void show_passphrases(const struct show *s, const json_t *protocol)
{
    json_t *all = json_object_get(protocol, "passphrases"), *entry;
    const char *titles[] = {say(s, WORD_PASSPHRASE), say(s, WORD_FIRST), say(s, WORD_LAST),
                            say(s, WORD_NUMBER)};
    const char *id;

    if (json_object_size(all) == 0)
        return;
    document_paragraph(s->d, "%s:", say(s, WORD_PASSPHRASES));
    document_table(s->d, titles, 4);
    json_object_foreach (all, id, entry) {
        char room[24];
        const char *cells[] = {id, text(entry, "first"), text(entry, "last"),
                               number(entry, "transfers", room)};

        document_row(s->d, cells);
    }
    document_table_end(s->d, say(s, WORD_NONE));
}

static void show_protocol(const struct show *s, const char *id, const json_t *p)
{
    char heading[RECORD_STRING_MAX + 64];

    snprintf(heading, sizeof heading, "%s %s", say(s, WORD_PROTOCOL), id);
    document_heading(s->d, heading);
    if (text(p, "title")[0] != '\0')
        document_paragraph(s->d, "%s", text(p, "title"));
    document_paragraph(s->d, "%s: %lld", say(s, WORD_TRANSFERS), (long long)count(p, "transfers"));
    document_paragraph(s->d, "%s: %lld", say(s, WORD_REFUSED), (long long)count(p, "refused"));
    document_paragraph(s->d, "%s: %lld", say(s, WORD_DEFERRED), (long long)count(p, "deferred"));
    if (count(p, "observed") > 0)
        document_paragraph(s->d, "%s: %lld", say(s, WORD_OBSERVED),
                           (long long)count(p, "observed"));
    show_counts(s, json_object_get(p, "months"), WORD_PER_MONTH, WORD_MONTH);
    show_encryption(s, p);
    show_passphrases(s, p);
    show_counts(s, json_object_get(p, "fields"), WORD_FIELDS, WORD_FIELD);
    show_counts(s, json_object_get(p, "refusals"), WORD_REFUSED, WORD_REASON);
    show_counts(s, json_object_get(p, "deferrals"), WORD_DEFERRED, WORD_REASON);
    show_counts(s, json_object_get(p, "observations"), WORD_OBSERVED, WORD_REASON);
}

static const char *duty_end(const struct show *s, const char *end)
{
    return say(s, strcmp(end, "stop") == 0   ? WORD_END_STOP
                  : strcmp(end, "lost") == 0 ? WORD_END_LOST
                                             : WORD_END_RUNNING);
}

static void show_duty(const struct show *s)
{
    const char *titles[] = {say(s, WORD_GATEWAY), say(s, WORD_FROM), say(s, WORD_TO),
                            say(s, WORD_END)};
    const json_t *tests = json_object_get(s->report, "self_tests");
    json_t *gateway, *window;
    size_t i, j;

    document_heading(s->d, say(s, WORD_DUTY));
    document_table(s->d, titles, 4);
    json_array_foreach (json_object_get(s->report, "gateways"), i, gateway) {
        json_array_foreach (json_object_get(gateway, "on_duty"), j, window) {
            const char *cells[] = {text(gateway, "gateway"), text(window, "from"),
                                   text(window, "to"), duty_end(s, text(window, "end"))};

            document_row(s->d, cells);
        }
    }
    document_table_end(s->d, say(s, WORD_NONE));
    document_paragraph(s->d, "%s", say(s, WORD_NONE_PASSED));
    document_paragraph(s->d, "%s: %lld %s, %lld %s", say(s, WORD_SELF_TESTS),
                       (long long)count(tests, "passed"), say(s, WORD_GOOD),
                       (long long)count(tests, "failed"), say(s, WORD_BAD));
}

static void show_changes(const struct show *s)
{
    const char *titles[] = {say(s, WORD_SINCE), say(s, WORD_GATEWAY), say(s, WORD_VERSION),
                            say(s, WORD_POLICY)};
    json_t *change;
    size_t i;

    document_heading(s->d, say(s, WORD_CHANGES));
    document_table(s->d, titles, 4);
    json_array_foreach (json_object_get(s->report, "versions"), i, change) {
        const char *cells[] = {text(change, "time"), text(change, "gateway"),
                               text(change, "version"), text(change, "policy_sha256")};

        document_row(s->d, cells);
    }
    document_table_end(s->d, say(s, WORD_NONE));
}

static void show_events(const struct show *s)
{
    const char *titles[] = {say(s, WORD_TIME), say(s, WORD_REF), say(s, WORD_EVENT),
                            say(s, WORD_DETAIL)};
    json_t *event;
    size_t i;

    document_heading(s->d, say(s, WORD_EVENTS));
    document_table(s->d, titles, 4);
    json_array_foreach (json_object_get(s->report, "events"), i, event) {
        char *detail =
            json_dumps(json_object_get(event, "detail"), JSON_COMPACT | JSON_ENSURE_ASCII);
        char ref[GATEWAY_MAX + 32];
        const char *cells[] = {text(event, "time"), ref, text(event, "event"),
                               detail != NULL && strcmp(detail, "{}") != 0 ? detail : ""};

        snprintf(ref, sizeof ref, "%s-%lld", text(event, "gateway"),
                 (long long)count(event, "seq"));
        document_row(s->d, cells);
        free(detail);
    }
    document_table_end(s->d, say(s, WORD_NONE));
}

static void show_transfers(const struct show *s)
{
    const json_t *transfers = json_object_get(s->report, "transfers");
    const char *titles[] = {say(s, WORD_TIME),   say(s, WORD_REF),        say(s, WORD_PROTOCOL),
                            say(s, WORD_SENDER), say(s, WORD_PASSPHRASE), say(s, WORD_ARCHIVE)};
    json_t *t;
    size_t i;

    document_heading(s->d, say(s, WORD_LIST));
    document_table(s->d, titles, 6);
    json_array_foreach (transfers, i, t) {
        char ref[GATEWAY_MAX + 32];
        const char *cells[] = {text(t, "time"),       ref,
                               text(t, "protocol"),   text(t, "sender"),
                               text(t, "passphrase"), text(t, "archive_sha256")};

        snprintf(ref, sizeof ref, "%s-%lld", text(t, "gateway"), (long long)count(t, "seq"));
        document_row(s->d, cells);
    }
    document_table_end(s->d, say(s, WORD_NONE));
}

static void show_recipe(const struct show *s)
{
    document_heading(s->d, say(s, WORD_CHECK));
    document_paragraph(s->d, "%s", say(s, WORD_CHECK_TEXT));
    document_code(s->d,
                  "sed -n 2p SEGMENT.jsonl | tr -d '\\n' >line\n"
                  "sed -n 1p SEGMENT.jsonl | tr -d '\\n' | sha256sum      # is prev of the line\n"
                  "sed 's/,\"sig\":\"[^\"]*\"}$//' line | tr -d '\\n' >text\n"
                  "sed 's/.*,\"sig\":\"//; s/\"}$//' line | base64 -d >signature\n"
                  "(printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'\n"
                  " awk '$1 == 1 { print $2 }' keys.pub | base64 -d) >key.der   # key number 1\n"
                  "openssl pkeyutl -verify -rawin -in text -sigfile signature \\\n"
                  "    -pubin -keyform DER -inkey key.der");
}

void report_show(const json_t *report, enum language language, struct document *d)
{
    const struct show s = {report, language, d};
    const char *id;
    json_t *protocol;

    document_open(d, word(language, WORD_REPORT));
    show_period(&s);
    show_parties(&s);
    show_integrity(&s);
    json_object_foreach (json_object_get(report, "protocols"), id, protocol) {
        show_protocol(&s, id, protocol);
    }
    show_duty(&s);
    show_changes(&s);
    show_events(&s);
    show_transfers(&s);
    show_recipe(&s);
    document_close(d);
}

void report_csv(const json_t *report)
{
    static const char *const names[] = {"time",
                                        "gateway",
                                        "seq",
                                        "protocol",
                                        "transfer",
                                        "queue_id",
                                        "message_id",
                                        "sender",
                                        "bytes",
                                        "archive_sha256",
                                        "cipher",
                                        "kdf_power",
                                        "names_encrypted",
                                        "passphrase",
                                        "format",
                                        "clients",
                                        "mode",
                                        "record_sha256"};
    enum { COLUMNS = sizeof names / sizeof *names };
    json_t *t;
    size_t i;

    csv_row(names, COLUMNS);
    json_array_foreach (json_object_get(report, "transfers"), i, t) {
        char rooms[COLUMNS][24];
        const char *cells[COLUMNS];

        for (size_t c = 0; c < COLUMNS; c++) {
            const json_t *value = json_object_get(t, names[c]);

            cells[c] = json_is_integer(value)   ? number(t, names[c], rooms[c])
                       : json_is_boolean(value) ? (json_is_true(value) ? "true" : "false")
                                                : text(t, names[c]);
        }
        csv_row(cells, COLUMNS);
    }
}
