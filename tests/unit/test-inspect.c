/*
 * test-inspect - whole mails through the inspection: what is accepted, and that nothing else is
 */
#include "inspect/inspect.h"

#include "document.h"
#include "inspect/kind.h"
#include "mail-help.h"
#include "memory-keyholder.h"
#include "sevenzip-writer.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT_TEXT "Voornaam: Anna\nNaam: Peeters\nTelefoon: 0470 12 34 56\n"
#define TODAY 20261123
#define SENDER "jan.janssens@opgroeien.be"
enum { CAPACITY = 1 << 20, FOUND_SIZE = 4096 };

/* One mail and the rules for it; what is NULL or 0 is as in a compliant one */
struct scene {
    const char *member;    /* name of the file inside; "gegevens.txt" */
    const char *document;  /* DOCUMENT_TEXT */
    const char *secret;    /* SZ_PASSPHRASE */
    const char *file;      /* attached bytes in place of the archive */
    const char *file_name; /* "gegevens.7z" */
    const char *from;      /* SENDER */
    const char *subject, *body;
    size_t cut; /* the attached file has only so many bytes; 0: all */
    bool no_attachment, bare;
    const char *sender;     /* envelope */
    const char *others[3];  /* further envelope recipients */
    const char *senders[2]; /* setting senders */
    const char *allowed[3]; /* setting other_recipients; { "sender" } */
    bool allow_nobody;      /* other_recipients = [ ] */
    bool second_protocol;
    bool suspended;
    day_number day, valid_from, valid_until;
    uint32_t formats;
    const char *consent;
    int64_t size_limit; /* max_message_bytes above the mail's own size */
    size_t capacity;
    unsigned fail_after;
};

/* The key holder and the protocol of all tests */
static struct memory_keyholder keyholder;
static struct protocol *protocol;

static const char * or (const char *text, const char *otherwise)
{
    return text != NULL ? text : otherwise;
}

static void write_archive(const struct scene *s, struct buffer *out)
{
    struct sz_archive a =
        sz_simple(or (s->member, "gegevens.txt"), or (s->document, DOCUMENT_TEXT));

    a.folders[0].passphrase = s->secret;
    a.header_folder.passphrase = s->secret;
    if (s->file != NULL)
        buffer_append_string(out, s->file);
    else
        sz_write(&a, out);
    if (s->cut > 0)
        buffer_truncate(out, s->cut);
}

static void write_mail(const struct scene *s, struct slice file, struct buffer *out)
{
    const char *name = or (s->file_name, "gegevens.7z");

    buffer_printf(out,
                  "From: Jan Janssens <%s>\r\nTo: sociale.dienst@kontich.be\r\n"
                  "Subject: %s\r\nMessage-ID: <1@opgroeien.be>\r\nMIME-Version: 1.0\r\n",
                  or (s->from, SENDER), or (s->subject, "Doorverwijzing"));
    if (s->no_attachment) {
        buffer_printf(out, "Content-Type: text/plain\r\n\r\n%s\r\n", or (s->body, "Dag,"));
        return;
    }
    buffer_printf(out,
                  "Content-Type: multipart/mixed; boundary=BB\r\n\r\n"
                  "--BB\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n"
                  "--BB\r\nContent-Type: application/octet-stream; name=\"%s\"\r\n"
                  "Content-Disposition: attachment; filename=\"%s\"\r\n"
                  "Content-Transfer-Encoding: base64\r\n\r\n",
                  or (s->body, "Dag, zie bijlage."), name, name);
    mail_add_base64(out, file);
    buffer_append_string(out, "--BB--\r\n");
}

static void write_scene(const struct scene *s, struct buffer *out)
{
    struct buffer file;

    buffer_init(&file, CAPACITY);
    write_archive(s, &file);
    if (s->bare)
        buffer_append_slice(out, buffer_slice(&file));
    else
        write_mail(s, buffer_slice(&file), out);
    buffer_free(&file);
}

