/*
 * fields-label.c - the built-in labels in Dutch, French and English, in folded form
 *
 * A label is added by adding a word to its list: letters and digits only, lower case, no accents.
 */
#include "inspect/fields-label.h"

#include <string.h>

static const char *const first_name[] = {
    "voornaam",   "roepnaam",          "voornamen",   "prenom", "prenoms",
    "firstname",  "givenname",         "forename",    "voorn",  "givennames",
    "firstnames", "officielevoornaam", "prenomusuel", NULL};
static const char *const last_name[] = {"familienaam", "achternaam", "famnaam",    "nomdefamille",
                                        "lastname",    "surname",    "familyname", NULL};
static const char *const name[] = {"naam", "nom", "name", "officielenaam", NULL};
static const char *const full_name[] = {"naamenvoornaam",
                                        "naamvoornaam",
                                        "voornaamennaam",
                                        "voornaamnaam",
                                        "volledigenaam",
                                        "voorenachternaam",
                                        "voorenfamilienaam",
                                        "client",
                                        "clientnaam",
                                        "clientenaam",
                                        "familienaamenvoornaam",
                                        "familienaamvoornaam",
                                        "achternaamenvoornaam",
                                        "achternaamvoornaam",
                                        "voornaamenfamilienaam",
                                        "voornaamfamilienaam",
                                        "voornaamenachternaam",
                                        "voornaamachternaam",
                                        "nometprenom",
                                        "nomprenom",
                                        "prenometnom",
                                        "prenomnom",
                                        "nomcomplet",
                                        "fullname",
                                        "firstandlastname",
                                        "firstnamelastname",
                                        "lastnamefirstname",
                                        "nameandfirstname",
                                        "cliente",
                                        "nometprenoms",
                                        "nomprenoms",
                                        NULL};
static const char *const address[] = {"adres",           "woonadres",
                                      "postadres",       "thuisadres",
                                      "adresse",         "address",
                                      "domicilie",       "domicilieadres",
                                      "verblijfadres",   "verblijfsadres",
                                      "volledigadres",   "adressecomplete",
                                      "adressepostale",  "homeaddress",
                                      "postaladdress",   "contactadres",
                                      "huidigadres",     "domicile",
                                      "fulladdress",     "officieeladres",
                                      "wettelijkadres",  "correspondentieadres",
                                      "verblijfplaats",  "adressedudomicile",
                                      "adressedomicile", NULL};
static const char *const street[] = {"straat",
                                     "straatnaam",
                                     "straatennummer",
                                     "straatnummer",
                                     "straatennr",
                                     "straatnr",
                                     "straatenhuisnummer",
                                     "straathuisnummer",
                                     "straatnrbus",
                                     "straatnummerbus",
                                     "straatennummerbus",
                                     "straatnummerenbus",
                                     "straatenhuisnr",
                                     "straathuisnr",
                                     "rue",
                                     "rueetnumero",
                                     "ruenumero",
                                     "rueetn",
                                     "ruen",
                                     "ruenumeroboite",
                                     "ruenumeroetboite",
                                     "street",
                                     "streetandnumber",
                                     "streetnumber",
                                     "streetname",
                                     "straathuisnummerbus",
                                     "adresregel1",
                                     "straatnaamennummer",
                                     "straatnaamnummer",
                                     "straatnaamnr",
                                     "straatnaamennr",
                                     "straatnaamenhuisnummer",
                                     "straatnaamhuisnummer",
                                     "ruenboite",
                                     "ruenetboite",
                                     "ruenbte",
                                     "streetaddress",
                                     NULL};
static const char *const number[] = {
    "nr",       "nummer",    "huisnr",      "huisnummer",    "n",
    "numero",   "no",        "number",      "housenumber",   "num",
    "nrhuis",   "huisnrbus", "huisnrenbus", "huisnummerbus", "huisnummerenbus",
    "nrbus",    "nrenbus",   "nummerbus",   "nummerenbus",   "nboite",
    "netboite", "nbte",      "netbte",      "numeroetboite", "numerodemaison",
    "nmaison",  "houseno",   NULL};
static const char *const box[] = {"bus", "busnr",     "busnummer",   "boite", "bte",
                                  "box", "boxnumber", "numeroboite", NULL};
static const char *const postcode[] = {
    "postcode", "postnr",  "postnummer", "pc",       "codepostal",    "cp", "postalcode",
    "zip",      "zipcode", "codepost",   "postkode", "zippostalcode", NULL};
static const char *const town[] = {"gemeente",
                                   "stad",
                                   "woonplaats",
                                   "plaats",
                                   "deelgemeente",
                                   "postcodeengemeente",
                                   "postcodegemeente",
                                   "postcodewoonplaats",
                                   "postcodeenwoonplaats",
                                   "postcodestad",
                                   "postcodeenstad",
                                   "postcodeplaats",
                                   "postcodeenplaats",
                                   "pcgemeente",
                                   "pcengemeente",
                                   "postnrengemeente",
                                   "postnrgemeente",
                                   "postnummerengemeente",
                                   "postnummergemeente",
                                   "gemeenteenpostcode",
                                   "gemeentepostcode",
                                   "stadgemeente",
                                   "gemeentestad",
                                   "commune",
                                   "ville",
                                   "localite",
                                   "codepostaletcommune",
                                   "codepostalcommune",
                                   "codepostaletville",
                                   "codepostalville",
                                   "codepostaletlocalite",
                                   "codepostallocalite",
                                   "cpcommune",
                                   "cpville",
                                   "cplocalite",
                                   "cpetlocalite",
                                   "cpetville",
                                   "cpetcommune",
                                   "city",
                                   "town",
                                   "postcodeandtown",
                                   "postcodetown",
                                   "postcodeandcity",
                                   "postcodecity",
                                   "municipality",
                                   "villecommune",
                                   "communeville",
                                   "towncity",
                                   "citytown",
                                   NULL};
