/* seeds-inspect DIR - mails of several layouts, compliant and not, for fuzz-inspect */
#include "seed-file.h"
#include "sevenzip-writer.h"

#define TOP                                                                                     \
    "From: Jan Janssens <jan@opgroeien.be>\r\nTo: sociale.dienst@kontich.be\r\nSubject: %s\r\n" \
    "Message-ID: <1@opgroeien.be>\r\nKeywords: a\r\nMIME-Version: 1.0\r\n"                      \
    "Content-Type: multipart/mixed; boundary=BB\r\n\r\n--BB\r\n"
#define FILE_PART                                                                            \
    "--BB\r\nContent-Type: application/octet-stream; name=\"a.7z\"\r\nContent-Disposition: " \
    "attachment; filename=\"a.7z\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"

static const char *const documents[][2] = {
    {"gegevens.txt", "Voornaam: Anna\nNaam: Peeters\nTelefoon: 0470 12 34 56\n"},
    {"gegevens.txt", "Naam: De Smet\nVoornaam: Ren\xc3\xa9\nAdres: Kerkstraat 12, 2550 Kontich\n"},
    {"gegevens.csv", "voornaam;naam;e-mail\nAnna;Peeters;anna.p@voorbeeld.be\nJan;Claes;j@x.be\n"},
    {"gegevens.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Peeters;Anna;;;\r\nFN:Anna Peeters\r\n"
                     "TEL:0470123456\r\nEND:VCARD\r\n"},
    {"gegevens.json", "{\"voornaam\":\"Anna\",\"naam\":\"Peeters\",\"telefoon\":\"0470123456\"}"},
    {"gegevens.txt", "Voornaam: Anna\nDiagnose: griep\n"},
};
static const char *const texts[][2] = {
    {"Doorverwijzing", "Dag collega,\r\n\r\nHet gezin gaat akkoord.\r\nJan Janssens"},
    {"Anna Peeters", "Moeder is zwanger, 0470/12.34.56, Kerkstraat 12"},
    {"geheim", "Jan Janssens"},
};

static void write_seed(const char *folder, unsigned choices, const char *form, unsigned n)
{
    const char *const *document = documents[n % 6];
    struct sz_archive a = sz_simple(document[0], document[1]);
    struct buffer front, archive, seed;

    a.folders[0].open = a.header_folder.open = true;
    a.folders[0].method = (enum contents_method)(n % 3);
    a.header = n % 2 == 0 ? SZ_HEADER_PLAIN : SZ_HEADER_ENCODED;
    buffer_init(&front, 1 << 16);
    buffer_init(&archive, 1 << 20);
    buffer_init(&seed, 1 << 20);
    buffer_printf(&front, TOP, texts[n % 3][0]);
    buffer_append_string(&front, form);
    buffer_append_string(&front, texts[n % 3][1]);
    buffer_append_string(&front, "\r\n" FILE_PART);
    sz_write(&a, &archive);
    buffer_append_byte(&seed, (unsigned char)choices);
    buffer_append_byte(&seed, (unsigned char)(front.len >> 8));
    buffer_append_byte(&seed, (unsigned char)front.len);
    buffer_append_slice(&seed, buffer_slice(&front));
    buffer_append_slice(&seed, buffer_slice(&archive));
    seed_write(folder, buffer_slice(&seed));
    buffer_free(&front);
    buffer_free(&archive);
    buffer_free(&seed);
}

int main(int argc, char **argv)
{
    static const char *const forms[] = {
        "Content-Type: text/plain; charset=utf-8\r\n\r\n",
        "Content-Type: text/html; charset=utf-8\r\n\r\n<p title=\"x\">Dag<br>col<b>l&eacute;</b>ga"
        "<!-- y --></p>",
    };

    if (argc != 2)
        return 64;
    for (unsigned n = 0; n < 36; n++)
        write_seed(argv[1], n % 16, forms[n / 3 % 2], n);
    return 0;
}
