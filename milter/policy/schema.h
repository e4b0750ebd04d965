/*
 * schema - which settings a group may hold, as a table, and the one walk that reads them
 *
 * The walk reports every unknown, missing, wrongly typed and unbounded setting with file, line and
 * how to mend it, and goes on. What a table cannot say, its check functions do.
 */
#ifndef POLICY_SCHEMA_H
#define POLICY_SCHEMA_H

#include "base/day.h"
#include "inspect/protocol.h"
#include "policy/source.h"

/* One reading of one file */
struct reading {
    const struct source *source;
    struct complaints *complaints;
    void *context; /* the check functions' own */
};

struct schema;
struct setting;

/* A check sees the object after the value was stored; at is NULL when it is the default */
typedef void setting_check(const struct reading *r, const config_setting_t *at, void *object);

/* What a setting is, and where in the object it goes */
enum setting_type {
    SETTING_TEXT,   /* char *: UTF-8, one line, without control characters; min..max bytes */
    SETTING_CHOICE, /* unsigned (an enum): index of the text in choices */
    SETTING_FLAG,   /* bool */
    SETTING_NUMBER, /* unsigned; min..max */
    SETTING_SIZE,   /* uint64_t bytes: a number, or "256 MiB"; min..max */
    SETTING_DAY,    /* day_number: "YYYY-MM-DD", or "" for 0 where min is 0 */
    SETTING_LIST,   /* struct string_list of texts as above, none empty; min..max entries */
    SETTING_GROUP,  /* a group whose settings go into the same object */
    SETTING_GROUPS  /* list of groups, for the check to walk; min..max entries */
};

struct setting {
    const char *name;
    enum setting_type type;
    bool required;
    size_t offset;
    uint64_t min, max;
    uint64_t number;             /* default of NUMBER, SIZE, CHOICE, FLAG */
    const char *text;            /* default of TEXT; NULL is "" */
    const char *const *choices;  /* of CHOICE; default entries of LIST; ends in NULL */
    const struct schema *schema; /* of GROUP; of the entries of GROUPS */
    setting_check *check;        /* may be NULL */
};

struct schema {
    const struct setting *settings;
    size_t count;
};
#define SCHEMA(table)                             \
    {                                             \
        table, sizeof(table) / sizeof((table)[0]) \
    }

/* schema_read - fills in object, defaults included. group may be NULL: all defaults. Texts and
 * lists of the object must be NULL and empty before; they are valid for freeing afterwards,
 * whatever was wrong. */
void schema_read(const struct reading *r, const struct schema *schema,
                 const config_setting_t *group, void *object);

/* What the object of an entry of GROUPS begins with */
struct group_item {
    const config_setting_t *at; /* the group it was read from */
};

/* groups_read - an array of *count_r objects of item_size bytes, one for each group of the list
 * (NULL: none); the caller frees it and what is in it. NULL only without memory, which is told. */
void *groups_read(const struct reading *r, const struct schema *schema,
                  const config_setting_t *list, size_t item_size, size_t *count_r);

/* reading_complain - an error at a setting; for warnings see source_complain() */
void reading_complain(const struct reading *r, const config_setting_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* setting_at - member name of group, or the group itself when it is not there: where to complain */
const config_setting_t *setting_at(const config_setting_t *group, const char *name);
/* setting_entry - entry i of a list or array; the list itself when there is none */
const config_setting_t *setting_entry(const config_setting_t *list, size_t i);

/* size_parse - "1048576", "256 KiB", "64MB": KiB, MiB, GiB count in 1024, kB, MB, GB in 1000 */
bool size_parse(struct slice text, uint64_t *size_r);
/* text_printable - printable ASCII only */
bool text_printable(const char *text);
/* text_name - 1 to 64 letters, digits, dots, underscores and hyphens; begins with letter or digit
 */
bool text_name(const char *text);

#endif