static void add_all(struct string_list *list, const char *const *items, size_t max)
{
    for (size_t i = 0; i < max && items[i] != NULL; i++)
        string_list_add(list, slice_from(items[i]));
}

static void set_protocol(const struct scene *s, size_t mail_size)
{
    static const char *const sender[] = {"sender"};

    string_list_clear(&protocol->senders);
    string_list_clear(&protocol->other_recipients);
    add_all(&protocol->senders, s->senders, 2);
    if (s->allowed[0] != NULL)
        add_all(&protocol->other_recipients, s->allowed, 3);
    else if (!s->allow_nobody)
        add_all(&protocol->other_recipients, sender, 1);
    protocol->suspended = s->suspended;
    protocol->valid_from = s->valid_from;
    protocol->valid_until = s->valid_until;
    protocol->formats = s->formats != 0 ? s->formats : UINT32_MAX;
    free(protocol->consent_statement);
    protocol->consent_statement = strdup(or (s->consent, ""));
    protocol->max_message_bytes = (uint64_t)((int64_t)mail_size + s->size_limit);
}

static void set_envelope(const struct scene *s, struct envelope *e)
{
    *e = (struct envelope){.sender = strdup(or (s->sender, SENDER)),
                           .second_protocol = s->second_protocol};
    add_all(&e->others, s->others, 3);
}

static void describe(const struct verdict *v, char found[FOUND_SIZE])
{
    size_t len = 0;

    found[0] = '\0';
    for (uint32_t i = 0; i < v->finding_count; i++) {
        char place[PLACE_TEXT_SIZE];

        place_format(v->findings[i].place, place);
        len += (size_t)snprintf(found + len, FOUND_SIZE - len, "%s%s%s%s", i > 0 ? ", " : "",
                                reason_name((enum reason)v->findings[i].reason),
                                *place != '\0' ? " " : "", place);
    }
}

static bool judge_bytes(const struct scene *s, struct slice bytes, struct verdict *verdict)
{
    struct envelope envelope;
    struct inspection in = {.message = bytes,
                            .bare_archive = s->bare,
                            .envelope = s->bare ? NULL : &envelope,
                            .protocol = protocol,
                            .day = s->day != 0 ? s->day : TODAY};
    struct keyholder k = keyholder.keyholder;
    bool judged;

    if (s->capacity != 0)
        k.archive_capacity = s->capacity;
    memory_keyholder_load(&keyholder, slice_of(NULL, 0));
    keyholder.fail_after = s->fail_after;
    set_envelope(s, &envelope);
    judged = inspect(&in, &k, verdict);
    envelope_clear(&envelope);
    return judged;
}

/* judge - "" for an accept, "not judged", or the findings */
static const char *judge(const struct scene *s, struct verdict *verdict)
{
    static char found[FOUND_SIZE];
    struct buffer mail;

    buffer_init(&mail, CAPACITY);
    write_scene(s, &mail);
    set_protocol(s, mail.len);
    if (judge_bytes(s, buffer_slice(&mail), verdict))
        describe(verdict, found);
    else
        snprintf(found, sizeof(found), "not judged");
    if (*found == '\0' && !s->bare)
        CHECK(slice_is(
            slice_sub(buffer_slice(&mail), verdict->message_id.offset, verdict->message_id.length),
            "<1@opgroeien.be>"));
    buffer_free(&mail);
    return found;
}

/* --- accepted --- */

static void compliant_mail_is_accepted(void)
{
    struct scene s = {.consent = "zie bijlage"};
    struct verdict v;

    CHECK_STRING("", judge(&s, &v));
    CHECK_INT(0, v.finding_count);
    CHECK_INT(1, v.archive_seen);
    CHECK_INT(1, v.archive_encrypted);
    CHECK_INT(1, v.archive_opened);
    CHECK(v.archive_bytes > 0);
    CHECK_INT(19, v.kdf_power);
    CHECK_INT(0, v.passphrase);
    CHECK_INT(FORMAT_TXT, v.format);
    CHECK_INT(1, v.clients);
    CHECK_INT(1u << 0 | 1u << 1 | 1u << 3, v.fields);
    CHECK_INT(1, v.consent);
    CHECK(keyholder.mentions > 0);
    CHECK_INT(0, keyholder.broken_bounds);
}

