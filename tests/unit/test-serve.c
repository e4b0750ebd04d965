/*
 * test-serve - main against a hostile worker: every number it can send, checked at the limit and
 * beyond
 *
 * The worker is the test itself: it writes its packets into the socket pair first, then main's side
 * runs until its outcome, and the answers are read afterwards.
 */
#include "guard/backed.h"
#include "guard/sandbox.h"
#include "guard/serve.h"
#include "inspect/format/format.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CAPACITY = 8192, POWER = 4, TODAY = 20260601, DATA = 64, LEN = 48, ARCHIVE = 128 };

static const char plaintext[LEN + 1] = "Forty-eight bytes that only a key makes legible!";

/* A protocol with two passphrases: the first valid, the second expired */
static char id[] = "p", other_id[] = "q", empty[] = "", first_name[] = "first-name",
            telephone[] = "telephone", sender[] = "a@example.org", other[] = "b@example.org";
static struct protocol_passphrase passphrases[] = {{.id = id},
                                                   {.id = other_id, .valid_until = TODAY - 1}};
static struct protocol_field fields[] = {
    {.name = first_name, .kind = VALUE_FIRST_NAME, .required = true},
    {.name = telephone, .kind = VALUE_TELEPHONE},
};
static struct protocol protocol;
static struct envelope envelope;
static struct guard_task task;
static struct conversation talk;
static union wire_packet packet;
static int pair[2], scratch;

/* encrypt - what stands at DATA of the archive */
static void encrypt(unsigned char out[LEN])
{
    static const unsigned char utf16[] = {'s', 0, 'e', 0, 's', 0, 'a', 0, 'm', 0};
    struct cipher_params params = {.power = POWER};
    unsigned char key[32];
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    int len = 0;

    CHECK(sevenzip_key(slice_of(utf16, sizeof utf16), &params, key));
    CHECK(EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, params.iv) == 1 &&
          EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
          EVP_EncryptUpdate(ctx, out, &len, (const unsigned char *)plaintext, LEN) == 1);
    CHECK_INT(LEN, len);
    EVP_CIPHER_CTX_free(ctx);
}

static void begin_quiet(void)
{
    static const unsigned char signature[] = {0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c};
    unsigned char cipher[LEN];

    protocol = (struct protocol){.id = id,
                                 .consent_statement = empty,
                                 .passphrases = passphrases,
                                 .passphrase_count = 2,
                                 .max_message_bytes = CAPACITY,
                                 .kdf_power_min = POWER,
                                 .kdf_power_max = POWER + 2,
                                 .formats = 1u << FORMAT_TXT,
                                 .max_clients = 2,
                                 .fields = fields,
                                 .field_count = 2,
                                 .contact_required = true};
    envelope = (struct envelope){.sender = sender};
    task = (struct guard_task){.message_fd = -1,
                               .message_len = CAPACITY,
                               .envelope = &envelope,
                               .protocol = &protocol,
                               .keyring = keyring_new(),
                               .day = TODAY};
    CHECK(keyring_add(task.keyring, slice_from("sesam")));
    CHECK(keyring_add(task.keyring, slice_from("oud-geheim")));
    scratch = memfd_create("scratch", MFD_CLOEXEC);
    CHECK(ftruncate(scratch, 2 * CAPACITY) == 0);
    encrypt(cipher);
    CHECK(pwrite(scratch, signature, sizeof signature, 0) == sizeof signature);
    CHECK(pwrite(scratch, cipher, LEN, DATA) == LEN);
    CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0);
    talk = (struct conversation){
        .task = &task, .scratch = scratch, .capacity = CAPACITY, .deadline_ms = clock_ms() + 10000};
}

static void say(enum wire_type type, size_t text)
{
    CHECK(wire_send(pair[1], &packet, type, text));
}

static void say_ready(void)
{
    memset(&packet, 0, sizeof packet);
    packet.ready.landlock = 3;
    say(WIRE_READY, 0);
}

static void begin(void)
{
    begin_quiet();
    say_ready();
}

/* say_decrypt - a request in order, changed by the caller before it sends it */
static struct wire_decrypt *decrypt_request(void)
{
    memset(&packet, 0, sizeof packet);
    packet.decrypt.offset = DATA;
    packet.decrypt.length = LEN;
    packet.decrypt.params.power = POWER;
    return &packet.decrypt;
}

static void say_decrypt(void)
{
    decrypt_request();
    say(WIRE_DECRYPT, 0);
}

