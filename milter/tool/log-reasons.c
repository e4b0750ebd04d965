/*
 * log-reasons - short names of the reason codes; what a sender is told stands in the explanations
 */
#include "tool/log-reasons.h"

#include "inspect/verdict.h"

#include <string.h>

static const char *const LABELS[REASON_COUNT][LANGUAGE_COUNT] = {
    [REASON_PROTOCOL_NOT_IN_FORCE] = {"protocol niet van kracht", "protocol not in force",
                                      "protocole non en vigueur"},
    [REASON_SENDER_NOT_ALLOWED] = {"afzender niet toegelaten", "sender not allowed",
                                   "expéditeur non autorisé"},
    [REASON_OTHER_RECIPIENTS] = {"ook aan andere ontvangers", "other recipients as well",
                                 "aussi à d'autres destinataires"},
    [REASON_MESSAGE_TOO_LARGE] = {"mail te groot", "message too large", "courriel trop volumineux"},
    [REASON_MESSAGE_AMBIGUOUS] = {"opbouw van de mail niet eenduidig", "message not clearly built",
                                  "structure du courriel ambiguë"},
    [REASON_MESSAGE_TNEF] = {"Outlook Rich Text", "Outlook rich text", "texte enrichi Outlook"},
    [REASON_MESSAGE_SEALED] = {"mail als geheel ondertekend of versleuteld",
                               "message signed or encrypted as a whole",
                               "courriel signé ou chiffré en entier"},
    [REASON_ATTACHMENT_MISSING] = {"geen bijlage", "no attachment", "pas de pièce jointe"},
    [REASON_ATTACHMENT_EXTRA] = {"meer dan één bijlage", "more than one attachment",
                                 "plus d'une pièce jointe"},
    [REASON_ATTACHMENT_NOT_7Z] = {"bijlage is geen 7z", "attachment is no 7z",
                                  "la pièce jointe n'est pas un 7z"},
    [REASON_ARCHIVE_DAMAGED] = {"archief beschadigd", "archive damaged", "archive endommagée"},
    [REASON_ARCHIVE_NOT_ENCRYPTED] = {"archief niet versleuteld", "archive not encrypted",
                                      "archive non chiffrée"},
    [REASON_ARCHIVE_WEAK_ENCRYPTION] = {"versleuteling te zwak", "encryption too weak",
                                        "chiffrement trop faible"},
    [REASON_ARCHIVE_WRONG_PASSPHRASE] = {"verkeerde wachtzin", "wrong passphrase",
                                         "phrase secrète incorrecte"},
    [REASON_ARCHIVE_PASSPHRASE_EXPIRED] = {"wachtzin niet geldig op die dag",
                                           "passphrase not valid on that day",
                                           "phrase secrète non valable ce jour-là"},
    [REASON_ARCHIVE_NAMES_READABLE] = {"bestandsnaam in het archief leesbaar",
                                       "file name in the archive readable",
                                       "nom de fichier lisible dans l'archive"},
    [REASON_ARCHIVE_METHOD] = {"compressie niet toegelaten", "compression not allowed",
                               "compression non autorisée"},
    [REASON_ARCHIVE_MEMBERS] = {"meer of iets anders dan één bestand",
                                "more or other than one file",
                                "plus ou autre chose qu'un seul fichier"},
    [REASON_ARCHIVE_TOO_LARGE] = {"inhoud van het archief te groot", "archive content too large",
                                  "contenu de l'archive trop volumineux"},
    [REASON_CONTENT_FORMAT] = {"soort document niet toegelaten", "kind of document not allowed",
                               "type de document non autorisé"},
    [REASON_CONTENT_HIDDEN] = {"verborgen gegevens in het document", "hidden data in the document",
                               "données cachées dans le document"},
    [REASON_CONTENT_CLIENTS] = {"te veel cliënten", "too many clients", "trop de clients"},
    [REASON_FIELD_NOT_PERMITTED] = {"gegeven niet toegelaten", "field not permitted",
                                    "donnée non autorisée"},
    [REASON_FIELD_MISSING] = {"gegeven ontbreekt", "field missing", "donnée manquante"},
    [REASON_FIELD_DUPLICATE] = {"gegeven meer dan eens", "field more than once", "donnée répétée"},
    [REASON_FIELD_INVALID] = {"gegeven niet van zijn soort", "field not of its kind",
                              "donnée non conforme à son type"},
    [REASON_FORBIDDEN_NATIONAL_NUMBER] = {"rijksregisternummer in het document",
                                          "national number in the document",
                                          "numéro national dans le document"},
    [REASON_FORBIDDEN_BANK_ACCOUNT] = {"rekeningnummer in het document",
                                       "bank account in the document",
                                       "numéro de compte dans le document"},
    [REASON_FORBIDDEN_DATE] = {"datum in het document", "date in the document",
                               "date dans le document"},
    [REASON_FORBIDDEN_CARD_NUMBER] = {"kaartnummer in het document", "card number in the document",
                                      "numéro de carte dans le document"},
    [REASON_CLEARTEXT_PASSPHRASE] = {"wachtzin in de mail", "passphrase in the mail",
                                     "phrase secrète dans le courriel"},
    [REASON_CLEARTEXT_CLIENT_DATA] = {"gegevens van de cliënt leesbaar in de mail",
                                      "client's data readable in the mail",
                                      "données du client lisibles dans le courriel"},
    [REASON_CLEARTEXT_FORBIDDEN] = {"identificatie- of rekeningnummer leesbaar in de mail",
                                    "identity or account number readable in the mail",
                                    "numéro d'identité ou de compte lisible dans le courriel"},
    [REASON_CLEARTEXT_SENSITIVE] = {"gevoelige woorden in de mail", "sensitive words in the mail",
                                    "mots sensibles dans le courriel"},
    [REASON_CLEARTEXT_NOT_EMPTY] = {"tekst in de mail", "text in the mail",
                                    "texte dans le courriel"},
    [REASON_CONSENT_MISSING] = {"verklaring van toestemming ontbreekt", "consent statement missing",
                                "déclaration de consentement manquante"},
    [REASON_DEFER_OVERLOAD] = {"te veel tegelijk", "too much at once", "trop à la fois"},
    [REASON_DEFER_INSPECTION] = {"controle kwam niet tot een oordeel",
                                 "inspection came to no verdict", "contrôle sans verdict"},
    [REASON_DEFER_RECORD] = {"logboek kon niet worden geschreven", "log could not be written",
                             "journal non inscriptible"},
    [REASON_DEFER_CLOCK] = {"klok loopt achter", "clock is behind", "horloge en retard"},
};

const char *reason_label(enum language language, const char *code)
{
    for (int i = 0; i < REASON_COUNT; i++)
        if (strcmp(reason_name((enum reason)i), code) == 0 && LABELS[i][language] != NULL)
            return LABELS[i][language];
    return "";
}
