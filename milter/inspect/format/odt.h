/*
 * odt - the body of a text document (private to odt*.c)
 */
#ifndef INSPECT_FORMAT_ODT_H
#define INSPECT_FORMAT_ODT_H

#include "inspect/format/opendocument.h"

extern const struct vocabulary odt_words;

#endif
