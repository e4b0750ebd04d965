/*
 * csv.c - comma-separated values (RFC 4180), as spreadsheets save them
 *
 * Excel in Belgium parts cells by ';' and saves ANSI, UTF-8 with a mark, or UTF-16 with tabs; a
 * first line "sep=;" names the separator. A quoted cell ends where its quote ends: anything between
 * that and the separator, and a quote inside a cell that is not quoted, is refused.
 */
#include "inspect/format/csv.h"

#include "base/ascii.h"
#include "inspect/format/table.h"
#include "inspect/format/text.h"

enum { CSV_ROWS_MAX = 2000, CSV_CELL_MAX = 2000 };

struct csv {
    struct slice text;
    size_t at;
    unsigned char separator;
    bool broken; /* not well-formed at row and column */
    uint32_t row, column;
};

/* The cell read last */
struct cell {
    struct slice text;      /* in the text itself, or in unquoted */
    struct buffer unquoted; /* of one with quotes; failed: no memory for this or an earlier one */
    bool number;
};

static bool is_line_end(unsigned char c)
{
    return c == '\n' || c == '\r';
}

static int peek(const struct csv *c)
{
    return c->at < c->text.len ? c->text.data[c->at] : -1;
}

/* quoted - the cell after its opening quote; line ends inside become line feeds */
static bool quoted(struct csv *c, struct cell *cell)
{
    buffer_truncate(&cell->unquoted, 0); /* which may have failed, and stays so */
    for (; c->at < c->text.len; c->at++) {
        unsigned char byte = c->text.data[c->at];
        bool crlf = byte == '\r' && c->at + 1 < c->text.len && c->text.data[c->at + 1] == '\n';

        if (byte == '"') {
            c->at++;
            if (peek(c) != '"') {
                cell->text = buffer_slice(&cell->unquoted);
                return !cell->unquoted.failed;
            }
        }
        if (!crlf)
            buffer_append_byte(&cell->unquoted, byte == '\r' ? '\n' : byte);
    }
    return false;
}

/* read_cell - the next one of the row; false when it is not well-formed, or without memory */
static bool read_cell(struct csv *c, struct cell *cell)
{
    size_t start = c->at;
    bool digits = true;

    cell->number = false;
    if (peek(c) == '"') {
        c->at++;
        return quoted(c, cell) &&
               (peek(c) < 0 || peek(c) == c->separator || is_line_end((unsigned char)peek(c)));
    }
    for (; peek(c) >= 0 && peek(c) != c->separator && !is_line_end((unsigned char)peek(c));
         c->at++) {
        if (peek(c) == '"')
            return false;
        digits = digits && ascii_digit(peek(c));
    }
    cell->text = slice_sub(c->text, start, c->at - start);
    cell->number = digits && cell->text.len > 0;
    return true;
}

/* next - after a cell: the separator, a line end, or the end; true while the row goes on */
static bool row_goes_on(struct csv *c)
{
    if (peek(c) == c->separator) {
        c->at++;
        return true;
    }
    if (peek(c) == '\r') {
        c->at++;
        if (peek(c) == '\n')
            c->at++;
    } else if (peek(c) == '\n') {
        c->at++;
    }
    return false;
}

/* read_rows - all cells into the table; false only without memory */
static bool read_rows(struct csv *c, struct table *table, uint32_t first_row, struct cell *cell,
                      struct referral_sink *sink)
{
    bool good = true;

    for (c->row = first_row; c->at < c->text.len && good && !c->broken; c->row++) {
        bool more = true;

        for (c->column = 1; more && good && !c->broken; c->column += more ? 1 : 0) {
            if (!read_cell(c, cell) || c->row > CSV_ROWS_MAX) {
                c->broken = true;
                break;
            }
            if (cell->text.len > CSV_CELL_MAX)
                sink_finding(sink, REASON_CONTENT_HIDDEN, table_place(table, c->row, c->column));
            good = table_cell(table, c->row, c->column, cell->text, cell->number);
            more = row_goes_on(c);
        }
        if (c->broken)
            break;
    }
    return good && !cell->unquoted.failed;
}

static bool is_separator(unsigned char c)
{
    return c == ';' || c == ',' || c == '\t' || c == '|';
}

/* named_separator - "sep=;" in the first line; it takes that line */
static bool named_separator(struct csv *c)
{
    size_t end = 5;

    if (!slice_starts_nocase(c->text, "sep=") || c->text.len < end ||
        !is_separator(c->text.data[4]) || (c->text.len > end && !is_line_end(c->text.data[end])))
        return false;
    c->separator = c->text.data[4];
    c->at = end;
    row_goes_on(c);
    return true;
}

/* first_row_labels - known labels in the first row that has any cell, under some separator */
static unsigned first_row_labels(const struct csv *original, unsigned char separator,
                                 struct cell *cell, struct referral_sink *sink, unsigned *cells_r)
{
    struct csv c = *original;
    unsigned labels = 0;
    bool more = true;

    c.separator = separator;
    *cells_r = 0;
    while (c.at < c.text.len && is_line_end(c.text.data[c.at]))
        c.at++;
    while (more && *cells_r < TABLE_COLUMNS_MAX && read_cell(&c, cell)) {
        ++*cells_r;
        labels += sink_is_label(sink, cell->text) ? 1 : 0;
        more = row_goes_on(&c);
    }
    return labels;
}

/* guess_separator - the one under which the first row has most labels, and then most cells */
static void guess_separator(struct csv *c, struct cell *cell, struct referral_sink *sink)
{
    static const unsigned char candidates[] = {';', '\t', ','};
    unsigned best_labels = 0, best_cells = 0;

    c->separator = ';';
    for (size_t i = 0; i < sizeof candidates; i++) {
        unsigned cells, labels = first_row_labels(c, candidates[i], cell, sink, &cells);

        if (labels > best_labels || (labels == best_labels && cells > best_cells)) {
            best_labels = labels;
            best_cells = cells;
            c->separator = candidates[i];
        }
    }
}

bool csv_read_text(struct slice text, struct referral_sink *sink)
{
    struct csv c = {.text = text};
    struct table *table = table_new(PLACE_CELL, 1);
    struct cell cell = {.number = false};
    bool good, named;

    if (table == NULL)
        return false;
    buffer_init(&cell.unquoted, text.len + 1);
    named = named_separator(&c);
    if (!named)
        guess_separator(&c, &cell, sink);
    /* a lack of memory must not look like another separator or a broken cell */
    good = !cell.unquoted.failed && read_rows(&c, table, named ? 2 : 1, &cell, sink);
    buffer_free(&cell.unquoted);
    if (good && c.broken)
        sink_finding(sink, REASON_CONTENT_FORMAT, table_place(table, c.row, c.column));
    good = good && table_read(table, sink);
    table_free(table);
    return good;
}

bool format_csv_read(struct slice file, struct referral_sink *sink)
{
    sink_origin(sink, place_at(PLACE_CELL, 1, 1, 1));
    return text_of_document(file, csv_read_text, sink);
}