static void compliant_archive_is_accepted(void)
{
    struct scene s = {.bare = true, .senders = {"someone@else.be"}, .consent = "not asked here"};
    struct verdict v;

    CHECK_STRING("", judge(&s, &v));
    CHECK_INT(1, v.clients);
    CHECK_INT(0, v.message_id.length);
}

/* --- rules, one by one --- */

struct scene_row {
    const char *name;
    struct scene scene;
    const char *expected;
};

static const struct scene_row ROWS[] = {
    /* protocol */
    {"first day", {.valid_from = TODAY}, ""},
    {"last day", {.valid_until = TODAY}, ""},
    {"day before", {.valid_from = TODAY + 1}, "protocol-not-in-force"},
    {"day after", {.valid_until = TODAY - 1}, "protocol-not-in-force"},
    {"judged as of another day", {.day = TODAY + 1, .valid_until = TODAY}, "protocol-not-in-force"},
    {"suspended", {.suspended = true}, "protocol-not-in-force"},
    {"archive before the day", {.bare = true, .valid_from = TODAY + 1}, "protocol-not-in-force"},
    /* sender */
    {"listed sender", {.senders = {SENDER}}, ""},
    {"listed domain", {.senders = {"x@y.be", "@opgroeien.be"}}, ""},
    {"no null sender in a list",
     {.senders = {"@opgroeien.be"}, .sender = ""},
     "sender-not-allowed"},
    {"null sender without list", {.sender = ""}, ""},
    {"other envelope sender",
     {.senders = {"@opgroeien.be"}, .sender = "x@elders.be"},
     "sender-not-allowed"},
    {"other From", {.senders = {"@opgroeien.be"}, .from = "x@elders.be"}, "sender-not-allowed"},
    {"both",
     {.senders = {"@opgroeien.be"}, .from = "x@elders.be", .sender = "y@elders.be"},
     "sender-not-allowed"},
    /* recipients */
    {"copy to oneself", {.others = {SENDER}}, ""},
    {"copy to a colleague", {.others = {SENDER, "els@opgroeien.be"}}, "other-recipients"},
    {"allowed colleague",
     {.others = {"els@opgroeien.be", "dpo@x.be"}, .allowed = {"@opgroeien.be", "dpo@x.be"}},
     ""},
    {"allowed without sender",
     {.others = {SENDER}, .allowed = {"@kontich.be"}},
     "other-recipients"},
    {"nobody allowed", {.others = {SENDER}, .allow_nobody = true}, "other-recipients"},
    {"no address", {.others = {""}, .sender = ""}, "other-recipients"},
    {"mailbox of another protocol",
     {.second_protocol = true, .allowed = {"@kontich.be"}},
     "other-recipients"},
    /* size */
    {"size at the limit", {.size_limit = 0}, ""},
    {"size above the limit", {.size_limit = -1}, "message-too-large"},
    {"archive above the limit", {.size_limit = -1, .bare = true}, "message-too-large"},
    {"nothing else is said of it",
     {.size_limit = -1, .suspended = true, .others = {"x@y.be"}, .secret = "wrong-one-2026"},
     "protocol-not-in-force, other-recipients, message-too-large"},
    /* attachment */
    {"none", {.no_attachment = true}, "attachment-missing"},
    {"zip", {.file = "PK\x03\x04"}, "attachment-not-7z zip archive"},
    {"text", {.file = "Anna Peeters"}, "attachment-not-7z text file"},
    {"nothing", {.file = ""}, "attachment-not-7z empty file"},
    {"bare text", {.file = "Anna Peeters", .bare = true}, "attachment-not-7z text file"},
    {"five bytes of the signature",
     {.file = "7z\xbc\xaf\x27", .bare = true},
     "attachment-not-7z text file"},
    {"begin of an archive", {.file = "7z\xbc\xaf\x27\x1c"}, "archive-damaged"},
    {"archive without its end", {.cut = 100}, "archive-damaged"},
    {"first volume of a split archive",
     {.cut = 100, .file_name = "gegevens.7z.001"},
     "attachment-not-7z volume of a split archive"},
    {"second volume of a split archive",
     {.file = "\x01\x02 middle of a stream", .file_name = "gegevens.7z.002"},
     "attachment-not-7z volume of a split archive"},
    {"unknown bytes",
     {.file = "\x01\x02 middle of a stream", .file_name = "gegevens.7z.x02"},
     "attachment-not-7z unknown kind of file"},
    {"a zip by bytes, a volume by name",
     {.file = "PK\x03\x04", .file_name = "gegevens.002"},
     "attachment-not-7z zip archive"},
    {"split archive of one volume", {.file_name = "gegevens.7z.001"}, ""},
    {"wrong passphrase", {.secret = "wrong-one-2026"}, "archive-wrong-passphrase"},
    {"not 7z by name", {.file_name = "gegevens.zip"}, ""},
    /* document */
    {"no extension", {.member = "gegevens"}, "content-format member 1"},
    {"unknown extension", {.member = "gegevens.pdf"}, "content-format member 1"},
    {"extension in capitals", {.member = "GEGEVENS.TXT"}, ""},
    {"format not permitted", {.formats = 1u << FORMAT_CSV}, "content-format member 1"},
    {"surplus field",
     {.document = DOCUMENT_TEXT "Diagnose: griep\n"},
     "field-not-permitted line 4"},
    {"archive in the archive",
     {.document = "7z\xbc\xaf\x27\x1c\x01\x04 and so on"},
     "content-hidden line 1, field-not-permitted line 1, field-missing line 1"},
    {"archive in the archive, by name", {.member = "gegevens.7z"}, "content-format member 1"},
    {"no client", {.document = "\n"}, NULL},
    /* leaks */
    {"name in the body", {.body = "Dag,\r\nPeeters Anna"}, "cleartext-client-data body line 2"},
    {"last name in the subject", {.subject = "Peeters"}, "cleartext-client-data subject"},
    {"last name outside", {.file_name = "peeters.7z"}, "cleartext-client-data attachment 1"},
    {"last name inside, readable", {.member = "peeters.txt"}, "cleartext-client-data member 1"},
    {"last name inside, bare",
     {.member = "peeters.txt", .bare = true},
     "cleartext-client-data member 1"},
    {"passphrase", {.body = SZ_PASSPHRASE}, "cleartext-passphrase body line 1"},
    {"passphrase that did not open",
     {.body = SZ_PASSPHRASE, .secret = "wrong-one-2026"},
     "archive-wrong-passphrase"},
    {"no consent", {.consent = "akkoord"}, "consent-missing"},
    /* all at once, in the order of the table */
    {"everything",
     {.suspended = true,
      .senders = {"@elders.be"},
      .others = {"x@y.be"},
      .document = "Voornaam: Anna\nNaam: Peeters\nDiagnose: griep\n",
      .subject = "Peeters 85.07.30-033.28",
      .body = "a\r\n" SZ_PASSPHRASE,
      .consent = "akkoord"},
     "protocol-not-in-force, sender-not-allowed, other-recipients, field-not-permitted line 3, "
     "field-missing line 1, cleartext-passphrase body line 2, cleartext-client-data subject, "
     "cleartext-forbidden subject, consent-missing"},
    /* what cannot be judged */
    {"key holder fails", {.fail_after = 1}, "not judged"},
    {"archive does not fit", {.capacity = 100}, "not judged"},
};

