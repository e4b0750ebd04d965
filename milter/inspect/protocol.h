/*
 * protocol - what an inspection needs to know of one configured protocol, and of one envelope
 *
 * policy/ fills these in from the configuration file; guard/ sends them to a worker in serialised
 * form. They hold no passphrase. All strings are NUL-ended UTF-8 and belong to the struct they
 * stand in.
 */
#ifndef INSPECT_PROTOCOL_H
#define INSPECT_PROTOCOL_H

#include "base/buffer.h"
#include "base/day.h"

struct string_list {
    char **items; /* NULL when count is 0 */
    size_t count;
};

/* What a value of a field must look like; see inspect/value.h for the grammars */
enum value_kind {
    VALUE_FIRST_NAME,
    VALUE_LAST_NAME,
    VALUE_ADDRESS,
    VALUE_TELEPHONE,
    VALUE_EMAIL,
    VALUE_TEXT,   /* letters, digits and light punctuation, one line, at most 100 characters */
    VALUE_NUMBER, /* digits */
    VALUE_KIND_COUNT
};
const char *
value_kind_name(enum value_kind kind); /* "first-name", "text" ... as in the setting kind */

/* Limits of the serialised form, and so of what can be configured; strings in bytes */
enum {
    PROTOCOL_FIELDS_MAX = 32,
    PROTOCOL_PASSPHRASES_MAX = 16,
    PROTOCOL_IMAGES_MAX = 1024,
    PROTOCOL_LIST_MAX = 65536, /* entries of one list */
    PROTOCOL_STRING_MAX = 16384
};

struct protocol_field {
    char *name; /* "first-name", ... as in records */
    enum value_kind kind;
    bool required;
    struct string_list labels; /* beside the built-in ones of the kind */
};

struct protocol_passphrase {
    char *id;
    day_number valid_from, valid_until; /* 0: open */
};

enum cleartext_mode { CLEARTEXT_SCAN, CLEARTEXT_EMPTY };

struct protocol {
    char *id;
    /* "name@domain" or "@domain", each as address_normalise_pattern() gives it: comparing is exact
     */
    struct string_list senders;          /* empty: any */
    struct string_list other_recipients; /* the same forms, and "sender" */
    day_number valid_from, valid_until;  /* 0: open */
    bool suspended;
    char *consent_statement; /* "" when not asked */
    struct protocol_passphrase *passphrases;
    size_t passphrase_count; /* at most PROTOCOL_PASSPHRASES_MAX */
    uint64_t max_message_bytes;

    unsigned kdf_power_min, kdf_power_max;
    bool names_encrypted;
    uint64_t max_unpacked_bytes;

    uint32_t formats; /* bit per enum format of inspect/format/format.h */
    unsigned max_clients;
    struct string_list fixed_text;
    bool foreign_addresses;
    struct protocol_field *fields;
    size_t field_count; /* at most PROTOCOL_FIELDS_MAX */
    bool contact_required;

    enum cleartext_mode cleartext;
    struct string_list sensitive; /* words and stems; a stem ends in '*' */
    struct string_list signature_lines;
    unsigned char (*images)[32]; /* SHA-256 of permitted inline images */
    size_t image_count;
};

/* One mail transaction as the MTA gave it. Addresses are normalised by address_normalise(); one
 * that cannot be stands as the MTA gave it, in whatever bytes. */
struct envelope {
    char *sender;              /* "" for the null sender */
    struct string_list others; /* recipients that this protocol does not guard */
    bool second_protocol;      /* one of the others is guarded by another protocol */
};

void protocol_free(struct protocol *p);  /* the struct itself too; NULL is fine */
void envelope_clear(struct envelope *e); /* what it holds, not the struct */

/* string_list_add - a copy; false without memory or for an item with a NUL in it */
bool string_list_add(struct string_list *list, struct slice item);
void string_list_clear(struct string_list *list);

/* protocol_serialise, envelope_serialise - append; false without room in the buffer, and for what
 * lies beyond the limits above (nothing is appended then).
 * protocol_parse, envelope_parse - read what the other wrote from *rest, which moves on; NULL or
 * false when it is malformed or memory ran out: *rest stays and e is empty then. The form is
 * private to one build of the program: writer and reader are the same binary. */
bool protocol_serialise(const struct protocol *p, struct buffer *out);
struct protocol *protocol_parse(struct slice *rest);
bool envelope_serialise(const struct envelope *e, struct buffer *out);
bool envelope_parse(struct slice *rest, struct envelope *e);

#endif