static void say_mentions(const char *text)
{
    memset(&packet, 0, sizeof packet);
    packet.mentions.length = (uint32_t)strlen(text);
    memcpy(packet.mentions.text, text, strlen(text));
    say(WIRE_MENTIONS, strlen(text));
}

/* good_verdict - an accept that all facts bear out */
static struct verdict good_verdict(void)
{
    struct verdict v;

    verdict_init(&v);
    v.archive_seen = v.archive_encrypted = v.archive_opened = 1;
    v.archive_bytes = ARCHIVE;
    v.kdf_power = POWER;
    v.format = FORMAT_TXT;
    v.clients = 1;
    v.fields = 3;
    return v;
}

static void say_verdict(const struct verdict *v, uint32_t judged)
{
    memset(&packet, 0, sizeof packet);
    packet.verdict.judged = judged;
    packet.verdict.verdict = *v;
    say(WIRE_VERDICT, 0);
}

/* finish - main's side runs; the worker says no more */
static enum serve_outcome finish(void)
{
    CHECK(shutdown(pair[1], SHUT_WR) == 0);
    return guard_serve(pair[0], &talk);
}

static void next_answer(enum keyholder_answer expected)
{
    CHECK(fcntl(pair[1], F_SETFL, O_NONBLOCK) == 0);
    CHECK_INT(WIRE_GOT, wire_receive(pair[1], &packet));
    CHECK_INT(WIRE_ANSWER, packet.head.type);
    CHECK_INT(expected, packet.answer.answer);
}

static void end(void)
{
    keyring_free(task.keyring);
    close(scratch);
    close(pair[0]);
    close(pair[1]);
}

/* ends_broken - the outcome of what was said so far, then the next */
static void ends_broken(const char *how)
{
    CHECK_INT(SERVE_BROKEN, finish());
    CHECK_STRING(how, talk.broken);
    end();
}

static void an_honest_talk_ends_in_a_verdict(void)
{
    struct verdict v = good_verdict();
    unsigned char plain[LEN];

    begin();
    say_decrypt();
    say_mentions("nothing of the kind");
    say_mentions("the word is sesam, they say");
    say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, finish());
    next_answer(KEYHOLDER_YES);
    next_answer(KEYHOLDER_NO);
    next_answer(KEYHOLDER_YES);
    CHECK(pread(scratch, plain, LEN, CAPACITY + DATA) == LEN);
    CHECK(memcmp(plain, plaintext, LEN) == 0);
    CHECK_INT(1, talk.verdict.clients);
    CHECK_INT(3, talk.ready.landlock);
    CHECK(accept_backed(&talk, &talk.verdict) == NULL);
    end();
}

static void only_the_range_is_written(void)
{
    unsigned char half[CAPACITY], zero[CAPACITY] = {0};

    begin();
    say_decrypt();
    CHECK_INT(SERVE_CLOSED, finish());
    CHECK(pread(scratch, half, CAPACITY, CAPACITY) == CAPACITY);
    CHECK(memcmp(half, zero, DATA) == 0);
    CHECK(memcmp(half + DATA + LEN, zero, CAPACITY - DATA - LEN) == 0);
    end();
}

static void a_worker_that_is_gone_gives_no_verdict(void)
{
    begin_quiet();
    CHECK_INT(SERVE_CLOSED, finish());
    end();
    begin();
    CHECK_INT(SERVE_CLOSED, finish());
    end();
}

static void a_silent_worker_times_out(void)
{
    begin();
    talk.deadline_ms = clock_ms() + 50;
    CHECK_INT(SERVE_TIMED_OUT, guard_serve(pair[0], &talk));
    CHECK(clock_ms() >= talk.deadline_ms && clock_ms() < talk.deadline_ms + 1000);
    end();
}

static unsigned progressed;

static void count_progress(void *context)
{
    CHECK(context == &progressed);
    progressed++;
}

static void progress_is_called_every_second(void)
{
    begin();
    progressed = 0;
    task.progress = count_progress;
    task.context = &progressed;
    talk.deadline_ms = clock_ms() + 2500;
    CHECK_INT(SERVE_TIMED_OUT, guard_serve(pair[0], &talk));
    CHECK_INT(2, progressed);
    end();
}