static const char *const country[] = {"land", "pays", "country", NULL};
static const char *const telephone[] = {"telefoon",
                                        "tel",
                                        "telefoonnummer",
                                        "telefoonnr",
                                        "telnr",
                                        "telnummer",
                                        "gsm",
                                        "gsmnummer",
                                        "gsmnr",
                                        "mobiel",
                                        "mobielnummer",
                                        "mobielnr",
                                        "mobieletelefoon",
                                        "vastnummer",
                                        "vast",
                                        "vastelijn",
                                        "vastetelefoon",
                                        "telefoonvast",
                                        "telefoonmobiel",
                                        "telefoongsm",
                                        "telefoonofgsm",
                                        "telefoonengsm",
                                        "telgsm",
                                        "gsmtel",
                                        "gsmtelefoon",
                                        "gsmoftelefoon",
                                        "telefoonthuis",
                                        "telefoonprive",
                                        "telefoonwerk",
                                        "telthuis",
                                        "telprive",
                                        "telwerk",
                                        "telvast",
                                        "gsmprive",
                                        "gsmwerk",
                                        "telefoonnummergsm",
                                        "telefoonnummers",
                                        "telefoonnummervast",
                                        "telefoonnummermobiel",
                                        "telephone",
                                        "portable",
                                        "numerodetelephone",
                                        "numerotelephone",
                                        "ndetelephone",
                                        "ntelephone",
                                        "ntel",
                                        "numerodegsm",
                                        "ndegsm",
                                        "telportable",
                                        "telfixe",
                                        "telephonefixe",
                                        "telephoneportable",
                                        "telephonegsm",
                                        "telephonemobile",
                                        "telephoneprive",
                                        "fixe",
                                        "phone",
                                        "mobile",
                                        "phonenumber",
                                        "telephonenumber",
                                        "mobilenumber",
                                        "mobilephone",
                                        "homephone",
                                        "cell",
                                        "cellphone",
                                        "contactnummer",
                                        "numerodecontact",
                                        "telofgsm",
                                        "mobielenummer",
                                        "mobieltelefoonnummer",
                                        "vasttelefoonnummer",
                                        "ndetel",
                                        "ngsm",
                                        "numerodeportable",
                                        "telmobile",
                                        "gsmportable",
                                        "telno",
                                        NULL};
static const char *const email[] = {"email",
                                    "mail",
                                    "mailadres",
                                    "emailadres",
                                    "emailadressen",
                                    "adresemail",
                                    "adressemail",
                                    "adresseemail",
                                    "adressemel",
                                    "courriel",
                                    "adressecourriel",
                                    "adresseelectronique",
                                    "adressedecourriel",
                                    "emailaddress",
                                    "mailaddress",
                                    "elektronischadres",
                                    "emailprive",
                                    "emailwerk",
                                    "privemail",
                                    "mel",
                                    "ecourriel",
                                    "courrierelectronique",
                                    "courrielemail",
                                    "emailcourriel",
                                    NULL};

static const struct {
    enum field_part part;
    const char *const *labels;
} table[] = {{PART_FIRST_NAME, first_name},
             {PART_LAST_NAME, last_name},
             {PART_NAME, name},
             {PART_FULL_NAME, full_name},
             {PART_ADDRESS, address},
             {PART_STREET, street},
             {PART_NUMBER, number},
             {PART_BOX, box},
             {PART_POSTCODE, postcode},
             {PART_TOWN, town},
             {PART_COUNTRY, country},
             {PART_TELEPHONE, telephone},
             {PART_EMAIL, email}};

static bool in(const char *word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

enum field_part label_part(const char *key)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (in(key, table[i].labels))
            return table[i].part;
    return PART_NONE;
}

bool label_hint(const char *word)
{
    static const char *const hints[] = {
        "verplicht",   "optioneel",   "facultatief", "indien",     "gekend",
        "bekend",      "van",         "toepassing",  "of",         "en",
        "in",          "de",          "het",         "per",        "hoofdletters",
        "blokletters", "drukletters", "zoals",       "op",         "identiteitskaart",
        "officieel",   "officiele",   "prive",       "thuis",      "werk",
        "vast",        "vaste",       "mobiel",      "bij",        "voorkeur",
        "obligatoire", "facultatif",  "si",          "connu",      "connue",
        "et",          "ou",          "en",          "majuscules", "fixe",
        "domicile",    "bureau",      "le",          "la",         "du",
        "d",           "l",           "carte",       "identite",   "complet",
        "complete",    "required",    "mandatory",   "optional",   "if",
        "known",       "home",        "work",        "and",        "or",
        "capitals",    "block",       "volledig",    "volledige",  "officiel",
        "the",         "s",           "e",           "code",       "postal",
        "whatsapp",    "postale",     "1",           "2",          NULL};

    return in(word, hints);
}

size_t label_suffix(struct slice key)
{
    static const char *const suffixes[] = {
        "vandeclient", "client",      "vandecliente",    "duclient",      "delacliente",
        "cliente",     "betrokkene",  "vandebetrokkene", "vanbetrokkene", "vanclient",
        "vancliente",  "oftheclient", "vdclient",        "vdcliente",     NULL};
    size_t longest = 0;

    for (size_t i = 0; suffixes[i] != NULL; i++) {
        size_t len = strlen(suffixes[i]);

        if (len > longest && key.len > len &&
            memcmp(key.data + key.len - len, suffixes[i], len) == 0)
            longest = len;
    }
    return longest;
}
