/*
 * verdict - what an inspection found: reason codes, places and numbers, never text of the mail
 *
 * The struct has a fixed size and no pointers: it is the one thing that crosses from the worker
 * that read the mail to the process that answers the MTA. Whoever receives one checks it with
 * verdict_valid() before use.
 *
 * A new reason is one line in REASONS (table order decides which status code the reply gets) and
 * its texts in conf/explanations.*.conf.
 */
#ifndef INSPECT_VERDICT_H
#define INSPECT_VERDICT_H

#include "base/slice.h"
#include "inspect/topic.h"

/* X(enumerator, name, reply code, enhanced status code of RFC 3463) */
#define REASONS(X)                                                                   \
    X(REASON_PROTOCOL_NOT_IN_FORCE, "protocol-not-in-force", 550, "5.7.1")           \
    X(REASON_SENDER_NOT_ALLOWED, "sender-not-allowed", 550, "5.7.1")                 \
    X(REASON_OTHER_RECIPIENTS, "other-recipients", 550, "5.7.1")                     \
    X(REASON_MESSAGE_TOO_LARGE, "message-too-large", 552, "5.3.4")                   \
    X(REASON_MESSAGE_AMBIGUOUS, "message-ambiguous", 550, "5.6.0")                   \
    X(REASON_MESSAGE_TNEF, "message-tnef", 550, "5.6.1")                             \
    X(REASON_MESSAGE_SEALED, "message-sealed", 550, "5.7.5")                         \
    X(REASON_ATTACHMENT_MISSING, "attachment-missing", 550, "5.7.1")                 \
    X(REASON_ATTACHMENT_EXTRA, "attachment-extra", 550, "5.7.1")                     \
    X(REASON_ATTACHMENT_NOT_7Z, "attachment-not-7z", 550, "5.6.1")                   \
    X(REASON_ARCHIVE_DAMAGED, "archive-damaged", 550, "5.6.0")                       \
    X(REASON_ARCHIVE_NOT_ENCRYPTED, "archive-not-encrypted", 550, "5.7.5")           \
    X(REASON_ARCHIVE_WEAK_ENCRYPTION, "archive-weak-encryption", 550, "5.7.5")       \
    X(REASON_ARCHIVE_WRONG_PASSPHRASE, "archive-wrong-passphrase", 550, "5.7.5")     \
    X(REASON_ARCHIVE_PASSPHRASE_EXPIRED, "archive-passphrase-expired", 550, "5.7.5") \
    X(REASON_ARCHIVE_NAMES_READABLE, "archive-names-readable", 550, "5.7.5")         \
    X(REASON_ARCHIVE_METHOD, "archive-method", 550, "5.6.1")                         \
    X(REASON_ARCHIVE_MEMBERS, "archive-members", 550, "5.6.1")                       \
    X(REASON_ARCHIVE_TOO_LARGE, "archive-too-large", 552, "5.3.4")                   \
    X(REASON_CONTENT_FORMAT, "content-format", 550, "5.6.1")                         \
    X(REASON_CONTENT_HIDDEN, "content-hidden", 550, "5.7.1")                         \
    X(REASON_CONTENT_CLIENTS, "content-clients", 550, "5.7.1")                       \
    X(REASON_FIELD_NOT_PERMITTED, "field-not-permitted", 550, "5.7.1")               \
    X(REASON_FIELD_MISSING, "field-missing", 550, "5.7.1")                           \
    X(REASON_FIELD_DUPLICATE, "field-duplicate", 550, "5.7.1")                       \
    X(REASON_FIELD_INVALID, "field-invalid", 550, "5.7.1")                           \
    X(REASON_FORBIDDEN_NATIONAL_NUMBER, "forbidden-national-number", 550, "5.7.1")   \
    X(REASON_FORBIDDEN_BANK_ACCOUNT, "forbidden-bank-account", 550, "5.7.1")         \
    X(REASON_FORBIDDEN_DATE, "forbidden-date", 550, "5.7.1")                         \
    X(REASON_FORBIDDEN_CARD_NUMBER, "forbidden-card-number", 550, "5.7.1")           \
    X(REASON_CLEARTEXT_PASSPHRASE, "cleartext-passphrase", 550, "5.7.1")             \
    X(REASON_CLEARTEXT_CLIENT_DATA, "cleartext-client-data", 550, "5.7.1")           \
    X(REASON_CLEARTEXT_FORBIDDEN, "cleartext-forbidden", 550, "5.7.1")               \
    X(REASON_CLEARTEXT_SENSITIVE, "cleartext-sensitive", 550, "5.7.1")               \
    X(REASON_CLEARTEXT_NOT_EMPTY, "cleartext-not-empty", 550, "5.7.1")               \
    X(REASON_CONSENT_MISSING, "consent-missing", 550, "5.7.1")                       \
    X(REASON_DEFER_OVERLOAD, "defer-overload", 451, "4.3.2")                         \
    X(REASON_DEFER_INSPECTION, "defer-inspection", 451, "4.3.0")                     \
    X(REASON_DEFER_RECORD, "defer-record", 451, "4.3.0")                             \
    X(REASON_DEFER_CLOCK, "defer-clock", 451, "4.3.0")

