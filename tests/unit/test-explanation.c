/*
 * test-explanation - explanation files: the shipped ones are complete and short, wrong ones are
 * told
 */
#include "policy-fixture.h"
#include "test.h"

#include "inspect/kind.h"
#include "policy/language.h"

#include <stdlib.h>
#include <string.h>

static const char *const SHIPPED[] = {"conf/explanations.nl.conf", "conf/explanations.en.conf",
                                      "conf/explanations.fr.conf"};

static char *shipped_dutch(void)
{
    static char text[65536];
    FILE *file = fopen(SHIPPED[0], "re");
    size_t length = file != NULL ? fread(text, 1, sizeof(text) - 1, file) : 0;

    text[length] = '\0';
    if (file != NULL)
        (void)fclose(file);
    return text;
}

static struct complaints *fresh(struct config_folder *f)
{
    complaints_free(f->complaints);
    f->complaints = complaints_new();
    return f->complaints;
}

static void shipped_files_fit_together(void)
{
    struct complaints *c = complaints_new();
    struct explanations *e = explanations_new();

    for (size_t i = 0; i < 3; i++)
        CHECK(explanations_add(e, SHIPPED[i], c));
    CHECK_INT(3, explanations_languages(e));
    CHECK(explanations_check(e, c));
    CHECK_INT(0, complaints_count(c));
    complaints_print(c, "  said", stdout);
    explanations_free(e);
    complaints_free(c);
}

/* Every text says cause and mending in one line of a reply where no place or limit makes it longer
 */
static void shipped_texts_are_short(void)
{
    struct complaints *c = complaints_new();

    for (size_t i = 0; i < 3; i++) {
        struct language language = {0};
        char rendered[RENDERED_SIZE];

        CHECK(language_read(&language, SHIPPED[i], NULL, c));
        for (unsigned r = 0; r < REASON_COUNT && language.texts[r].text != NULL; r++) {
            const char *lead =
                reason_defers((enum reason)r) ? language.deferred.text : language.refused.text;

            language_render(lead, language.texts[r].text, "",
                            reason_has_limit((enum reason)r) ? "5" : "", rendered);
            check_case(rendered);
            CHECK_INT(1, wrap_count(rendered));
            CHECK(strchr(rendered, '{') == NULL && strstr(rendered, "()") == NULL);
            CHECK(strstr(rendered, "  ") == NULL && strstr(rendered, " .") == NULL);
        }
        language_clear(&language);
    }
    complaints_free(c);
}

static void mistakes_are_told(void)
{
    static const struct {
        const char *find, *replacement, *complaint; /* at the line where find begins */
    } cases[] = {
        {"language = \"nl\"", "language = \"NL\"", "\"language\" must be two small letters"},
        {"language = \"nl\"", "language = \"nld\"", "\"language\" must be two small letters"},
        {"language = \"nl\"", "language = 1", "\"language\" must be a string"},
        {"refused  = \"Niet", "refused  = \"\xc3\x89t\xc3\xa9", "\"refused\" may hold printable"},
        {"also     = \"Ook: \"", "also     = \"\"", "\"also\" is empty"},
        {"  attachment-missing =", "  atachment-missing =",
         "unknown setting \"atachment-missing\": did you mean \"attachment-missing\"?"},
        {"  subject =", "  onderwerp =", "unknown setting \"onderwerp\""},
        {"cell = \"blad #, rij #, kolom #\"", "cell = \"blad #, rij #\"",
         "\"cell\" needs # 3 times"},
        {"subject = \"onderwerp\"", "subject = \"onderwerp #\"", "\"subject\" needs # 0 times"},
        {"zip = \"zip-bestand\"", "zip = \"\"", "\"zip\" is empty"},
        {"zip = \"zip-bestand\"", "zip = \"caf\xc3\xa9\"", "\"zip\" may hold printable ASCII"},
        {"first-name = \"voornaam\"", "voornaam = \"voornaam\"", "unknown setting \"voornaam\""},
    };
    /* the shipped file has a text on the line after its name */
    static const struct {
        const char *text, *complaint;
    } texts[] = {
        {"ok {place} and {limit}", NULL},
        {"{value}", "\"content-clients\": the only placeholders are {place} and {limit}"},
        {"{place", "\"content-clients\": the only placeholders are"},
        {"place}", "\"content-clients\": the only placeholders are"},
        {"{Place}", "\"content-clients\": the only placeholders are"},
        {"{{place}}", "\"content-clients\": the only placeholders are"},
        {"{place} {place}", "\"content-clients\": a placeholder may stand in a text once"},
        {"caf\xc3\xa9", "\"content-clients\" may hold printable ASCII only"},
        {"a\\nb", "\"content-clients\" holds a control character or line break"},
        {"", "\"content-clients\" is empty"},
    };
    struct config_folder f;
    const char *good = shipped_dutch();

    folder_start(&f);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char *wrong = replaced(good, cases[i].find, cases[i].replacement);
        struct explanations *e = explanations_new();
        char path[200];

        (void)snprintf(path, sizeof(path), "%s/e.conf", f.folder);
        folder_write(&f, "e.conf", wrong);
        check_case(cases[i].replacement);
        CHECK(!explanations_add(e, path, fresh(&f)));
        CHECK(complains(&f, "e.conf", line_of(good, cases[i].find), cases[i].complaint));
        CHECK_INT(0, explanations_languages(e));
        explanations_free(e);
        free(wrong);
    }
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct explanations *e = explanations_new();
        const char *key = strstr(good, "  content-clients =");
        const char *end = strchr(strchr(key, '\n') + 1, '\n');
        char old[500], line[500], path[200];
        char *wrong;

        (void)snprintf(old, sizeof(old), "%.*s", (int)(end - key), key);
        (void)snprintf(line, sizeof(line), "  content-clients = \"%s\";", texts[i].text);
        wrong = replaced(good, old, line);
        (void)snprintf(path, sizeof(path), "%s/e.conf", f.folder);
        folder_write(&f, "e.conf", wrong);
        check_case(texts[i].text);
        CHECK_INT(texts[i].complaint == NULL, explanations_add(e, path, fresh(&f)));
        if (texts[i].complaint != NULL)
            CHECK(
                complains(&f, "e.conf", line_of(good, "  content-clients ="), texts[i].complaint));
        explanations_free(e);
        free(wrong);
    }
    folder_end(&f);
}

