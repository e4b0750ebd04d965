/*
 * test-backed - an accept of a hostile worker that the facts main knows do not bear out, each by
 * one change of an accept that they do
 */
#include "serve-scene.h"

#include <string.h>
#include <unistd.h>

static char other[] = "b@example.org", statement[] = "consent";

/* doubted - after one honest decrypt the accept, changed by change(), is refused for that reason */
static void doubted(void (*change)(struct verdict *v), const char *doubt)
{
    struct verdict v = scene_good_verdict();
    const char *got;

    scene_begin();
    scene_say_decrypt();
    CHECK_INT(SERVE_CLOSED, scene_finish());
    change(&v);
    got = accept_backed(&scene.talk, &v);
    if (doubt == NULL)
        CHECK(got == NULL);
    else
        CHECK_STRING(doubt, got);
    scene_end();
}

static void nothing_changed(struct verdict *v)
{
    (void)v;
}
static void not_seen(struct verdict *v)
{
    v->archive_seen = 0;
}
static void not_encrypted(struct verdict *v)
{
    v->archive_encrypted = 0;
}
static void not_opened(struct verdict *v)
{
    v->archive_opened = 0;
}
static void other_passphrase(struct verdict *v)
{
    v->passphrase = 1;
}
static void other_power(struct verdict *v)
{
    v->kdf_power = SCENE_POWER + 1;
}
static void archive_just_holds(struct verdict *v)
{
    v->archive_bytes = SCENE_DATA + SCENE_LEN;
}
static void archive_too_short(struct verdict *v)
{
    v->archive_bytes = SCENE_DATA + SCENE_LEN - 1;
}
static void archive_too_long(struct verdict *v)
{
    scene.task.message_len = SCENE_CAPACITY + 1;
    v->archive_bytes = SCENE_CAPACITY + 1;
}
static void archive_longer_than_message(struct verdict *v)
{
    scene.task.message_len = SCENE_CAPACITY - 1;
    v->archive_bytes = SCENE_CAPACITY;
}
static void archive_as_long_as_message(struct verdict *v)
{
    scene.task.message_len = SCENE_CAPACITY;
    v->archive_bytes = SCENE_CAPACITY;
}
/* power_that_wraps - a shift by it is one by POWER on some processors */
static void power_that_wraps(struct verdict *v)
{
    v->kdf_power = SCENE_POWER + 32;
}
static void no_format_permitted(struct verdict *v)
{
    scene.protocol.formats |= 1u << FORMAT_NONE;
    v->format = FORMAT_NONE;
}
static void contact_by_address(struct verdict *v)
{
    (void)v;
    scene.fields[1].kind = VALUE_ADDRESS;
}
static void contact_by_email(struct verdict *v)
{
    (void)v;
    scene.fields[1].kind = VALUE_EMAIL;
}
static void contact_by_number(struct verdict *v)
{
    (void)v;
    scene.fields[1].kind = VALUE_NUMBER;
}
static void envelope_of_bare(struct verdict *v)
{
    static char *others[] = {other};

    (void)v;
    scene.envelope.others = (struct string_list){others, 1};
    scene.task.bare_archive = true;
}
static void no_format(struct verdict *v)
{
    v->format = FORMAT_NONE;
}
static void other_format(struct verdict *v)
{
    v->format = FORMAT_CSV;
}
static void no_clients(struct verdict *v)
{
    v->clients = 0;
}
static void clients_at_limit(struct verdict *v)
{
    v->clients = 2;
}
static void too_many_clients(struct verdict *v)
{
    v->clients = 3;
}
static void no_required_field(struct verdict *v)
{
    v->fields = 2;
}
static void no_contact(struct verdict *v)
{
    v->fields = 1;
}
static void contact_not_required(struct verdict *v)
{
    scene.protocol.contact_required = false;
    v->fields = 1;
}
static void names_readable(struct verdict *v)
{
    (void)v;
    scene.protocol.names_encrypted = true;
}
static void names_hidden(struct verdict *v)
{
    scene.protocol.names_encrypted = true;
    v->names_encrypted = 1;
}
static void consent_asked(struct verdict *v)
{
    (void)v;
    scene.protocol.consent_statement = statement;
}
static void consent_given(struct verdict *v)
{
    scene.protocol.consent_statement = statement;
    v->consent = 1;
}
static void consent_of_bare(struct verdict *v)
{
    (void)v;
    scene.protocol.consent_statement = statement;
    scene.task.bare_archive = true;
}
static void expired(struct verdict *v)
{
    (void)v;
    scene.passphrases[0].valid_until = SCENE_TODAY - 1;
}
static void last_day(struct verdict *v)
{
    (void)v;
    scene.passphrases[0].valid_until = SCENE_TODAY;
}
static void not_yet(struct verdict *v)
{
    (void)v;
    scene.passphrases[0].valid_until = 0;
    scene.passphrases[0].valid_from = SCENE_TODAY + 1;
}
static void first_day(struct verdict *v)
{
    (void)v;
    scene.passphrases[0].valid_from = SCENE_TODAY;
}
static void suspended(struct verdict *v)
{
    (void)v;
    scene.protocol.suspended = true;
}
static void not_in_force(struct verdict *v)
{
    (void)v;
    scene.protocol.valid_until = SCENE_TODAY - 1;
}
static void another_recipient(struct verdict *v)
{
    static char *others[] = {other};

    (void)v;
    scene.envelope.others = (struct string_list){others, 1};
}
static void message_too_large(struct verdict *v)
{
    (void)v;
    scene.protocol.max_message_bytes = SCENE_CAPACITY - 1;
}
static void no_signature(struct verdict *v)
{
    (void)v;
    CHECK(pwrite(scene.scratch, "PK\3\4", 4, 0) == 4);
}

