/*
 * leak-passphrase - does a passphrase of the protocol stand readable in the mail?
 */
#include "inspect/leak-passphrase.h"

#include "inspect/fold.h"

/* The questions of one mail. Text is gathered until a question is full; its end is asked about
 * again with what follows, so that no passphrase hides in the cut. */
struct asker {
    const struct keyholder *keyholder;
    struct buffer question;
    size_t asked; /* bytes at the start of question that were asked about */
    unsigned questions;
    bool yes;
    bool exhausted; /* no question is left */
    bool failed;
};

static bool done(const struct asker *a)
{
    return a->yes || a->exhausted || a->failed;
}

static void ask(struct asker *a)
{
    if (a->question.len == a->asked || done(a))
        return;
    if (a->questions == KEYHOLDER_MENTIONS_MAX) {
        a->exhausted = true;
        return;
    }
    a->questions++;
    switch (a->keyholder->mentions(a->keyholder->context, buffer_slice(&a->question))) {
    case KEYHOLDER_YES:
        a->yes = true;
        break;
    case KEYHOLDER_NO:
        break;
    default:
        a->failed = true;
    }
    a->asked = a->question.len;
}

/* keep_end - drops what was asked about, but for its last bytes */
static void keep_end(struct asker *a)
{
    unsigned char end[LEAK_PASSPHRASE_MAX];
    size_t from = a->question.len - LEAK_PASSPHRASE_MAX;

    for (size_t i = 0; i < LEAK_PASSPHRASE_MAX; i++)
        end[i] = a->question.data[from + i];
    buffer_clear(&a->question);
    buffer_append(&a->question, end, sizeof(end));
    bytes_wipe(end, sizeof(end));
    a->asked = LEAK_PASSPHRASE_MAX;
}

static void gather(struct asker *a, struct slice text)
{
    for (size_t at = 0; at < text.len && !done(a);) {
        struct slice piece = slice_sub(text, at, KEYHOLDER_TEXT_MAX - a->question.len);

        buffer_append_slice(&a->question, piece);
        a->failed = a->failed || a->question.failed;
        at += piece.len;
        if (a->question.len == KEYHOLDER_TEXT_MAX) {
            ask(a);
            keep_end(a);
        }
    }
}

static void start(struct asker *a)
{
    buffer_clear(&a->question);
    a->asked = 0;
    a->yes = false;
}

/* gather_text - and a line end, which is in no passphrase; false when it cannot be folded */
static bool gather_text(struct asker *a, const struct leak_text *t)
{
    struct folded f;
    bool good = folded_read(&f, t->raw, fold_text);

    if (good && f.text.len > 0) {
        gather(a, buffer_slice(&f.text));
        gather(a, slice_from("\n"));
    }
    folded_clear(&f);
    return good;
}

/* ask_about - texts [low, high), as one; the answer is in a */
static bool ask_about(struct asker *a, const struct leak_texts *texts, size_t low, size_t high)
{
    start(a);
    for (; low < high && !done(a); low++)
        if (!gather_text(a, &texts->items[low]))
            return false;
    ask(a);
    return !a->failed;
}

/* last_line - of a body in which it stands: as many lines as can be left away before it */
static bool last_line(struct asker *a, const struct leak_text *t, uint32_t *line_r)
{
    struct folded f;
    bool good = folded_read(&f, t->raw, fold_text);
    struct slice text = buffer_slice(&f.text);
    size_t low = 0, high = f.count;

    while (good && high - low > 1 && !a->exhausted && !a->failed) {
        size_t middle = low + (high - low) / 2;

        start(a);
        gather(a, slice_sub(text, f.starts[middle], text.len - f.starts[middle]));
        ask(a);
        if (a->yes)
            low = middle;
        else
            high = middle;
    }
    if (good)
        *line_r = f.count > 0 ? f.lines[low] : 0;
    folded_clear(&f);
    return good && !a->failed;
}

/* locate - a passphrase stands in texts [low, high): says where. Halves them until one text is
 * left, or, without questions, names the first. */
static bool locate(struct asker *a, const struct leak_texts *texts, size_t low, size_t high,
                   struct verdict *verdict)
{
    const struct leak_text *t = &texts->items[low];
    size_t middle = low + (high - low) / 2;
    size_t halves[2][2] = {{low, middle}, {middle, high}};
    uint32_t line = 0;

    if (high - low == 1 || a->exhausted) {
        if (leak_text_is_body(t) && !a->exhausted && !last_line(a, t, &line))
            return false;
        verdict_add(verdict, REASON_CLEARTEXT_PASSPHRASE, leak_text_place(t, line));
        return true;
    }
    for (size_t i = 0; i < 2; i++) {
        if (!ask_about(a, texts, halves[i][0], halves[i][1]))
            return false;
        if ((a->yes || a->exhausted) && !locate(a, texts, halves[i][0], halves[i][1], verdict))
            return false;
    }
    return true;
}

bool leak_passphrase_check(const struct leak_texts *texts, const struct keyholder *keyholder,
                           struct verdict *verdict)
{
    struct asker a = {.keyholder = keyholder};
    bool good;

    buffer_init(&a.question, KEYHOLDER_TEXT_MAX);
    good = ask_about(&a, texts, 0, texts->count) && !a.exhausted;
    if (good && a.yes)
        good = locate(&a, texts, 0, texts->count, verdict);
    buffer_free(&a.question);
    return good;
}