static void a_failed_lock_down_is_told(void)
{
    begin_quiet();
    memset(&packet, 0, sizeof packet);
    packet.ready.stage = SANDBOX_SECCOMP;
    packet.ready.error = EINVAL;
    say(WIRE_READY, 0);
    CHECK_INT(SERVE_NOT_LOCKED, finish());
    CHECK_INT(SANDBOX_SECCOMP, talk.ready.stage);
    CHECK_INT(EINVAL, talk.ready.error);
    end();

    begin_quiet();
    memset(&packet, 0, sizeof packet);
    packet.ready.stage = SANDBOX_STAGES;
    say(WIRE_READY, 0);
    ends_broken("is ready in no known way");
}

static void order_of_packets_is_kept(void)
{
    struct verdict v = good_verdict();

    begin_quiet();
    say_decrypt();
    ends_broken("speaks before it is locked down");
    begin_quiet();
    say_verdict(&v, 1);
    ends_broken("speaks before it is locked down");
    begin();
    say_ready();
    ends_broken("is ready twice");
    begin();
    memset(&packet, 0, sizeof packet);
    say(WIRE_ANSWER, 0);
    ends_broken("answers where it should ask");
    begin();
    say_mentions("sesam");
    ends_broken("asks about a text before an archive");
    begin();
    decrypt_request()->params.power = POWER - 1; /* answered no: nothing was opened */
    say(WIRE_DECRYPT, 0);
    say_mentions("sesam");
    ends_broken("asks about a text before an archive");
    begin();
    CHECK(send(pair[1], "x", 1, 0) == 1);
    ends_broken("sends a packet out of form");
}

/* ask_once - one decrypt, changed by change(), and its answer */
static void ask_once(void (*change)(struct wire_decrypt *q), enum keyholder_answer expected)
{
    begin();
    change(decrypt_request());
    say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, finish());
    next_answer(expected);
    end();
}

static void breaks(void (*change)(struct wire_decrypt *q), const char *how)
{
    begin();
    change(decrypt_request());
    say(WIRE_DECRYPT, 0);
    ends_broken(how);
}

static void power_below(struct wire_decrypt *q)
{
    q->params.power = POWER - 1;
}
static void power_lowest(struct wire_decrypt *q)
{
    q->params.power = POWER;
}
static void power_highest(struct wire_decrypt *q)
{
    q->params.power = POWER + 2;
}
static void power_above(struct wire_decrypt *q)
{
    q->params.power = POWER + 3;
}
static void power_none(struct wire_decrypt *q)
{
    q->params.power = 0;
}
static void power_63(struct wire_decrypt *q)
{
    q->params.power = 0x3f; /* 7-Zip: the passphrase itself is the key */
}
static void power_255(struct wire_decrypt *q)
{
    q->params.power = 255;
}

static void rounds_are_bounded(void)
{
    ask_once(power_below, KEYHOLDER_NO);
    ask_once(power_lowest, KEYHOLDER_YES);
    ask_once(power_highest, KEYHOLDER_YES);
    ask_once(power_above, KEYHOLDER_NO);
    ask_once(power_none, KEYHOLDER_NO);
    ask_once(power_63, KEYHOLDER_NO);
    ask_once(power_255, KEYHOLDER_NO);

    begin(); /* whatever a configuration permits */
    protocol.kdf_power_max = 63;
    decrypt_request()->params.power = 32;
    say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, finish());
    next_answer(KEYHOLDER_NO);
    end();
}

static void range_last(struct wire_decrypt *q)
{
    q->offset = CAPACITY - 16;
    q->length = 16;
}
static void range_whole(struct wire_decrypt *q)
{
    q->offset = 0;
    q->length = CAPACITY;
}
static void range_beyond(struct wire_decrypt *q)
{
    q->offset = CAPACITY - 15;
    q->length = 16;
}
static void range_at_end(struct wire_decrypt *q)
{
    q->offset = CAPACITY;
    q->length = 16;
}
static void range_wraps(struct wire_decrypt *q)
{
    q->offset = UINT64_MAX - 15;
    q->length = 32;
}
static void range_huge(struct wire_decrypt *q)
{
    q->offset = 16;
    q->length = UINT64_MAX - 15;
}
static void range_empty(struct wire_decrypt *q)
{
    q->length = 0;
}
static void range_odd(struct wire_decrypt *q)
{
    q->length = 17;
}

static void ranges_stay_inside(void)
{
    static const char how[] = "asks for a range outside the archive";

    ask_once(range_last, KEYHOLDER_YES);
    ask_once(range_whole, KEYHOLDER_YES);
    breaks(range_beyond, how);
    breaks(range_at_end, how);
    breaks(range_wraps, how);
    breaks(range_huge, how);
    breaks(range_empty, how);
    breaks(range_odd, how);
}

