#include "document.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define JAN "Voornaam: Jan\nNaam: Peeters\n"
#define TEL "Telefoon: 0470 12 34 56\n"

/* read - findings of a text under a protocol */
static void read_text(const char *name, const struct protocol *p, const char *text,
                      const char *findings, struct document *d)
{
    check_case(name);
    document_read(FORMAT_TXT, slice_from(text), p, d);
    CHECK_STRING(findings, d->findings);
    check_case(NULL);
}

static void facts_of_the_verdict(void)
{
    struct protocol *p = document_protocol();
    struct document d;

    read_text("two clients", p, JAN TEL "\nNaam: An Claes\nAdres: Kerkstraat 12, 2550 Kontich\n",
              "", &d);
    CHECK_INT(2, d.clients);
    CHECK_INT(1 | 2 | 4 | 8, d.fields);
    read_text("full name alone", p, "Naam: An Claes\nE-mail: an@example.be", "", &d);
    CHECK_INT(1, d.clients);
    CHECK_INT(1 | 2 | 16, d.fields);
    read_text("nobody", p, "", "field-missing line 1", &d);
    CHECK_INT(0, d.clients);
    CHECK_INT(0, d.fields);
    protocol_free(p);
}

static void settings(void)
{
    static const char *const file[] = {"Dossiernummer", NULL};
    struct protocol *p = document_protocol();
    struct document d;

    read_text("contact required", p, JAN, "field-missing line 1", &d);
    p->contact_required = false;
    read_text("contact not required", p, JAN, "", &d);
    p->fields[3].required = true;
    read_text("telephone required", p, JAN, "field-missing line 1", &d);
    p->fields[3].required = false;

    read_text("Belgian addresses alone", p, JAN "Adres: Hoofdstraat 1, 4811 AB Breda\n",
              "field-invalid line 3", &d);
    p->foreign_addresses = true;
    read_text("foreign addresses", p, JAN "Adres: Hoofdstraat 1, 4811 AB Breda\n", "", &d);
    CHECK_STRING("0 first-name=Jan; 0 last-name=Peeters; 0 address=Hoofdstraat 1|4811 AB Breda",
                 d.values);
    read_text("foreign address in parts", p,
              JAN "Straat: Hauptstra\xC3\x9F"
                  "e\nNr: 1\nPostcode: 10115\nStad: Berlin\nLand: Duitsland\n",
              "", &d);

    p->max_clients = 1;
    read_text("one client", p, JAN TEL, "", &d);
    read_text("two clients", p, JAN TEL "\n" JAN TEL, "content-clients line 5", &d);
    CHECK_INT(2, d.clients);

    read_text("no such field", p, JAN "Dossiernummer: 12345\n", "field-not-permitted line 3", &d);
    document_field(p, "file-number", VALUE_NUMBER, false, file);
    read_text("a field of its own", p, JAN "Dossiernummer: 12345\n", "", &d);
    CHECK_STRING("0 first-name=Jan; 0 last-name=Peeters; 0 file-number=12345", d.values);
    read_text("with a wrong value", p, JAN "Dossiernummer: A12\n", "field-invalid line 3", &d);
    read_text("twice", p, JAN "Dossiernummer: 1\nFile number: 2\n", "field-duplicate line 4", &d);
    read_text("with a forbidden value", p, JAN "Dossiernummer: 85073003328\n",
              "forbidden-national-number line 3", &d);
    protocol_free(p);
}

static void without_telephone_field(void)
{
    struct protocol *p = document_protocol();
    struct document d;

    p->fields[3].kind = VALUE_NUMBER;
    read_text("not permitted", p, JAN TEL, "field-not-permitted line 3; field-missing line 1", &d);
    protocol_free(p);
}

/* many_entries - no more than the sink's limit are kept, and that is said */
static void many_entries(void)
{
    struct protocol *p = document_protocol();
    size_t lines = 2049;
    char *text = malloc(lines * 10 + 1);
    struct document *d = malloc(sizeof *d);

    if (text == NULL || d == NULL)
        abort();
    text[0] = '\0';
    for (size_t i = 0; i < lines; i++)
        memcpy(text + i * 10, "E-mail: x\n", 11);
    p->contact_required = false;
    p->fields[0].required = p->fields[1].required = false;
    text[(lines - 1) * 10] = '\0';
    document_read(FORMAT_TXT, slice_from(text), p, d);
    CHECK(strstr(d->findings, "content-clients") == NULL);
    text[(lines - 1) * 10] = 'E';
    document_read(FORMAT_TXT, slice_from(text), p, d);
    CHECK(strstr(d->findings, "content-clients line 2049") != NULL);
    free(d);
    free(text);
    protocol_free(p);
}

static void formats(void)
{
    struct verdict verdict;
    struct protocol *p = document_protocol();
    struct referral *r;

    verdict_init(&verdict);
    r = referral_read(FORMAT_NONE, slice_from(JAN), p, &verdict);
    CHECK(r != NULL && r->count == 0);
    CHECK(verdict_has(&verdict, REASON_CONTENT_FORMAT));
    referral_free(r);
    referral_free(NULL);
    protocol_free(p);
    CHECK(format_readable(FORMAT_TXT) && format_readable(FORMAT_CSV) &&
          format_readable(FORMAT_VCF) && format_readable(FORMAT_JSON));
    CHECK(!format_readable(FORMAT_NONE) && !format_readable(FORMAT_COUNT));
    CHECK(format_name(FORMAT_NONE) == NULL && format_name(FORMAT_COUNT) == NULL);
    CHECK_STRING("txt", format_name(FORMAT_TXT));
    CHECK_INT(FORMAT_DOCX, format_by_name(slice_from("DocX")));
    CHECK_INT(FORMAT_NONE, format_by_name(slice_from("pdf")));
    CHECK_INT(FORMAT_NONE, format_by_name(slice_from("")));
    CHECK_INT(FORMAT_TXT, format_by_file_name(slice_from("gegevens.TXT")));
    CHECK_INT(FORMAT_ODT, format_by_file_name(slice_from("a.txt.odt")));
    CHECK_INT(FORMAT_NONE, format_by_file_name(slice_from("txt")));
    CHECK_INT(FORMAT_NONE, format_by_file_name(slice_from("a.txt.")));
    CHECK_INT(FORMAT_NONE, format_by_file_name(slice_from("a.txt ")));
    CHECK_INT(FORMAT_NONE, format_by_file_name(slice_from("")));
}

int main(void)
{
    static const struct test tests[] = {TEST(facts_of_the_verdict), TEST(settings),
                                        TEST(without_telephone_field), TEST(many_entries),
                                        TEST(formats)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