static void rows(void)
{
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        struct verdict v;

        check_case(ROWS[i].name);
        if (ROWS[i].expected != NULL)
            CHECK_STRING(ROWS[i].expected, judge(&ROWS[i].scene, &v));
        else
            CHECK(*judge(&ROWS[i].scene, &v) != '\0');
    }
    check_case(NULL);
}

static void names_that_are_encrypted_are_no_leak(void)
{
    struct sz_archive a = sz_simple("peeters.txt", DOCUMENT_TEXT);
    struct scene s = {.bare = true};
    struct buffer file;
    struct verdict v;

    a.header = SZ_HEADER_ENCODED;
    a.header_folder.method = METHOD_LZMA;
    buffer_init(&file, CAPACITY);
    sz_write(&a, &file);
    set_protocol(&s, file.len);
    CHECK(judge_bytes(&s, buffer_slice(&file), &v));
    CHECK_INT(0, v.finding_count);
    CHECK_INT(1, v.names_encrypted);
    buffer_free(&file);
}

/* no_changed_byte_is_accepted - of the archive; of all else only what changes nothing may be */
static void no_changed_byte_is_accepted(void)
{
    struct scene s = {.bare = true};
    struct buffer file;
    unsigned accepted = 0;

    buffer_init(&file, CAPACITY);
    write_scene(&s, &file);
    set_protocol(&s, file.len);
    for (size_t at = 0; at < file.len; at++) {
        struct verdict v;

        file.data[at] ^= (unsigned char)(1u << at % 8);
        if (judge_bytes(&s, buffer_slice(&file), &v) && v.finding_count == 0)
            accepted++;
        file.data[at] ^= (unsigned char)(1u << at % 8);
    }
    CHECK_INT(0, accepted);
    buffer_free(&file);
}

