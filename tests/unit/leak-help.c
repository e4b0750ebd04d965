#include "leak-help.h"

#include "test.h"

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

static const struct leak_value CLIENTS[] = {
    {0, VALUE_FIRST_NAME, "Anna Maria"},
    {0, VALUE_LAST_NAME, "Peeters"},
    {0, VALUE_TELEPHONE, "0470 12 34 56"},
    {0, VALUE_EMAIL, "anna.p@voorbeeld.be"},
    {0, VALUE_ADDRESS, "Kerkstraat 12 bus 3\n2550 Kontich"},
    {1, VALUE_FIRST_NAME, "Ren\xc3\xa9"},
    {1, VALUE_LAST_NAME, "De Smet"},
    {1, VALUE_TELEPHONE, "+32 3 450 11 22"},
    {1, VALUE_ADDRESS, "Sint-Jansplein 5A\n2550 Kontich"},
};

static void read_words(struct string_list *list, const char *file)
{
    config_t config;

    config_init(&config);
    if (config_read_file(&config, file) != CONFIG_TRUE) {
        fprintf(stderr, "%s:%d: %s\n", file, config_error_line(&config),
                config_error_text(&config));
        abort();
    }
    config_setting_t *words = config_lookup(&config, "words");

    for (int i = 0; words != NULL && i < config_setting_length(words); i++)
        string_list_add(list, slice_from(config_setting_get_string_elem(words, i)));
    config_destroy(&config);
}

/* shipped_words - read once, kept to the end of the program */
static struct string_list shipped_words(void)
{
    static struct string_list list;

    if (list.count == 0) {
        read_words(&list, "conf/sensitive.nl.conf");
        read_words(&list, "conf/sensitive.fr.conf");
        read_words(&list, "conf/sensitive.en.conf");
    }
    return list;
}

void leak_mail_init(struct leak_mail *mail)
{
    static char none[] = "";
    struct protocol protocol = {.consent_statement = none, .max_clients = 5};

    protocol.sensitive = shipped_words();
    *mail = (struct leak_mail){
        .sender = "Katrien Janssens",
        .subject = "Doorverwijzing",
        .body = "Dag collega,\n\nIn bijlage de gegevens.\n",
        .file_name = "gegevens.7z",
        .values = CLIENTS,
        .value_count = sizeof(CLIENTS) / sizeof(CLIENTS[0]),
        .reason = REASON_COUNT,
        .protocol = protocol,
    };
}

static enum keyholder_answer mentions(void *context, struct slice folded)
{
    struct leak_mail *mail = context;

    mail->questions++;
    if (mail->questions == mail->silent_at || folded.len > KEYHOLDER_TEXT_MAX)
        return KEYHOLDER_FAILED;
    return slice_find(folded, slice_from(mail->passphrase), 0) == SIZE_MAX ? KEYHOLDER_NO
                                                                           : KEYHOLDER_YES;
}

static char *copy(const char *text)
{
    char *to = strdup(text);

    if (to == NULL)
        abort();
    return to;
}

static void add_header(struct message *m, const char *name, const char *text)
{
    uint32_t number = (uint32_t)m->header_count + 1;

    m->headers[m->header_count++] =
        (struct message_header){.number = number,
                                .place = place_at(PLACE_HEADER, number, 0, 0),
                                .name = slice_from(name),
                                .text = copy(text)};
}

