/* report - see report.h */
#include "daemon/report.h"

#include "base/encode.h"

#include <stdlib.h>
#include <syslog.h>

enum {
    REPORT_LINE_MAX = 900
}; /* bytes; RFC 5424 6.1: every receiver takes 1,024 of a whole message */

void report_start(const char *program, int facility)
{
    bool echo =
        getenv("JOURNAL_STREAM") == NULL; /* systemd: standard error is the journal already */

    openlog(program, LOG_PID | LOG_NDELAY | (echo ? LOG_PERROR : 0), facility);
}

static void add_findings(struct buffer *line, const struct verdict *v)
{
    char place[PLACE_TEXT_SIZE];

    for (uint32_t i = 0; i < v->finding_count; i++) {
        size_t before = line->len;

        place_format(v->findings[i].place, place);
        buffer_printf(line, "%s%s", i == 0 ? " findings=" : ",",
                      reason_name((enum reason)v->findings[i].reason));
        if (place[0] != '\0')
            buffer_printf(line, "(%s)", place);
        if (line->failed) { /* the rest stands in the record */
            line->failed = false;
            buffer_truncate(line, before);
            return;
        }
    }
}

static void add_facts(struct buffer *line, const struct guard_result *result,
                      const struct record_id *id)
{
    char hex[SHA256_HEX_SIZE];

    if (id != NULL)
        buffer_printf(line, " seq=%llu hash=%s", (unsigned long long)id->seq, id->sha256);
    else
        buffer_append_string(line, " unrecorded");
    if (result->archive_known) {
        hex_encode(result->archive_sha256, SHA256_SIZE, hex);
        buffer_printf(line, " archive=%s", hex);
    }
    if (result->trouble[0] != '\0')
        buffer_printf(line, " trouble=\"%s\"", result->trouble);
}

/* the hash that an admin may register in images_sha256 */
static void report_images(const char *queue_id, const struct verdict *v)
{
    char hex[SHA256_HEX_SIZE];

    for (uint32_t i = 0; i < v->image_count; i++) {
        hex_encode(v->images[i], sizeof v->images[i], hex);
        syslog(LOG_NOTICE, "%s: unregistered image, images_sha256 could list \"%s\"", queue_id,
               hex);
    }
}

void report_verdict(const char *queue_id, const char *event, const char *protocol,
                    const struct guard_result *result, const struct record_id *id)
{
    bool troubled = id == NULL || result->trouble[0] != '\0';
    struct buffer line;
    const char *text;

    if (queue_id == NULL || queue_id[0] == '\0')
        queue_id = "NOQUEUE";
    buffer_init(&line, REPORT_LINE_MAX);
    buffer_printf(&line, "%s: %s protocol=%s", queue_id, event, protocol);
    add_facts(&line, result, id);
    add_findings(&line, &result->verdict);
    text = buffer_string(&line);
    syslog(troubled ? LOG_ERR : LOG_INFO, "%s", text == NULL ? event : text);
    buffer_free(&line);
    report_images(queue_id, &result->verdict);
}

void report_complaints(const struct complaints *complaints)
{
    for (size_t i = 0; i < complaints_count(complaints); i++)
        syslog(LOG_ERR, "%s", complaints_text(complaints, i));
}