#define REASON_ENUMERATOR(id, name, code, status) id,
enum reason { REASONS(REASON_ENUMERATOR) REASON_COUNT };
#undef REASON_ENUMERATOR

const char *reason_name(enum reason reason);   /* as in the table above */
unsigned reason_code(enum reason reason);      /* SMTP reply code: 550, 552 or 451 */
const char *reason_status(enum reason reason); /* enhanced status code */
bool reason_defers(enum reason reason);

/* Where in the mail: fixed words and numbers. All numbers count from 1. */
enum place_kind {
    PLACE_NONE,          /* "" */
    PLACE_SUBJECT,       /* "subject" */
    PLACE_BODY_LINE,     /* "body line N" */
    PLACE_HEADER,        /* "header N" */
    PLACE_ATTACHMENT,    /* "attachment N": Nth leaf of the mail that is no body text */
    PLACE_LINE,          /* "line N" of the document */
    PLACE_CELL,          /* "sheet N row N column N" */
    PLACE_PARAGRAPH,     /* "paragraph N" */
    PLACE_TABLE_ROW,     /* "table N row N" */
    PLACE_CARD_PROPERTY, /* "card N property N" */
    PLACE_MEMBER,        /* "member N" of the archive */
    PLACE_KIND, /* the kind of a wrong attachment: n[0] is an enum kind, see inspect/kind.h */
    PLACE_KIND_COUNT
};

struct place {
    uint32_t kind; /* enum place_kind; a fixed-width integer, since the struct crosses the wire */
    uint32_t n[3]; /* unused numbers are 0 */
};

struct place place_none(void);
/* place_at - unused numbers become 0, a used one that is 0 becomes 1: what stands nowhere (a cell
 * outside its row) is told as the first */
struct place place_at(enum place_kind kind, uint32_t a, uint32_t b, uint32_t c);
/* place_numbers - how many of n[] the kind uses */
unsigned place_numbers(enum place_kind kind);
/* place_word - the kind's name in explanation files: "subject", "body-line", "cell" ...; NULL for
 * PLACE_NONE */
const char *place_word(enum place_kind kind);
/* place_format - the English form above; out is always ended; PLACE_TEXT_SIZE always suffices */
enum { PLACE_TEXT_SIZE = 80 };
void place_format(struct place place, char out[PLACE_TEXT_SIZE]);

struct finding {
    uint32_t reason; /* enum reason */
    struct place place;
    uint32_t topic; /* enum topic, see inspect/topic.h: of what is not permitted, where known; for
                       the sender alone, no record holds it */
};

/* A run of bytes in the spooled message; length 0: none */
struct span {
    uint32_t offset;
    uint32_t length;
};

enum {
    VERDICT_FINDINGS_MAX = 64, /* more are counted, not kept */
    VERDICT_IMAGES_MAX = 4,    /* hashes of unregistered images, for the admin */
    MEMBER_FORMAT_NONE = 0     /* enum format, see inspect/format/format.h */
};

struct verdict {
    uint32_t finding_count; /* kept ones */
    uint32_t findings_lost; /* found beyond VERDICT_FINDINGS_MAX */
    struct finding findings[VERDICT_FINDINGS_MAX];

    /* established facts for the record; 0 or false as long as they are not */
    uint32_t archive_seen; /* bool: the one attachment is a 7z archive, archive_bytes is its size */
    uint32_t archive_encrypted; /* bool: every stream is 7zAES */
    uint32_t archive_opened;    /* bool: a passphrase proved right; passphrase is its index */
    uint32_t archive_bytes;
    uint32_t kdf_power;       /* rounds are 2 to this power */
    uint32_t names_encrypted; /* bool */
    uint32_t passphrase;      /* index in the protocol's list */
    uint32_t format;          /* enum format; MEMBER_FORMAT_NONE when unknown */
    uint32_t clients;
    uint32_t fields;        /* bit i: field i of the protocol has a value */
    uint32_t consent;       /* bool: the consent statement stands in the mail */
    struct span message_id; /* the value of Message-ID in the spooled message */
    uint32_t image_count;
    unsigned char images[VERDICT_IMAGES_MAX][32]; /* SHA-256 */
};

void verdict_init(struct verdict *v);
/* verdict_add - a finding; the same reason at the same place is kept once. In a full verdict a new
 * reason takes the place of a finding whose reason others have too: no reason is ever lost. */
void verdict_add(struct verdict *v, enum reason reason, struct place place);
/* verdict_add_topic - field-not-permitted, and what it is about */
void verdict_add_topic(struct verdict *v, struct place place, enum topic topic);
bool verdict_has(const struct verdict *v, enum reason reason);
/* verdict_sort - findings into table order; those of one reason stay in the order they were found
 */
void verdict_sort(struct verdict *v);
/* verdict_valid - every enum, count, bool and index within its range, every number of a place at
 * least 1, and all that is unused zero (facts on an archive without archive_seen, the index of a
 * passphrase without archive_opened, findings and images beyond their counts). fields_max and
 * passphrases_max are the protocol's numbers of them, message_bytes bounds the span and the
 * archive. For a verdict that another process sent. */
bool verdict_valid(const struct verdict *v, unsigned fields_max, unsigned passphrases_max,
                   size_t message_bytes);

#endif
