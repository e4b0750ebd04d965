/*
 * topic - what a label that may not stand in a document is about, where that is well known
 *
 * Labels can be personal data, so none is ever told back to the sender; but of these it can be said
 * in our own words what they are.
 */
#ifndef INSPECT_TOPIC_H
#define INSPECT_TOPIC_H

#include "base/slice.h"

#define TOPICS(X)                               \
    X(TOPIC_NONE, "")                           \
    X(TOPIC_BIRTH_DATE, "birth-date")           \
    X(TOPIC_BIRTH_PLACE, "birth-place")         \
    X(TOPIC_AGE, "age")                         \
    X(TOPIC_NATIONAL_NUMBER, "national-number") \
    X(TOPIC_IDENTITY_CARD, "identity-card")     \
    X(TOPIC_NATIONALITY, "nationality")         \
    X(TOPIC_SEX, "sex")                         \
    X(TOPIC_LANGUAGE, "language")               \
    X(TOPIC_CIVIL_STATUS, "civil-status")       \
    X(TOPIC_REMARKS, "remarks")                 \
    X(TOPIC_REASON, "reason")                   \
    X(TOPIC_FILE_NUMBER, "file-number")         \
    X(TOPIC_FAMILY, "family")                   \
    X(TOPIC_SCHOOL, "school")                   \
    X(TOPIC_WORK, "work")                       \
    X(TOPIC_INCOME, "income")                   \
    X(TOPIC_BANK_ACCOUNT, "bank-account")       \
    X(TOPIC_HEALTH, "health")                   \
    X(TOPIC_JUSTICE, "justice")                 \
    X(TOPIC_ORIGIN, "origin")                   \
    X(TOPIC_STATUS, "status")

#define TOPIC_ENUMERATOR(id, name) id,
enum topic { TOPICS(TOPIC_ENUMERATOR) TOPIC_COUNT };
#undef TOPIC_ENUMERATOR

const char *topic_name(enum topic topic); /* "" for TOPIC_NONE */

/* topic_of - of a text (valid UTF-8) that is such a label, or begins with one before ':', '=' or a
 * tab. TOPIC_NONE for any other; false only without memory. */
bool topic_of(struct slice text, enum topic *topic_r);
/* topic_of_name - the same of a text where a name belongs. TOPIC_NONE also for the labels that are
 * names of people as well (Arts, Vader, Nele). */
bool topic_of_name(struct slice text, enum topic *topic_r);

#endif