static void an_accept_must_be_backed(void)
{
    static const struct {
        const char *name;
        void (*change)(struct verdict *v);
        const char *doubt;
    } rows[] = {
        {"nothing", nothing_changed, NULL},
        {"not seen", not_seen, "no archive was opened"},
        {"not encrypted", not_encrypted, "no archive was opened"},
        {"not opened", not_opened, "no archive was opened"},
        {"other passphrase", other_passphrase, "no decryption was asked for"},
        {"other power", other_power, "no decryption was asked for"},
        {"archive just holds", archive_just_holds, NULL},
        {"archive too short", archive_too_short, "what was decrypted lies outside the archive"},
        {"archive too long", archive_too_long, "what was decrypted lies outside the archive"},
        {"archive longer than message", archive_longer_than_message,
         "what was decrypted lies outside the archive"},
        {"archive as long as message", archive_as_long_as_message, NULL},
        {"power that wraps", power_that_wraps, "no decryption was asked for"},
        {"no signature", no_signature, "the archive has no signature"},
        {"no format", no_format, "no permitted document was read"},
        {"no format permitted", no_format_permitted, "no permitted document was read"},
        {"other format", other_format, "no permitted document was read"},
        {"no clients", no_clients, "the number of clients is not permitted"},
        {"clients at limit", clients_at_limit, NULL},
        {"too many clients", too_many_clients, "the number of clients is not permitted"},
        {"no required field", no_required_field, "a required field is missing"},
        {"no contact", no_contact, "a contact is missing"},
        {"contact not required", contact_not_required, NULL},
        {"contact by address", contact_by_address, NULL},
        {"contact by e-mail", contact_by_email, NULL},
        {"contact by number", contact_by_number, "a contact is missing"},
        {"names readable", names_readable, "names are readable"},
        {"names hidden", names_hidden, NULL},
        {"consent asked", consent_asked, "the consent statement is missing"},
        {"consent given", consent_given, NULL},
        {"consent of bare", consent_of_bare, NULL},
        {"expired", expired, "the passphrase is not valid on this day"},
        {"last day", last_day, NULL},
        {"not yet", not_yet, "the passphrase is not valid on this day"},
        {"first day", first_day, NULL},
        {"suspended", suspended, "envelope or day forbid it"},
        {"not in force", not_in_force, "envelope or day forbid it"},
        {"another recipient", another_recipient, "envelope or day forbid it"},
        {"envelope of bare", envelope_of_bare, NULL},
        {"message too large", message_too_large, "the message is too large"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_case(rows[i].name);
        doubted(rows[i].change, rows[i].doubt);
        scene.fields[1].kind = VALUE_TELEPHONE;
    }
    check_case(NULL);
    scene.passphrases[0].valid_from = scene.passphrases[0].valid_until = 0;
}

static void an_accept_without_a_decrypt_is_not_backed(void)
{
    struct verdict v = scene_good_verdict();

    scene_begin();
    scene_say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, scene_finish());
    CHECK_STRING("no decryption was asked for", accept_backed(&scene.talk, &scene.talk.verdict));
    scene_end();

    scene_begin(); /* asked, and answered no */
    scene_decrypt_request()->params.power = SCENE_POWER + 3;
    scene_say(WIRE_DECRYPT, 0);
    v.kdf_power = SCENE_POWER + 3;
    scene_say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, scene_finish());
    CHECK_STRING("no decryption was asked for", accept_backed(&scene.talk, &scene.talk.verdict));
    scene_end();

    scene_begin(); /* a range that holds the signature header is no stream of an archive */
    scene_decrypt_request()->offset = 16;
    scene_say(WIRE_DECRYPT, 0);
    v = scene_good_verdict();
    scene_say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, scene_finish());
    CHECK_STRING("what was decrypted lies outside the archive",
                 accept_backed(&scene.talk, &scene.talk.verdict));
    scene_end();
}

