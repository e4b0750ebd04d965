/*
 * ods-words.c - elements that stand in the body of a spreadsheet alone (OpenDocument 1.3, part 3)
 *
 * Formulas, links to other files, validations, conditional formats, notes, shapes, changes and
 * pivot tables are not in it on purpose.
 */
#include "inspect/format/ods.h"

static const struct vocabulary_rule rules[] = {
    {"loext:table-protection",
     "loext:delete-columns:b loext:delete-rows:b loext:insert-columns:b loext:insert-rows:b "
     "loext:select-protected-cells:b loext:select-unprotected-cells:b loext:use-autofilter:b "
     "loext:use-pivot:b",
     0},
    {"office:spreadsheet", "", 0},
    {"table:calculation-settings",
     "table:automatic-find-labels:b table:case-sensitive:b table:null-year:n "
     "table:precision-as-shown:b table:search-criteria-must-apply-to-whole-cell:b "
     "table:use-regular-expressions:b table:use-wildcards:b",
     0},
    {"table:covered-table-cell",
     "calcext:value-type:t office:boolean-value:b office:currency:t office:date-value:* "
     "office:string-value:* office:time-value:* office:value:* office:value-type:t "
     "table:number-columns-repeated:n table:protected:b table:style-name:f",
     0},
    {"table:database-range",
     "table:contains-header:b table:display-filter-buttons:b table:has-persistent-data:b "
     "table:name:* table:on-update-keep-size:b table:on-update-keep-styles:b table:orientation:t "
     "table:target-range-address:*",
     0},
    {"table:database-ranges", "", 0},
    {"table:iteration", "table:maximum-difference:n table:status:t table:steps:n", 0},
    {"table:named-expressions", "", 0},
    {"table:null-date", "table:date-value:* table:value-type:t", 0},
    {"table:table",
     "table:name:* table:print:b table:print-ranges:* table:protected:b table:style-name:f", 0},
    {"table:table-cell",
     "calcext:value-type:t office:boolean-value:b office:currency:t office:date-value:* "
     "office:string-value:* office:time-value:* office:value:* office:value-type:t "
     "table:number-columns-repeated:n table:number-columns-spanned:n table:number-rows-spanned:n "
     "table:protected:b table:style-name:f",
     0},
    {"table:table-column",
     "table:default-cell-style-name:f table:number-columns-repeated:n table:style-name:f "
     "table:visibility:t",
     0},
    {"table:table-column-group", "table:display:b", 0},
    {"table:table-columns", "", 0},
    {"table:table-header-columns", "", 0},
    {"table:table-header-rows", "", 0},
    {"table:table-protection",
     "loext:delete-columns:b loext:delete-rows:b loext:insert-columns:b loext:insert-rows:b "
     "loext:use-autofilter:b loext:use-pivot:b table:select-protected-cells:b "
     "table:select-unprotected-cells:b",
     0},
    {"table:table-row",
     "table:default-cell-style-name:f table:number-rows-repeated:n table:style-name:f "
     "table:visibility:t",
     0},
    {"table:table-row-group", "table:display:b", 0},
    {"table:table-rows", "", 0},
};

const struct vocabulary ods_words = {rules, sizeof rules / sizeof rules[0]};