static void passphrase_last(struct wire_decrypt *q)
{
    q->passphrase = 1;
}
static void passphrase_none(struct wire_decrypt *q)
{
    q->passphrase = 2;
}
static void passphrase_huge(struct wire_decrypt *q)
{
    q->passphrase = UINT32_MAX;
}
static void salt_longest(struct wire_decrypt *q)
{
    q->params.salt_len = CIPHER_SALT_MAX;
}
static void salt_too_long(struct wire_decrypt *q)
{
    q->params.salt_len = CIPHER_SALT_MAX + 1;
}

static void passphrases_and_salts_are_bounded(void)
{
    ask_once(passphrase_last, KEYHOLDER_YES);
    breaks(passphrase_none, "names no passphrase");
    breaks(passphrase_huge, "names no passphrase");
    ask_once(salt_longest, KEYHOLDER_YES);
    breaks(salt_too_long, "sends a salt too long");
}

static void at_most_two_salts_a_message(void)
{
    begin();
    for (unsigned i = 0; i < 3; i++) {
        struct wire_decrypt *q = decrypt_request();

        q->params.salt_len = 1;
        q->params.salt[0] = (uint8_t)i;
        say(WIRE_DECRYPT, 0);
    }
    say_decrypt(); /* no salt: that is a third one too */
    decrypt_request()->params.salt_len = 1;
    say(WIRE_DECRYPT, 0); /* the first again */
    CHECK_INT(SERVE_CLOSED, finish());
    next_answer(KEYHOLDER_YES);
    next_answer(KEYHOLDER_YES);
    next_answer(KEYHOLDER_NO);
    next_answer(KEYHOLDER_NO);
    next_answer(KEYHOLDER_YES);
    end();

    begin(); /* the same salt with other rounds counts too */
    for (unsigned power = POWER; power <= POWER + 2; power++) {
        decrypt_request()->params.power = (uint8_t)power;
        say(WIRE_DECRYPT, 0);
    }
    CHECK_INT(SERVE_CLOSED, finish());
    next_answer(KEYHOLDER_YES);
    next_answer(KEYHOLDER_YES);
    next_answer(KEYHOLDER_NO);
    end();
}

static void questions_are_counted(void)
{
    begin();
    for (unsigned i = 0; i < KEYHOLDER_DECRYPTS_MAX; i++)
        say_decrypt();
    CHECK_INT(SERVE_CLOSED, finish());
    end();
    begin();
    for (unsigned i = 0; i < KEYHOLDER_DECRYPTS_MAX + 1; i++)
        say_decrypt();
    ends_broken("asks for too many decryptions");

    begin();
    talk.mentions = KEYHOLDER_MENTIONS_MAX - 1;
    say_decrypt();
    say_mentions("one more");
    CHECK_INT(SERVE_CLOSED, finish());
    end();
    begin();
    talk.mentions = KEYHOLDER_MENTIONS_MAX - 1;
    say_decrypt();
    say_mentions("one more");
    say_mentions("one too many");
    ends_broken("asks about too many texts");
}

static void a_verdict_must_be_in_form(void)
{
    static const char how[] = "sends a verdict out of form";
    struct verdict v = good_verdict();

    begin();
    say_verdict(&v, 0);
    CHECK_INT(SERVE_NOT_JUDGED, finish());
    end();
    begin();
    say_verdict(&v, 2);
    ends_broken(how);

    v.passphrase = 2;
    begin();
    say_verdict(&v, 1);
    ends_broken(how);

    v = good_verdict();
    v.fields = 1u << 2;
    begin();
    say_verdict(&v, 1);
    ends_broken(how);

    v = good_verdict();
    v.finding_count = VERDICT_FINDINGS_MAX + 1;
    begin();
    say_verdict(&v, 1);
    ends_broken(how);

    v = good_verdict();
    v.finding_count = 1;
    v.findings[0].reason = REASON_COUNT;
    begin();
    say_verdict(&v, 1);
    ends_broken(how);

    v = good_verdict();
    v.message_id = (struct span){CAPACITY - 1, 2};
    begin();
    say_verdict(&v, 1);
    ends_broken(how);

    v = good_verdict();
    verdict_add(&v, REASON_DEFER_RECORD, place_none());
    begin();
    say_verdict(&v, 1);
    ends_broken("sends a deferral as a verdict");
}

