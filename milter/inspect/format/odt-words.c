/*
 * odt-words.c - elements that stand in the body of a text document alone (OpenDocument 1.3, part 3)
 */
#include "inspect/format/odt.h"

static const struct vocabulary_rule rules[] = {
    {"office:text", "text:use-soft-page-breaks:b", 0},
    {"table:covered-table-cell", "office:value-type:t table:style-name:f", 0},
    {"table:table",
     "loext:may-break-between-rows:b table:name:i table:style-name:f table:template-name:f "
     "table:use-banding-columns-styles:b table:use-banding-rows-styles:b "
     "table:use-first-column-styles:b table:use-first-row-styles:b table:use-last-column-styles:b "
     "table:use-last-row-styles:b",
     0},
    {"table:table-cell",
     "office:value-type:t table:number-columns-spanned:n table:number-rows-spanned:n "
     "table:protected:b table:style-name:f",
     0},
    {"table:table-column", "table:number-columns-repeated:n table:style-name:f", 0},
    {"table:table-columns", "", 0},
    {"table:table-header-rows", "", 0},
    {"table:table-row", "table:style-name:f", 0},
    {"table:table-rows", "", 0},
    {"text:bookmark", "text:name:*", 0},
    {"text:bookmark-end", "text:name:*", 0},
    {"text:bookmark-start", "text:name:*", 0},
    {"text:h", "text:is-list-header:b text:outline-level:n text:style-name:f", '*'},
    {"text:list", "text:continue-list:i text:continue-numbering:b text:style-name:f xml:id:i", 0},
    {"text:list-header", "text:start-value:n", 0},
    {"text:list-item", "text:start-value:n", 0},
    {"text:sequence-decl", "text:display-outline-level:n text:name:i", 0},
    {"text:sequence-decls", "", 0},
    {"text:soft-page-break", "", 0},
};

const struct vocabulary odt_words = {rules, sizeof rules / sizeof rules[0]};
