#include "document.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define JSON(name, text, findings, values) DOCUMENT(FORMAT_JSON, name, text, findings, values)
#define JAN "\"Voornaam\":\"Jan\",\"Naam\":\"Peeters\",\"Telefoon\":\"0470 12 34 56\""
#define VALUES "0 first-name=Jan; 0 last-name=Peeters; 0 telephone=0470 12 34 56"

static void good_documents(void)
{
    JSON("object", "{" JAN "}", "", VALUES);
    JSON("blanks", " \r\n{ " JAN " }\n\t", "", VALUES);
    JSON("mark", "\xEF\xBB\xBF{" JAN "}", "", VALUES);
    JSON("array", "[{" JAN "}]", "", VALUES);
    JSON("two clients",
         "[{" JAN "},{\"firstName\":\"An\",\"lastName\":\"Claes\",\"email\":\"an@example.be\"}]",
         "", VALUES "; 1 first-name=An; 1 last-name=Claes; 1 email=an@example.be");
    JSON("names of the fields",
         "{\"first-name\":\"Jan\",\"last-name\":\"Peeters\",\"telephone\":\"0470 12 34 56\"}", "",
         VALUES);
    JSON("escapes",
         "{\"Voornaam\":\"Ren\\u00e9\",\"Naam\":\"D\\u2019Hondt\",\"Adres\":\"Kerkstraat 12\\n2550 "
         "Kontich\"}",
         "",
         "0 first-name=Ren\xC3\xA9; 0 last-name=D\xE2\x80\x99Hondt; 0 address=Kerkstraat 12|2550 "
         "Kontich");
    JSON("numbers",
         "{\"Voornaam\":\"Jan\",\"Naam\":\"Peeters\",\"Straat\":\"Kerkstraat\",\"Nummer\":12,"
         "\"Bus\":3,\"Postcode\":2550,\"Gemeente\":\"Kontich\"}",
         "", "0 first-name=Jan; 0 last-name=Peeters; 0 address=Kerkstraat 12 bus 3|2550 Kontich");
    JSON("null and empty", "{" JAN ",\"E-mail\":null,\"Adres\":\"\"}", "", VALUES);
}

static void findings(void)
{
    JSON("unknown key", "{" JAN ",\"Opmerking\":\"x\"}", "field-not-permitted card 1 property 4",
         VALUES);
    JSON("unknown key, null", "{" JAN ",\"Opmerking\":null}",
         "field-not-permitted card 1 property 4", VALUES);
    JSON("forbidden value", "{" JAN ",\"rrn\":\"85.07.30-033.28\"}",
         "field-not-permitted card 1 property 4; forbidden-national-number card 1 property 4",
         VALUES);
    JSON("forbidden number", "{" JAN ",\"rrn\":85073003328}",
         "field-not-permitted card 1 property 4; forbidden-national-number card 1 property 4",
         VALUES);
    JSON("boolean", "{" JAN ",\"E-mail\":true}", "field-not-permitted card 1 property 4", VALUES);
    JSON("real number", "{" JAN ",\"Telefoon 2\":3.5}", "field-not-permitted card 1 property 4",
         VALUES);
    JSON("nested", "{" JAN ",\"Adres\":{\"Straat\":\"Kerkstraat 12\",\"geboren\":\"12/03/1980\"}}",
         "field-not-permitted card 1 property 4; forbidden-date card 1 property 4", VALUES);
    JSON("list", "{" JAN ",\"E-mail\":[\"jan@example.be\",\"BE68 5390 0754 7034\"]}",
         "field-not-permitted card 1 property 4; forbidden-bank-account card 1 property 4", VALUES);
    JSON("array of others", "[{" JAN "},\"zwanger\",1]",
         "field-not-permitted card 2 property 1; field-not-permitted card 3 property 1", VALUES);
    JSON("a string", "\"Jan Peeters\"", "content-format", "");
    JSON("no clients", "[]", "field-missing card 1 property 1", "");
    JSON("empty object", "{}", "field-missing card 1 property 1", "");
    JSON("same meaning twice", "{" JAN ",\"voornaam\":\"Piet\"}",
         "field-duplicate card 1 property 4", NULL);
    JSON("hidden", "{" JAN ",\"E-mail\":\"jan\\u200b@example.be\"}",
         "content-hidden card 1 property 4", NULL);
    JSON("six clients", "[{" JAN "},{" JAN "},{" JAN "},{" JAN "},{" JAN "},{" JAN "}]",
         "content-clients card 6 property 1", NULL);
}

static void not_well_formed(void)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "{",
                                        "}",
                                        "{" JAN,
                                        "{" JAN "}x",
                                        "{" JAN "}{}",
                                        "\xEF\xBB\xBF\xEF\xBB\xBF{" JAN "}",
                                        " \xEF\xBB\xBF{" JAN "}",
                                        "{" JAN "}\xEF\xBB\xBF",
                                        "\xEF\xBB\xBF",
                                        "{" JAN ",}",
                                        "{Voornaam:\"Jan\"}",
                                        "{'Voornaam':'Jan'}",
                                        "{" JAN ",\"Naam\":\"Claes\"}",
                                        "{\"Voornaam\":\"J\\u0000an\"}",
                                        "{\"Voornaam\":\"\\ud800\"}",
                                        "{\"Voornaam\":\"\xFF\"}",
                                        "{\"Voornaam\":NaN}",
                                        "{\"Voornaam\":\"J\nan\"}",
                                        "// x\n{" JAN "}",
                                        NULL};

    for (size_t i = 0; texts[i] != NULL; i++)
        JSON(texts[i], texts[i], "content-format", "");
}

static void nested_deeply(void)
{
    size_t depth = 10000;
    char *text = malloc(2 * depth + 1);

    if (text == NULL)
        abort();
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    text[2 * depth] = '\0';
    JSON("10,000 levels", text, "content-format", "");
    free(text);
    JSON("some levels", "[[[[[[[[\"85.07.30-033.28\"]]]]]]]]",
         "field-not-permitted card 1 property 1; field-missing card 1 property 1; "
         "forbidden-national-number card 1 property 1",
         "");
}

int main(void)
{
    static const struct test tests[] = {TEST(good_documents), TEST(findings), TEST(not_well_formed),
                                        TEST(nested_deeply)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