/* doubted - after one honest decrypt the accept, changed by change(), is refused for that reason */
static void doubted(void (*change)(struct verdict *v), const char *doubt)
{
    struct verdict v = good_verdict();
    const char *got;

    begin();
    say_decrypt();
    CHECK_INT(SERVE_CLOSED, finish());
    change(&v);
    got = accept_backed(&talk, &v);
    if (doubt == NULL)
        CHECK(got == NULL);
    else
        CHECK_STRING(doubt, got);
    end();
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
    v->kdf_power = POWER + 1;
}
static void archive_just_holds(struct verdict *v)
{
    v->archive_bytes = DATA + LEN;
}
static void archive_too_short(struct verdict *v)
{
    v->archive_bytes = DATA + LEN - 1;
}
static void archive_too_long(struct verdict *v)
{
    task.message_len = CAPACITY + 1;
    v->archive_bytes = CAPACITY + 1;
}
static void archive_longer_than_message(struct verdict *v)
{
    task.message_len = CAPACITY - 1;
    v->archive_bytes = CAPACITY;
}
static void archive_as_long_as_message(struct verdict *v)
{
    task.message_len = CAPACITY;
    v->archive_bytes = CAPACITY;
}
/* power_that_wraps - a shift by it is one by POWER on some processors */
static void power_that_wraps(struct verdict *v)
{
    v->kdf_power = POWER + 32;
}
static void no_format_permitted(struct verdict *v)
{
    protocol.formats |= 1u << FORMAT_NONE;
    v->format = FORMAT_NONE;
}
static void contact_by_address(struct verdict *v)
{
    (void)v;
    fields[1].kind = VALUE_ADDRESS;
}
static void contact_by_email(struct verdict *v)
{
    (void)v;
    fields[1].kind = VALUE_EMAIL;
}
static void contact_by_number(struct verdict *v)
{
    (void)v;
    fields[1].kind = VALUE_NUMBER;
}
static void envelope_of_bare(struct verdict *v)
{
    static char *others[] = {other};

    (void)v;
    envelope.others = (struct string_list){others, 1};
    task.bare_archive = true;
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
    protocol.contact_required = false;
    v->fields = 1;
}
static void names_readable(struct verdict *v)
{
    (void)v;
    protocol.names_encrypted = true;
}
static void names_hidden(struct verdict *v)
{
    protocol.names_encrypted = true;
    v->names_encrypted = 1;
}
static void consent_asked(struct verdict *v)
{
    (void)v;
    protocol.consent_statement = id;
}
static void consent_given(struct verdict *v)
{
    protocol.consent_statement = id;
    v->consent = 1;
}
static void consent_of_bare(struct verdict *v)
{
    (void)v;
    protocol.consent_statement = id;
    task.bare_archive = true;
}
static void expired(struct verdict *v)
{
    (void)v;
    passphrases[0].valid_until = TODAY - 1;
}
static void last_day(struct verdict *v)
{
    (void)v;
    passphrases[0].valid_until = TODAY;
}
static void not_yet(struct verdict *v)
{
    (void)v;
    passphrases[0].valid_until = 0;
    passphrases[0].valid_from = TODAY + 1;
}
static void first_day(struct verdict *v)
{
    (void)v;
    passphrases[0].valid_from = TODAY;
}
static void suspended(struct verdict *v)
{
    (void)v;
    protocol.suspended = true;
}
static void not_in_force(struct verdict *v)
{
    (void)v;
    protocol.valid_until = TODAY - 1;
}
static void another_recipient(struct verdict *v)
{
    static char *others[] = {other};

    (void)v;
    envelope.others = (struct string_list){others, 1};
}
static void message_too_large(struct verdict *v)
{
    (void)v;
    protocol.max_message_bytes = CAPACITY - 1;
}
static void no_signature(struct verdict *v)
{
    (void)v;
    CHECK(pwrite(scratch, "PK\3\4", 4, 0) == 4);
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
        fields[1].kind = VALUE_TELEPHONE;
    }
    check_case(NULL);
    passphrases[0].valid_from = passphrases[0].valid_until = 0;
}