static void every_name_is_demanded(void)
{
    struct config_folder f;
    struct explanations *e = explanations_new();
    char path[200];
    size_t wanted;

    folder_start(&f);
    folder_write(&f, "e.conf", "language = \"xx\"; texts = { }; places = { }; kinds = { };");
    (void)snprintf(path, sizeof(path), "%s/e.conf", f.folder);
    CHECK(!explanations_add(e, path, fresh(&f)));
    /* the three leads and the group fields, and all that belongs into the empty groups */
    wanted = 3 + 1 + REASON_COUNT + (PLACE_KIND_COUNT - 2) + KIND_COUNT;
    CHECK_INT(wanted, complaints_errors(f.complaints));
    CHECK(complains(&f, "e.conf", 1, "setting \"refused\" is missing"));
    CHECK(complains(&f, "e.conf", 1, "setting \"attachment-missing\" is missing"));
    CHECK(complains(&f, "e.conf", 1, "setting \"card-property\" is missing"));
    CHECK(complains(&f, "e.conf", 1, "setting \"prefixed-7z\" is missing"));
    CHECK(complains(&f, "e.conf", 1, "setting \"fields\" is missing"));
    explanations_free(e);
    folder_end(&f);
}

static void limits_stand_for_reasons(void)
{
    struct config_folder f;
    const char *good = shipped_dutch();
    struct explanations *e = explanations_new();
    char *wrong = replaced(good, "er zit geen bijlage bij.", "er zit geen bijlage bij {limit}.");
    char path[200];

    folder_start(&f);
    folder_write(&f, "e.conf", wrong);
    (void)snprintf(path, sizeof(path), "%s/e.conf", f.folder);
    CHECK(!explanations_add(e, path, fresh(&f)));
    CHECK(complains(&f, "e.conf", line_of(good, "  attachment-missing ="),
                    "\"attachment-missing\": there is no {limit} for this reason"));
    explanations_free(e);
    free(wrong);
    folder_end(&f);
}

static void a_language_comes_once(void)
{
    struct complaints *c = complaints_new();
    struct explanations *e = explanations_new();

    CHECK(explanations_add(e, SHIPPED[0], c));
    CHECK(!explanations_add(e, SHIPPED[0], c));
    CHECK_STRING("conf/explanations.nl.conf: language \"nl\" has an explanation file already",
                 complaints_text(c, 0));
    CHECK_INT(1, explanations_languages(e));
    explanations_free(e);
    complaints_free(c);
}

/* a text that is too long for its share of the reply is told with its line */
/* topics_may_be_left_out - files written for an earlier version have none */
static void topics_may_be_left_out(void)
{
    struct config_folder f;
    struct explanations *e = explanations_new();
    char *text = shipped_dutch(), *topics = strstr(text, "topics = {");
    const struct finding finding = {.reason = REASON_FIELD_NOT_PERMITTED,
                                    .place = {PLACE_LINE, {4}},
                                    .topic = TOPIC_BIRTH_DATE};
    char path[200], out[RENDERED_SIZE];

    CHECK(topics != NULL);
    *topics = '\0';
    folder_start(&f);
    folder_write(&f, "e.conf", text);
    (void)snprintf(path, sizeof(path), "%s/e.conf", f.folder);
    CHECK(explanations_add(e, path, fresh(&f)));
    explanation_text(e, 0, NULL, &finding, out, sizeof out);
    CHECK(strstr(out, "(regel 4)") != NULL);
    explanations_free(e);
    folder_end(&f);
}