static void no_part_of_a_mail_is_accepted(void)
{
    struct scene s = {0};
    struct buffer mail;
    unsigned accepted = 0;

    buffer_init(&mail, CAPACITY);
    write_scene(&s, &mail);
    set_protocol(&s, mail.len);
    for (size_t len = 0; len + 2 < mail.len; len++) {
        struct verdict v;

        if (judge_bytes(&s, slice_sub(buffer_slice(&mail), 0, len), &v) && v.finding_count == 0)
            accepted++;
    }
    CHECK_INT(0, accepted);
    buffer_free(&mail);
}

static void oversize(void)
{
    struct scene s = {.senders = {"@elders.be"}, .others = {"x@y.be"}, .suspended = true};
    struct envelope envelope;
    struct verdict v;
    char found[FOUND_SIZE];

    set_protocol(&s, 0);
    set_envelope(&s, &envelope);
    inspect_oversize(&envelope, protocol, TODAY, &v);
    describe(&v, found);
    CHECK_STRING("protocol-not-in-force, sender-not-allowed, other-recipients, message-too-large",
                 found);
    envelope_clear(&envelope);

    s = (struct scene){0};
    set_protocol(&s, 0);
    set_envelope(&s, &envelope);
    inspect_oversize(&envelope, protocol, TODAY, &v);
    describe(&v, found);
    CHECK_STRING("message-too-large", found);
    envelope_clear(&envelope);
}

int main(void)
{
    static const char *const passphrases[] = {SZ_PASSPHRASE, NULL};
    static char id[] = "2026-1";
    static struct protocol_passphrase passphrase = {.id = id};
    static const struct test tests[] = {
        TEST(compliant_mail_is_accepted),
        TEST(compliant_archive_is_accepted),
        TEST(rows),
        TEST(names_that_are_encrypted_are_no_leak),
        TEST(no_changed_byte_is_accepted),
        TEST(no_part_of_a_mail_is_accepted),
        TEST(oversize),
    };
    int status;

    if (!memory_keyholder_start(&keyholder, CAPACITY, passphrases))
        return 1;
    protocol = document_protocol();
    protocol->passphrases = &passphrase;
    protocol->passphrase_count = 1;
    protocol->kdf_power_min = 19;
    protocol->kdf_power_max = 20;
    protocol->max_unpacked_bytes = 262144;
    status = run_tests(tests, sizeof(tests) / sizeof(tests[0]));
    memory_keyholder_stop(&keyholder);
    protocol->passphrases = NULL;
    protocol->passphrase_count = 0;
    protocol_free(protocol);
    return status;
}