static void an_accept_without_a_decrypt_is_not_backed(void)
{
    struct verdict v = good_verdict();

    begin();
    say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, finish());
    CHECK_STRING("no decryption was asked for", accept_backed(&talk, &talk.verdict));
    end();

    begin(); /* asked, and answered no */
    decrypt_request()->params.power = POWER + 3;
    say(WIRE_DECRYPT, 0);
    v.kdf_power = POWER + 3;
    say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, finish());
    CHECK_STRING("no decryption was asked for", accept_backed(&talk, &talk.verdict));
    end();

    begin(); /* a range that holds the signature header is no stream of an archive */
    decrypt_request()->offset = 16;
    say(WIRE_DECRYPT, 0);
    v = good_verdict();
    say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, finish());
    CHECK_STRING("what was decrypted lies outside the archive",
                 accept_backed(&talk, &talk.verdict));
    end();
}

/* two_decrypts - both answered; then what a good verdict is doubted for */
static void two_decrypts(uint64_t first, uint64_t second, uint64_t length, const char *doubt)
{
    struct verdict v = good_verdict();
    const char *got;

    begin();
    decrypt_request()->offset = first;
    packet.decrypt.length = CIPHER_IV_SIZE;
    say(WIRE_DECRYPT, 0);
    decrypt_request()->offset = second;
    packet.decrypt.length = length;
    say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, finish());
    got = accept_backed(&talk, &v);
    CHECK_STRING(doubt != NULL ? doubt : "", got != NULL ? got : "");
    end();
}

static void every_decrypt_lies_inside_the_archive(void)
{
    static const char outside[] = "what was decrypted lies outside the archive";

    two_decrypts(DATA, DATA, LEN, NULL);
    two_decrypts(32, DATA, LEN, NULL); /* the first byte behind the signature header */
    two_decrypts(31, DATA, LEN, outside);
    two_decrypts(DATA, 16, CIPHER_IV_SIZE, outside);
    two_decrypts(DATA, ARCHIVE - CIPHER_IV_SIZE, CIPHER_IV_SIZE, NULL);
    two_decrypts(DATA, ARCHIVE - CIPHER_IV_SIZE, LEN, outside);
}

/* an archive that an expired passphrase opened is none that the valid one did */
static void a_decrypt_counts_for_its_passphrase_only(void)
{
    struct verdict v = good_verdict();

    begin();
    decrypt_request()->passphrase = 1;
    say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, finish());
    CHECK_STRING("no decryption was asked for", accept_backed(&talk, &v));
    v.passphrase = 1;
    CHECK_STRING("the passphrase is not valid on this day", accept_backed(&talk, &v));
    end();
}

static void what_cannot_be_decrypted_ends_it(void)
{
    begin();
    say_decrypt();
    CHECK(ftruncate(scratch, DATA + LEN - 1) == 0);
    CHECK_INT(SERVE_FAILED, finish());
    CHECK_INT(0, talk.powers[0]);
    CHECK_INT(0, talk.highest);
    end();
}

static void without_a_task_there_are_no_questions(void)
{
    begin();
    talk.task = NULL;
    say_decrypt();
    ends_broken("has nothing to say");
}

static void a_worker_that_reads_no_answers_is_cut_off(void)
{
    int small = 1;

    begin();
    CHECK(setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof small) == 0);
    for (unsigned i = 0; i < KEYHOLDER_DECRYPTS_MAX; i++)
        say_decrypt();
    ends_broken("takes no answer");
}

int main(void)
{
    static const struct test tests[] = {
        TEST(an_honest_talk_ends_in_a_verdict),
        TEST(only_the_range_is_written),
        TEST(a_worker_that_is_gone_gives_no_verdict),
        TEST(a_silent_worker_times_out),
        TEST(progress_is_called_every_second),
        TEST(a_failed_lock_down_is_told),
        TEST(order_of_packets_is_kept),
        TEST(rounds_are_bounded),
        TEST(ranges_stay_inside),
        TEST(passphrases_and_salts_are_bounded),
        TEST(at_most_two_salts_a_message),
        TEST(questions_are_counted),
        TEST(a_verdict_must_be_in_form),
        TEST(an_accept_must_be_backed),
        TEST(an_accept_without_a_decrypt_is_not_backed),
        TEST(every_decrypt_lies_inside_the_archive),
        TEST(a_decrypt_counts_for_its_passphrase_only),
        TEST(what_cannot_be_decrypted_ends_it),
        TEST(without_a_task_there_are_no_questions),
        TEST(a_worker_that_reads_no_answers_is_cut_off),
    };

    if (!secret_heap_start(65536))
        return 1;
    return run_tests(tests, sizeof tests / sizeof *tests);
}
