/*
 * kind-name - the names of the kinds of wrong attachments
 *
 * Apart from kind.c, so that whoever shows a verdict needs nothing that reads files.
 */
#include "inspect/kind.h"

#define KIND_NAME(id, name) [id] = name,
static const char *const NAMES[] = {KINDS(KIND_NAME)};
#undef KIND_NAME

const char *kind_name(enum kind kind)
{
    return (unsigned)kind < KIND_COUNT ? NAMES[kind] : NAMES[KIND_UNKNOWN];
}
