/*
 * log-words - what reports say, in Dutch, English and French
 */
#ifndef TOOL_LOG_WORDS_H
#define TOOL_LOG_WORDS_H

#include <stdbool.h>

enum language { LANGUAGE_NL, LANGUAGE_EN, LANGUAGE_FR, LANGUAGE_COUNT };

/* X(enumerator, Dutch, English, French) */
#define WORDS(X)                                                                                     \
    X(WORD_REPORT, "Verslag van doorverwijzingen", "Report on referrals",                            \
      "Rapport sur les orientations")                                                                \
    X(WORD_PERIOD, "Periode", "Period", "Période")                                                   \
    X(WORD_FROM_START, "begin van het logboek", "begin of the log", "début du journal")              \
    X(WORD_TO_END, "einde van het logboek", "end of the log", "fin du journal")                      \
    X(WORD_ZONE, "dagen volgens tijdzone", "days in time zone", "jours selon le fuseau horaire")     \
    X(WORD_MADE, "Opgemaakt", "Made", "Établi")                                                      \
    X(WORD_PARTIES, "Partijen", "Parties", "Parties")                                                \
    X(WORD_CONTACT, "Contact", "Contact", "Contact")                                                 \
    X(WORD_NAME, "Naam", "Name", "Nom")                                                              \
    X(WORD_INTEGRITY, "Is het logboek volledig en ongewijzigd?",                                     \
      "Is the log whole and unchanged?", "Le journal est-il complet et inchangé ?")                  \
    X(WORD_INTACT, "ja: elke regel is ondertekend en sluit aan op de vorige",                        \
      "yes: every line is signed and continues the one before",                                      \
      "oui : chaque ligne est signée et suit la précédente")                                         \
    X(WORD_BROKEN, "NEE: dit verslag bewijst niets voorbij de genoemde plaats",                      \
      "NO: this report proves nothing beyond the place named",                                       \
      "NON : ce rapport ne prouve rien au-delà de l'endroit indiqué")                                \
    X(WORD_COMPARE, "sleutel uit het logboek zelf: vergelijk met de gepubliceerde",                  \
      "key taken from the log itself: compare it with the published one",                            \
      "clé prise dans le journal lui-même : comparer avec celle qui est publiée")                    \
    X(WORD_GATEWAY, "Gateway", "Gateway", "Passerelle")                                              \
    X(WORD_FOLDER, "Map", "Folder", "Dossier")                                                       \
    X(WORD_RECORDS, "Regels", "Records", "Lignes")                                                   \
    X(WORD_FIRST, "Eerste", "First", "Première")                                                     \
    X(WORD_LAST, "Laatste", "Last", "Dernière")                                                      \
    X(WORD_RESULT, "Resultaat", "Result", "Résultat")                                                \
    X(WORD_KEY, "Sleutel (vingerafdruk)", "Key (fingerprint)", "Clé (empreinte)")                    \
    X(WORD_HEAD, "Hash van de laatste regel", "Hash of the last record",                             \
      "Hachage de la dernière ligne")                                                                \
    X(WORD_PROTOCOL, "Protocol", "Protocol", "Protocole")                                            \
    X(WORD_TRANSFERS, "Doorgelaten doorverwijzingen", "Transfers accepted",                          \
      "Orientations transmises")                                                                     \
    X(WORD_REFUSED, "Geweigerde mails", "Mails refused", "Courriels refusés")                        \
    X(WORD_DEFERRED, "Uitgestelde mails", "Mails deferred", "Courriels différés")                    \
    X(WORD_OBSERVED, "Mails met gebreken doorgelaten (alleen waarnemen)",                            \
      "Mails passed with findings (observe only)",                                                   \
      "Courriels transmis malgré des constats (observation seule)")                                  \
    X(WORD_PER_MONTH, "Doorverwijzingen per maand", "Transfers per month",                           \
      "Orientations par mois")                                                                       \
    X(WORD_MONTH, "Maand", "Month", "Mois")                                                          \
    X(WORD_NUMBER, "Aantal", "Number", "Nombre")                                                     \
    X(WORD_ENCRYPTION, "Versleuteling van de doorgelaten archieven",                                 \
      "Encryption of the accepted archives", "Chiffrement des archives transmises")                  \
    X(WORD_CIPHER, "Algoritme", "Cipher", "Algorithme")                                              \
    X(WORD_KDF, "Sleutelafleiding (rondes)", "Key derivation (rounds)",                              \
      "Dérivation de clé (itérations)")                                                              \
    X(WORD_NAMES, "Bestandsnaam versleuteld", "File name encrypted", "Nom de fichier chiffré")       \
    X(WORD_YES, "ja", "yes", "oui")                                                                  \
    X(WORD_NO, "nee", "no", "non")                                                                   \
    X(WORD_PASSPHRASES, "Gebruikte wachtzinnen", "Passphrases used", "Phrases secrètes utilisées")   \
    X(WORD_PASSPHRASE, "Wachtzin", "Passphrase", "Phrase secrète")                                   \
    X(WORD_REASONS, "Redenen", "Reasons", "Motifs")                                                  \
    X(WORD_REASON, "Reden", "Reason", "Motif")                                                       \
    X(WORD_FIELDS, "Doorgegeven soorten gegevens", "Kinds of data passed on",                        \
      "Types de données transmises")                                                                 \
    X(WORD_FIELD, "Soort", "Kind", "Type")                                                           \
    X(WORD_DUTY, "Wanneer de controle aan het werk was", "When the guard was on duty",               \
      "Quand le contrôle était en service")                                                          \
    X(WORD_FROM, "Van", "From", "De")                                                                \
    X(WORD_TO, "Tot", "To", "À")                                                                     \
    X(WORD_END, "Einde", "End", "Fin")                                                               \
    X(WORD_END_STOP, "gestopt", "stopped", "arrêté")                                                 \
    X(WORD_END_LOST, "onverwacht geëindigd", "ended unexpectedly", "terminé de façon imprévue")      \
    X(WORD_END_RUNNING, "aan het werk bij de laatste regel", "at work at the last record",           \
      "en service à la dernière ligne")                                                              \
    X(WORD_NONE_PASSED,                                                                              \
      "Buiten deze tijden neemt een mailserver die volgens de handleiding is ingesteld geen mail "   \
      "aan.",                                                                                        \
      "Outside these times a mail server set up as the manual says takes no mail.",                  \
      "En dehors de ces périodes, un serveur de courrier configuré selon le manuel n'accepte "     \
      "aucun courriel.")                                                                             \
    X(WORD_SELF_TESTS, "Zelftests", "Self-tests", "Autotests")                                       \
    X(WORD_GOOD, "geslaagd", "passed", "réussis")                                                    \
    X(WORD_BAD, "mislukt", "failed", "échoués")                                                      \
    X(WORD_CHANGES, "Versies van programma en instellingen", "Versions of program and settings",     \
      "Versions du programme et des paramètres")                                                     \
    X(WORD_SINCE, "Sinds", "Since", "Depuis")                                                        \
    X(WORD_VERSION, "Versie", "Version", "Version")                                                  \
    X(WORD_POLICY, "Hash van de instellingen", "Hash of the settings", "Hachage des paramètres")     \
    X(WORD_EVENTS, "Bijzondere gebeurtenissen", "Special events", "Événements particuliers")         \
    X(WORD_TIME, "Tijd (UTC)", "Time (UTC)", "Heure (UTC)")                                          \
    X(WORD_EVENT, "Gebeurtenis", "Event", "Événement")                                               \
    X(WORD_DETAIL, "Bijzonderheden", "Detail", "Détails")                                            \
    X(WORD_LIST, "Lijst van doorverwijzingen", "List of transfers", "Liste des orientations")        \
    X(WORD_REF, "Regel", "Record", "Ligne")                                                          \
    X(WORD_SENDER, "Afzender", "Sender", "Expéditeur")                                               \
    X(WORD_BYTES, "Bytes", "Bytes", "Octets")                                                        \
    X(WORD_ARCHIVE, "SHA-256 van het archief", "SHA-256 of the archive", "SHA-256 de l'archive")     \
    X(WORD_NONE, "geen", "none", "aucun")                                                            \
    X(WORD_CHECK, "Nagaan zonder deze software", "How to verify without this software",              \
      "Vérifier sans ce logiciel")                                                                   \
    X(WORD_CHECK_TEXT,                                                                               \
      "Elke regel in de .jsonl-bestanden is JSON. prev is de SHA-256 van de regel ervoor, zonder "   \
      "regeleinde; sig is de Ed25519-handtekening (base64) over de bytes van de regel vóór "       \
      ",\"sig\", met de sleutel in keys.pub waarvan het nummer in key staat. Voor één regel:",       \
      "Every line of the .jsonl files is JSON. prev is the SHA-256 of the line before, without "     \
      "its line feed; sig is the Ed25519 signature (base64) over the bytes of the line before "      \
      ",\"sig\", by the key in keys.pub whose number stands in key. For one line:",                  \
      "Chaque ligne des fichiers .jsonl est du JSON. prev est le SHA-256 de la ligne précédente, " \
      "sans fin de ligne ; sig est la signature Ed25519 (base64) des octets de la ligne avant "      \
      ",\"sig\", par la clé de keys.pub dont le numéro figure dans key. Pour une ligne :")           \
    X(WORD_DELIVERED,                                                                                \
      "Doorgelaten betekent: door de controle vrijgegeven aan de mailserver. Of de mail is "         \
      "afgeleverd, staat in het logboek van de mailserver onder het queue-nummer; de ontvanger "     \
      "bewijst het met de kwitantie in de mail (referral-log receipt).",                             \
      "Accepted means: released by the guard to the mail server. Whether the mail was delivered "    \
      "stands in the mail server's log under the queue id; the receiver proves it by the receipt "   \
      "in the mail (referral-log receipt).",                                                         \
      "Transmis signifie : remis par le contrôle au serveur de courrier. La livraison figure au "   \
      "journal du serveur de courrier sous l'identifiant de file ; le destinataire la prouve par "   \
      "le reçu contenu dans le courriel (referral-log receipt).")                                    \
    X(WORD_RECEIPTS, "Kwitanties in ontvangen mails", "Receipts in received mails",                  \
      "Reçus dans les courriels reçus")                                                              \
    X(WORD_MESSAGE, "Mail", "Message", "Courriel")                                                   \
    X(WORD_SIGNATURE, "Handtekening", "Signature", "Signature")                                      \
    X(WORD_ATTACHMENT, "Archief in de mail", "Archive in the message", "Archive dans le courriel")   \
    X(WORD_HOLD, "Kwitanties die kloppen", "Receipts that hold", "Reçus valables")                   \
    X(WORD_FAIL, "Kwitanties die niet kloppen", "Receipts that do not hold", "Reçus non valables")   \
    X(WORD_WITHOUT, "Mails zonder kwitantie", "Messages without a receipt", "Courriels sans reçu")   \
    X(WORD_DISTINCT, "Verschillende archieven", "Different archives", "Archives différentes")

#define WORD_ENUMERATOR(id, nl, en, fr) id,
enum word { WORDS(WORD_ENUMERATOR) WORD_COUNT };
#undef WORD_ENUMERATOR

bool language_parse(const char *text, enum language *language_r);
const char *language_code(enum language language);
const char *word(enum language language, enum word word);

#endif
