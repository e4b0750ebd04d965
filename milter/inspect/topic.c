/*
 * topic.c - labels of what may not stand in a document, in Dutch, French and English
 *
 * A label is added by adding a word to its line: letters and digits only, lower case, no accents.
 */
#include "inspect/topic.h"

#include "inspect/fold.h"

#include <string.h>

enum { LABEL_MAX = 120 /* bytes of a label; a longer text is none */ };

#define TOPIC_NAME(id, name) [id] = (name),
static const char *const names[TOPIC_COUNT] = {TOPICS(TOPIC_NAME)};
#undef TOPIC_NAME

/* Labels, each between blanks */
static const char *const labels[TOPIC_COUNT] = {
    [TOPIC_BIRTH_DATE] = " geboortedatum geboren geborenop geborente gebdatum gebdat datumgeboorte "
                         "geboortedag verjaardag datedenaissance neele nele naissance birthdate "
                         "dateofbirth birthday born bday dob ",
    [TOPIC_BIRTH_PLACE] = " geboorteplaats geboorteland geboorteplaatsendatum lieudenaissance "
                          "paysdenaissance placeofbirth birthplace countryofbirth ",
    [TOPIC_AGE] = " leeftijd age ouderdom ",
    [TOPIC_NATIONAL_NUMBER] =
        " rijksregisternummer rijksregisternr rijksregister rrn rrnr rrnummer insz insznummer inss "
        "niss bisnummer bis identificatienummer numeronational registrenational "
        "numeroderegistrenational nationalnumber nationalregisternumber ssn ",
    [TOPIC_IDENTITY_CARD] = " identiteitskaart identiteitskaartnummer idkaart kaartnummer eid "
                            "paspoort paspoortnummer carteidentite cartedidentite passeport "
                            "identitycard passport ",
    [TOPIC_NATIONALITY] = " nationaliteit nationalite nationality ",
    [TOPIC_SEX] = " geslacht sexe sex gender mv mvx ",
    [TOPIC_LANGUAGE] = " taal talen moedertaal voertaal thuistaal langue langues languematernelle "
                       "language lang ",
    [TOPIC_CIVIL_STATUS] = " burgerlijkestaat burgerlijkestand etatcivil civilstatus "
                           "maritalstatus ",
    [TOPIC_REMARKS] =
        " opmerking opmerkingen nota notas notities notitie bijzonderheden info informatie "
        "toelichting commentaar extra extrainfo varia andere remarque remarques commentaire "
        "commentaires note notes remark remarks comment comments information observations ",
    [TOPIC_REASON] = " reden redenvanaanmelding redenvandoorverwijzing hulpvraag vraag probleem "
                     "problemen problematiek situatie aanleiding context motif raison demande "
                     "probleme problemes situation problematique reason problem question ",
    [TOPIC_FILE_NUMBER] = " dossier dossiernummer dossiernr klantnummer clientnummer kindnummer "
                          "numerodedossier filenumber casenumber referentie reference ",
    [TOPIC_FAMILY] = " gezin gezinssamenstelling gezinssituatie kinderen kind aantalkinderen "
                     "partner echtgenoot echtgenote moeder vader ouders famille enfants enfant "
                     "compositionfamiliale conjoint mere pere parents family children child spouse "
                     "mother father ",
    [TOPIC_SCHOOL] = " school klas opleiding ecole classe formation education ",
    [TOPIC_WORK] = " werk beroep werkgever functie tewerkstelling profession employeur travail "
                   "emploi work job occupation employer organisation organisatie ",
    [TOPIC_INCOME] = " inkomen uitkering leefloon schulden schuld budget loon revenu revenus "
                     "allocation allocations dettes salaire income debts debt benefits salary ",
    [TOPIC_BANK_ACCOUNT] = " rekeningnummer rekening rekeningnr bankrekening iban numerodecompte "
                           "compte comptebancaire bankaccount accountnumber ",
    [TOPIC_HEALTH] = " gezondheid diagnose medicatie huisarts arts mutualiteit ziekenfonds "
                     "verslaving handicap beperking allergie sante diagnostic medicaments medecin "
                     "mutuelle mutualite health diagnosis medication doctor disability ",
    [TOPIC_JUSTICE] = " strafblad justitie politie veroordeling casier casierjudiciaire justice "
                      "police criminalrecord ",
    [TOPIC_ORIGIN] = " religie geloof herkomst afkomst origine religion origin ethnicity ",
    [TOPIC_STATUS] = " statuut verblijfsstatuut verblijfsvergunning statut titredesejour status "
                     "residencepermit residencestatus ",
};

/* Labels that people are called by too, each between blanks */
static const char names_too[] =
    " geboren born dob neele nele age insz inss niss bis ssn eid mv mvx sex taal talen langue "
    "langues lang nota notas info extra varia andere note notes remark comment reden vraag "
    "raison reason question kind partner moeder vader ouders enfant conjoint mere pere "
    "parents child mother father school klas classe werk travail work job schuld budget loon "
    "revenu salary iban compte arts sante medecin health doctor casier justice police origine "
    "status motif context gezin famille family ";

const char *topic_name(enum topic topic)
{
    return (unsigned)topic < TOPIC_COUNT ? names[topic] : "";
}

/* lookup - the folded label, between blanks */
static enum topic lookup(struct slice label)
{
    for (unsigned i = TOPIC_NONE + 1; i < TOPIC_COUNT; i++)
        if (slice_find(slice_from(labels[i]), label, 0) != SIZE_MAX)
            return (enum topic)i;
    return TOPIC_NONE;
}

/* search - as topic_of(), and for a name unless it may be one */
static bool search(struct slice text, bool name, enum topic *topic_r)
{
    struct buffer label;
    size_t end = 0;
    bool good;

    *topic_r = TOPIC_NONE;
    while (end < text.len && (text.data[end] == '\0' || strchr(":=\t", text.data[end]) == NULL))
        end++;
    if (end > LABEL_MAX)
        return true;
    buffer_init(&label, 64 * LABEL_MAX);
    good = buffer_append_byte(&label, ' ') && fold_letters(slice_sub(text, 0, end), &label);
    if (good && label.len > 1 && buffer_append_byte(&label, ' ') &&
        !(name && slice_find(slice_from(names_too), buffer_slice(&label), 0) != SIZE_MAX))
        *topic_r = lookup(buffer_slice(&label));
    good = good && !label.failed;
    buffer_free(&label);
    return good;
}

bool topic_of(struct slice text, enum topic *topic_r)
{
    return search(text, false, topic_r);
}

bool topic_of_name(struct slice text, enum topic *topic_r)
{
    return search(text, true, topic_r);
}