static void long_texts_are_told(void)
{
    struct config_folder f;
    const char *good = shipped_dutch();
    struct explanations *e = explanations_new();
    char text[LANGUAGE_TEXT_MAX + 80], path[200];
    char *files[4];

    memset(text, 'x', sizeof(text));
    for (size_t i = 96; i < sizeof(text); i += 97)
        text[i] = ' ';
    (void)snprintf(text + LANGUAGE_TEXT_MAX - 20, 80, " {place}");
    folder_start(&f);
    fresh(&f);
    for (size_t i = 0; i < 4; i++) {
        char name[] = "language = \"x?\"";
        char *named;

        name[13] = (char)('a' + i);
        named = replaced(good, "language = \"nl\"", name);
        files[i] = replaced(named, "er zit geen bijlage bij.", "x");
        free(named);
        if (i == 3) {
            const char *key = strstr(files[i], "  attachment-missing =");
            const char *end = strchr(strchr(key, '\n') + 1, '\n');
            char old[500], line[700];

            (void)snprintf(old, sizeof(old), "%.*s", (int)(end - key), key);
            (void)snprintf(line, sizeof(line), "  attachment-missing = \"%s\";\n", text);
            named = replaced(files[i], old, line);
            free(files[i]);
            files[i] = named;
        }
        (void)snprintf(path, sizeof(path), "%s/e.conf", f.folder);
        folder_write(&f, "e.conf", files[i]);
        CHECK(explanations_add(e, path, f.complaints));
        free(files[i]);
        if (i == 2)
            CHECK(explanations_check(e, f.complaints));
    }
    CHECK(!explanations_check(e, f.complaints));
    CHECK(complains(&f, "e.conf", line_of(good, "  attachment-missing ="),
                    "the text of \"attachment-missing\" can take"));
    explanations_free(e);
    folder_end(&f);
}

static void places_are_in_words(void)
{
    static const struct {
        struct place place;
        const char *nl, *en, *fr;
        uint32_t topic;
    } cases[] = {
        {{PLACE_LINE, {4}},
         "regel 4: geboortedatum",
         "line 4: date of birth",
         "ligne 4: date de naissance",
         TOPIC_BIRTH_DATE},
        {{PLACE_LINE, {4}}, "regel 4", "line 4", "ligne 4", TOPIC_COUNT},
        {{PLACE_NONE, {0}}, "", "", "", TOPIC_REMARKS},
        {{PLACE_NONE, {0}}, "", "", "", TOPIC_NONE},
        {{PLACE_SUBJECT, {0}}, "onderwerp", "subject", "objet", TOPIC_NONE},
        {{PLACE_BODY_LINE, {3}},
         "regel 3 van de mail",
         "line 3 of the mail",
         "ligne 3 du mail",
         TOPIC_NONE},
        {{PLACE_CELL, {1, 22, 333}},
         "blad 1, rij 22, kolom 333",
         "sheet 1, row 22, column 333",
         "feuille 1, ligne 22, colonne 333",
         TOPIC_NONE},
        {{PLACE_TABLE_ROW, {4294967295u, 2}},
         "tabel 4294967295, rij 2",
         "table 4294967295, row 2",
         "tableau 4294967295, ligne 2",
         TOPIC_NONE},
        {{PLACE_KIND, {KIND_ZIP}}, "zip-bestand", "zip file", "fichier zip", TOPIC_NONE},
        {{PLACE_KIND, {KIND_COUNT}},
         "onbekend soort bestand",
         "unknown kind of file",
         "type de fichier inconnu",
         TOPIC_NONE},
        {{PLACE_KIND_COUNT, {1}}, "", "", "", TOPIC_NONE},
    };
    struct complaints *c = complaints_new();
    struct language languages[3] = {{0}, {0}, {0}};

    for (size_t l = 0; l < 3; l++)
        CHECK(language_read(&languages[l], SHIPPED[l], NULL, c));
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct finding finding = {.place = cases[i].place, .topic = cases[i].topic};
        char out[PLACE_SIZE];

        language_place(&languages[0], &finding, out);
        CHECK_STRING(cases[i].nl, out);
        language_place(&languages[1], &finding, out);
        CHECK_STRING(cases[i].en, out);
        language_place(&languages[2], &finding, out);
        CHECK_STRING(cases[i].fr, out);
    }
    for (size_t l = 0; l < 3; l++)
        language_clear(&languages[l]);
    complaints_free(c);
}

int main(void)
{
    static const struct test tests[] = {
        TEST(shipped_files_fit_together), TEST(shipped_texts_are_short),
        TEST(mistakes_are_told),          TEST(every_name_is_demanded),
        TEST(limits_stand_for_reasons),   TEST(a_language_comes_once),
        TEST(long_texts_are_told),        TEST(topics_may_be_left_out),
        TEST(places_are_in_words),
    };

    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
