/*
 * test-serve - main against a hostile worker: every number it can send, checked at the limit and
 * beyond
 */
#include "guard/sandbox.h"
#include "serve-scene.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void an_honest_talk_ends_in_a_verdict(void)
{
    struct verdict v = scene_good_verdict();
    unsigned char plain[SCENE_LEN];

    scene_begin();
    scene_say_decrypt();
    scene_say_mentions("nothing of the kind");
    scene_say_mentions("the word is sesam, they say");
    scene_say_verdict(&v, 1);
    CHECK_INT(SERVE_VERDICT, scene_finish());
    scene_next_answer(KEYHOLDER_YES);
    scene_next_answer(KEYHOLDER_NO);
    scene_next_answer(KEYHOLDER_YES);
    CHECK(pread(scene.scratch, plain, SCENE_LEN, SCENE_CAPACITY) == SCENE_LEN);
    CHECK(memcmp(plain, scene_plaintext, SCENE_LEN) == 0);
    CHECK_INT(1, scene.talk.verdict.clients);
    CHECK_INT(3, scene.talk.ready.landlock);
    CHECK(accept_backed(&scene.talk, &scene.talk.verdict) == NULL);
    scene_end();
}

static void only_the_range_is_written(void)
{
    static unsigned char before[SCENE_CAPACITY], after[SCENE_CAPACITY], window[KEYHOLDER_WINDOW],
        zero[KEYHOLDER_WINDOW];

    scene_begin();
    CHECK(pread(scene.scratch, before, sizeof before, 0) == sizeof before);
    scene_say_decrypt();
    CHECK_INT(SERVE_CLOSED, scene_finish());
    CHECK(pread(scene.scratch, after, sizeof after, 0) == sizeof after);
    CHECK(memcmp(before, after, sizeof before) == 0);
    CHECK(pread(scene.scratch, window, sizeof window, SCENE_CAPACITY) == sizeof window);
    CHECK(memcmp(window, scene_plaintext, SCENE_LEN) == 0);
    CHECK(memcmp(window + SCENE_LEN, zero, sizeof window - SCENE_LEN) == 0);
    scene_end();
}

static void a_worker_that_is_gone_gives_no_verdict(void)
{
    scene_begin_quiet();
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_end();
    scene_begin();
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_end();
}

static void a_silent_worker_times_out(void)
{
    scene_begin();
    scene.talk.deadline_ms = clock_ms() + 50;
    CHECK_INT(SERVE_TIMED_OUT, guard_serve(scene.pair[0], &scene.talk));
    CHECK(clock_ms() >= scene.talk.deadline_ms && clock_ms() < scene.talk.deadline_ms + 1000);
    scene_end();
}

static unsigned progressed;

static void count_progress(void *context)
{
    CHECK(context == &progressed);
    progressed++;
}

static void progress_is_called_every_second(void)
{
    scene_begin();
    progressed = 0;
    scene.task.progress = count_progress;
    scene.task.context = &progressed;
    scene.talk.deadline_ms = clock_ms() + 2500;
    CHECK_INT(SERVE_TIMED_OUT, guard_serve(scene.pair[0], &scene.talk));
    CHECK_INT(2, progressed);
    scene_end();
}

static void a_failed_lock_down_is_told(void)
{
    scene_begin_quiet();
    memset(&scene.packet, 0, sizeof scene.packet);
    scene.packet.ready.stage = SANDBOX_SECCOMP;
    scene.packet.ready.error = EINVAL;
    scene_say(WIRE_READY, 0);
    CHECK_INT(SERVE_NOT_LOCKED, scene_finish());
    CHECK_INT(SANDBOX_SECCOMP, scene.talk.ready.stage);
    CHECK_INT(EINVAL, scene.talk.ready.error);
    scene_end();

    scene_begin_quiet();
    memset(&scene.packet, 0, sizeof scene.packet);
    scene.packet.ready.stage = SANDBOX_STAGES;
    scene_say(WIRE_READY, 0);
    scene_ends_broken("is ready in no known way");
}

static void order_of_packets_is_kept(void)
{
    struct verdict v = scene_good_verdict();

    scene_begin_quiet();
    scene_say_decrypt();
    scene_ends_broken("speaks before it is locked down");
    scene_begin_quiet();
    scene_say_verdict(&v, 1);
    scene_ends_broken("speaks before it is locked down");
    scene_begin();
    scene_say_ready();
    scene_ends_broken("is ready twice");
    scene_begin();
    memset(&scene.packet, 0, sizeof scene.packet);
    scene_say(WIRE_ANSWER, 0);
    scene_ends_broken("answers where it should ask");
    scene_begin();
    scene_say_mentions("sesam");
    scene_ends_broken("asks about a text before an archive");
    scene_begin();
    scene_decrypt_request()->params.power = SCENE_POWER - 1; /* answered no: nothing was opened */
    scene_say(WIRE_DECRYPT, 0);
    scene_say_mentions("sesam");
    scene_ends_broken("asks about a text before an archive");
    scene_begin();
    CHECK(send(scene.pair[1], "x", 1, 0) == 1);
    scene_ends_broken("sends a packet out of form");
}