static uint32_t lines_in(const char *text)
{
    uint32_t lines = *text != '\0' && text[strlen(text) - 1] != '\n';

    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

static void add_text(struct message *m, enum part_kind kind, const char *text, uint32_t first_line)
{
    m->parts[m->part_count++] = (struct message_part){.kind = kind,
                                                      .number = 1,
                                                      .first_line = first_line,
                                                      .data = (unsigned char *)copy(text),
                                                      .len = strlen(text)};
}

static void build(struct message *m, const struct leak_mail *mail)
{
    static const char from[] = "%s <katrien.janssens@opgroeien.be>";
    char text[500];

    snprintf(text, sizeof(text), from, mail->sender);
    add_header(m, "From", text);
    add_header(m, "subject", mail->subject);
    if (mail->header != NULL)
        add_header(m, mail->header_name, mail->header);
    if (mail->html != NULL)
        add_text(m, PART_HTML, mail->html, mail->body != NULL ? lines_in(mail->body) + 1 : 1);
    if (mail->body != NULL)
        add_text(m, PART_TEXT, mail->body, 1);
    m->parts[m->part_count++] =
        (struct message_part){.kind = PART_FILE, .number = 1, .name = copy(mail->file_name)};
    if (*mail->sender != '\0')
        m->from_name = copy(mail->sender);
}

static void clear(struct message *m)
{
    for (size_t i = 0; i < m->header_count; i++)
        free(m->headers[i].text);
    for (size_t i = 0; i < m->part_count; i++) {
        free(m->parts[i].data);
        free(m->parts[i].name);
    }
    free(m->from_name);
}

static void describe(const struct verdict *v, char found[LEAK_FOUND_SIZE])
{
    size_t len = 0;

    found[0] = '\0';
    for (uint32_t i = 0; i < v->finding_count; i++) {
        char place[PLACE_TEXT_SIZE];

        place_format(v->findings[i].place, place);
        len += (size_t)snprintf(found + len, LEAK_FOUND_SIZE - len, "%s%s%s%s", i > 0 ? ", " : "",
                                reason_name((enum reason)v->findings[i].reason),
                                *place != '\0' ? " " : "", place);
    }
}

bool leak_mail_check(struct leak_mail *mail, char found[LEAK_FOUND_SIZE])
{
    struct message_header headers[3];
    struct message_part parts[3];
    struct message message = {.headers = headers, .parts = parts};
    struct referral_value *values = calloc(mail->value_count + 1, sizeof(*values));
    struct referral referral = {.values = values, .count = mail->value_count};
    struct keyholder keyholder = {.context = mail, .mentions = mentions};
    struct leak_input in = {.message = &message,
                            .member_name = mail->member_name,
                            .referral = &referral,
                            .protocol = &mail->protocol,
                            .keyholder = &keyholder,
                            .opened = mail->passphrase != NULL};
    bool good;

    for (size_t i = 0; i < mail->value_count; i++) {
        values[i] = (struct referral_value){.client = mail->values[i].client,
                                            .kind = mail->values[i].kind,
                                            .text = copy(mail->values[i].text)};
        if (values[i].client >= referral.clients)
            referral.clients = values[i].client + 1;
    }
    build(&message, mail);
    verdict_init(&mail->verdict);
    mail->questions = 0;
    if (mail->reason != REASON_COUNT)
        verdict_add(&mail->verdict, mail->reason, place_none());
    if (mail->countdown != NULL)
        *mail->countdown = mail->failing;
    good = leak_check(&in, &mail->verdict);
    if (mail->countdown != NULL)
        *mail->countdown = 0;
    verdict_sort(&mail->verdict);
    describe(&mail->verdict, found);
    clear(&message);
    for (size_t i = 0; i < mail->value_count; i++)
        free(values[i].text);
    free(values);
    return good;
}

void leak_row_set(struct leak_mail *mail, const struct leak_row *row)
{
    const char **at[] = {&mail->subject, &mail->body,   &mail->html,      &mail->header,
                         &mail->header,  &mail->header, &mail->file_name, &mail->member_name};
    const char *names[] = {[KEYWORDS] = "Keywords", [TO] = "To", [TRACE] = "Received"};

    *at[row->at] = row->text;
    if (row->at == KEYWORDS || row->at == TO || row->at == TRACE)
        mail->header_name = names[row->at];
    if (row->at == HTML)
        mail->body = NULL;
}

void leak_rows_check(const struct leak_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct leak_mail mail;
        char found[LEAK_FOUND_SIZE];

        leak_mail_init(&mail);
        leak_row_set(&mail, &rows[i]);
        check_case(rows[i].text);
        CHECK(leak_mail_check(&mail, found));
        CHECK_STRING(rows[i].expected, found);
    }
    check_case(NULL);
}