/* two_decrypts - both answered; then what a good verdict is doubted for */
static void two_decrypts(uint64_t first, uint64_t second, uint64_t length, const char *doubt)
{
    struct verdict v = scene_good_verdict();
    const char *got;

    scene_begin();
    scene_decrypt_request()->offset = first;
    scene.packet.decrypt.length = CIPHER_IV_SIZE;
    scene_say(WIRE_DECRYPT, 0);
    scene_decrypt_request()->offset = second;
    scene.packet.decrypt.length = length;
    scene_say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, scene_finish());
    got = accept_backed(&scene.talk, &v);
    CHECK_STRING(doubt != NULL ? doubt : "", got != NULL ? got : "");
    scene_end();
}

static void every_decrypt_lies_inside_the_archive(void)
{
    static const char outside[] = "what was decrypted lies outside the archive";

    two_decrypts(SCENE_DATA, SCENE_DATA, SCENE_LEN, NULL);
    two_decrypts(32, SCENE_DATA, SCENE_LEN, NULL); /* the first byte behind the signature header */
    two_decrypts(31, SCENE_DATA, SCENE_LEN, outside);
    two_decrypts(SCENE_DATA, 16, CIPHER_IV_SIZE, outside);
    two_decrypts(SCENE_DATA, SCENE_ARCHIVE - CIPHER_IV_SIZE, CIPHER_IV_SIZE, NULL);
    two_decrypts(SCENE_DATA, SCENE_ARCHIVE - CIPHER_IV_SIZE, SCENE_LEN, outside);
}

/* an archive that an expired passphrase opened is none that the valid one did */
static void a_decrypt_counts_for_its_passphrase_only(void)
{
    struct verdict v = scene_good_verdict();

    scene_begin();
    scene_decrypt_request()->passphrase = 1;
    scene_say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, scene_finish());
    CHECK_STRING("no decryption was asked for", accept_backed(&scene.talk, &v));
    v.passphrase = 1;
    CHECK_STRING("the passphrase is not valid on this day", accept_backed(&scene.talk, &v));
    scene_end();
}

int main(void)
{
    static const struct test tests[] = {
        TEST(an_accept_must_be_backed),
        TEST(an_accept_without_a_decrypt_is_not_backed),
        TEST(every_decrypt_lies_inside_the_archive),
        TEST(a_decrypt_counts_for_its_passphrase_only),
    };

    if (!secret_heap_start(65536))
        return 1;
    return run_tests(tests, sizeof tests / sizeof *tests);
}