/* ask_once - one decrypt, changed by change(), and its answer */
static void ask_once(void (*change)(struct wire_decrypt *q), enum keyholder_answer expected)
{
    scene_begin();
    change(scene_decrypt_request());
    scene_say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_next_answer(expected);
    scene_end();
}

static void breaks(void (*change)(struct wire_decrypt *q), const char *how)
{
    scene_begin();
    change(scene_decrypt_request());
    scene_say(WIRE_DECRYPT, 0);
    scene_ends_broken(how);
}

static void power_below(struct wire_decrypt *q)
{
    q->params.power = SCENE_POWER - 1;
}
static void power_lowest(struct wire_decrypt *q)
{
    q->params.power = SCENE_POWER;
}
static void power_highest(struct wire_decrypt *q)
{
    q->params.power = SCENE_POWER + 2;
}
static void power_above(struct wire_decrypt *q)
{
    q->params.power = SCENE_POWER + 3;
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

    scene_begin(); /* whatever a configuration permits */
    scene.protocol.kdf_power_max = 63;
    scene_decrypt_request()->params.power = 32;
    scene_say(WIRE_DECRYPT, 0);
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_next_answer(KEYHOLDER_NO);
    scene_end();
}

static void range_last(struct wire_decrypt *q)
{
    q->offset = SCENE_CAPACITY - 16;
    q->length = 16;
}
static void range_whole(struct wire_decrypt *q)
{
    q->offset = 0;
    q->length = SCENE_CAPACITY;
}
static void range_beyond(struct wire_decrypt *q)
{
    q->offset = SCENE_CAPACITY - 15;
    q->length = 16;
}
static void range_at_end(struct wire_decrypt *q)
{
    q->offset = SCENE_CAPACITY;
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

/* ask_for - so many bytes of an archive of two windows */
static void ask_for(uint64_t length)
{
    scene_begin();
    scene.talk.capacity = 2 * KEYHOLDER_WINDOW;
    CHECK(ftruncate(scene.scratch, 3 * KEYHOLDER_WINDOW) == 0);
    scene_decrypt_request()->length = length;
    scene_say(WIRE_DECRYPT, 0);
}

/* A question brings a window at most. */
static void windows_are_bounded(void)
{
    ask_for(KEYHOLDER_WINDOW);
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_next_answer(KEYHOLDER_YES);
    scene_end();
    ask_for(KEYHOLDER_WINDOW + 16);
    scene_ends_broken("asks for a range outside the archive");
}

static void ask_salted(uint8_t salt_len)
{
    scene_decrypt_request()->params.salt_len = salt_len;
    scene_say(WIRE_DECRYPT, 0);
}

/* Each salted key is derived once as long as no other is asked for; how often is counted. */
static void derivations_are_counted(void)
{
    scene_begin();
    for (unsigned i = 0; i < 3; i++)
        ask_salted(1);
    CHECK_INT(SERVE_CLOSED, scene_finish());
    CHECK_INT(1, scene.talk.salted.derived);
    CHECK(scene.talk.salted.key == NULL); /* it does not outlive the talk */
    scene_end();

    scene_begin();
    scene.talk.salted.derived = KEYHOLDER_KEYS_MAX - 1;
    ask_salted(1);
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_next_answer(KEYHOLDER_YES);
    scene_end();
    scene_begin();
    scene.talk.salted.derived = KEYHOLDER_KEYS_MAX - 1;
    ask_salted(1);
    ask_salted(2);
    scene_ends_broken("asks for too many keys");
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
    scene_begin();
    for (unsigned i = 0; i < 3; i++) {
        struct wire_decrypt *q = scene_decrypt_request();

        q->params.salt_len = 1;
        q->params.salt[0] = (uint8_t)i;
        scene_say(WIRE_DECRYPT, 0);
    }
    scene_say_decrypt(); /* no salt: that is a third one too */
    scene_decrypt_request()->params.salt_len = 1;
    scene_say(WIRE_DECRYPT, 0); /* the first again */
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_next_answer(KEYHOLDER_YES);
    scene_next_answer(KEYHOLDER_YES);
    scene_next_answer(KEYHOLDER_NO);
    scene_next_answer(KEYHOLDER_NO);
    scene_next_answer(KEYHOLDER_YES);
    scene_end();

    scene_begin(); /* the same salt with other rounds counts too */
    for (unsigned power = SCENE_POWER; power <= SCENE_POWER + 2; power++) {
        scene_decrypt_request()->params.power = (uint8_t)power;
        scene_say(WIRE_DECRYPT, 0);
    }
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_next_answer(KEYHOLDER_YES);
    scene_next_answer(KEYHOLDER_YES);
    scene_next_answer(KEYHOLDER_NO);
    scene_end();
}

static void questions_are_counted(void)
{
    uint64_t decrypts = keyholder_decrypts_max(SCENE_CAPACITY, KEYHOLDER_WINDOW);

    CHECK_INT(KEYHOLDER_PASSES_MAX * 4, decrypts);
    scene_begin();
    scene.talk.decrypts = decrypts - 1;
    scene_say_decrypt();
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_end();
    scene_begin();
    scene.talk.decrypts = decrypts - 1;
    scene_say_decrypt();
    scene_say_decrypt();
    scene_ends_broken("asks for too many decryptions");

    scene_begin();
    scene.talk.mentions = KEYHOLDER_MENTIONS_MAX - 1;
    scene_say_decrypt();
    scene_say_mentions("one more");
    CHECK_INT(SERVE_CLOSED, scene_finish());
    scene_end();
    scene_begin();
    scene.talk.mentions = KEYHOLDER_MENTIONS_MAX - 1;
    scene_say_decrypt();
    scene_say_mentions("one more");
    scene_say_mentions("one too many");
    scene_ends_broken("asks about too many texts");
}

static void a_verdict_must_be_in_form(void)
{
    static const char how[] = "sends a verdict out of form";
    struct verdict v = scene_good_verdict();

    scene_begin();
    scene_say_verdict(&v, 0);
    CHECK_INT(SERVE_NOT_JUDGED, scene_finish());
    scene_end();
    scene_begin();
    scene_say_verdict(&v, 2);
    scene_ends_broken(how);

    v.passphrase = 2;
    scene_begin();
    scene_say_verdict(&v, 1);
    scene_ends_broken(how);

    v = scene_good_verdict();
    v.fields = 1u << 2;
    scene_begin();
    scene_say_verdict(&v, 1);
    scene_ends_broken(how);

    v = scene_good_verdict();
    v.finding_count = VERDICT_FINDINGS_MAX + 1;
    scene_begin();
    scene_say_verdict(&v, 1);
    scene_ends_broken(how);

    v = scene_good_verdict();
    v.finding_count = 1;
    v.findings[0].reason = REASON_COUNT;
    scene_begin();
    scene_say_verdict(&v, 1);
    scene_ends_broken(how);

    v = scene_good_verdict();
    v.message_id = (struct span){SCENE_CAPACITY - 1, 2};
    scene_begin();
    scene_say_verdict(&v, 1);
    scene_ends_broken(how);

    v = scene_good_verdict();
    verdict_add(&v, REASON_DEFER_RECORD, place_none());
    scene_begin();
    scene_say_verdict(&v, 1);
    scene_ends_broken("sends a deferral as a verdict");
}
static void what_cannot_be_decrypted_ends_it(void)
{
    scene_begin();
    scene_say_decrypt();
    CHECK(ftruncate(scene.scratch, SCENE_DATA + SCENE_LEN - 1) == 0);
    CHECK_INT(SERVE_FAILED, scene_finish());
    CHECK_INT(0, scene.talk.powers[0]);
    CHECK_INT(0, scene.talk.highest);
    scene_end();
}

static void without_a_task_there_are_no_questions(void)
{
    scene_begin();
    scene.talk.task = NULL;
    scene_say_decrypt();
    scene_ends_broken("has nothing to say");
}

static void a_worker_that_reads_no_answers_is_cut_off(void)
{
    int small = 1;

    scene_begin();
    CHECK(setsockopt(scene.pair[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof small) == 0);
    for (unsigned i = 0; i < 64; i++)
        scene_say_decrypt();
    scene_ends_broken("takes no answer");
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
        TEST(windows_are_bounded),
        TEST(derivations_are_counted),
        TEST(passphrases_and_salts_are_bounded),
        TEST(at_most_two_salts_a_message),
        TEST(questions_are_counted),
        TEST(a_verdict_must_be_in_form),
        TEST(what_cannot_be_decrypted_ends_it),
        TEST(without_a_task_there_are_no_questions),
        TEST(a_worker_that_reads_no_answers_is_cut_off),
    };

    if (!secret_heap_start(65536))
        return 1;
    return run_tests(tests, sizeof tests / sizeof *tests);
}
