/*
 * csv.c - comma-separated values (RFC 4180), as spreadsheets save them
 *
 * Excel in Belgium parts cells by ';' and saves ANSI, UTF-8 with a mark, or UTF-16 with tabs; a
 * first line "sep=;" names the separator. A quoted cell ends where its quote ends: anything between
 * that and the separator, and a quote inside a cell that is not quoted, is refused.
 */
#include "inspect/format/csv.h"

#include "inspect/charset.h"
#include "inspect/format/table.h"

enum { CSV_ROWS_MAX = 2000, CSV_CELL_MAX = 2000 };

struct csv {
    struct slice text;
    size_t at;
    unsigned char separator;
    bool broken; /* not well-formed at row and column */
    uint32_t row, column;
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
static bool quoted(struct csv *c, struct buffer *cell)
{
    for (; c->at < c->text.len; c->at++) {
        unsigned char byte = c->text.data[c->at];
        bool crlf = byte == '\r' && c->at + 1 < c->text.len && c->text.data[c->at + 1] == '\n';

        if (byte == '"') {
            c->at++;
            if (peek(c) != '"')
                return true;
        }
        if (!crlf)
            buffer_append_byte(cell, byte == '\r' ? '\n' : byte);
    }
    return false;
}

/* cell - the next one of the row; false when it is not well-formed */
static bool read_cell(struct csv *c, struct buffer *cell, bool *number_r)
{
    bool digits = true;

    buffer_clear(cell);
    *number_r = false;
    if (peek(c) == '"') {
        c->at++;
        return quoted(c, cell) &&
               (peek(c) < 0 || peek(c) == c->separator || is_line_end((unsigned char)peek(c)));
    }
    while (peek(c) >= 0 && peek(c) != c->separator && !is_line_end((unsigned char)peek(c))) {
        unsigned char byte = c->text.data[c->at++];

        if (byte == '"')
            return false;
        digits = digits && byte >= '0' && byte <= '9';
        buffer_append_byte(cell, byte);
    }
    *number_r = digits && cell->len > 0;
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
static bool read_rows(struct csv *c, struct table *table, uint32_t first_row, struct buffer *cell,
                      struct referral_sink *sink)
{
    bool good = true, number;

    for (c->row = first_row; c->at < c->text.len && good && !c->broken; c->row++) {
        bool more = true;

        for (c->column = 1; more && good && !c->broken; c->column += more ? 1 : 0) {
            if (!read_cell(c, cell, &number) || c->row > CSV_ROWS_MAX) {
                c->broken = true;
                break;
            }
            if (cell->len > CSV_CELL_MAX)
                sink_finding(sink, REASON_CONTENT_HIDDEN, table_place(table, c->row, c->column));
            good = table_cell(table, c->row, c->column, buffer_slice(cell), number);
            more = row_goes_on(c);
        }
        if (c->broken)
            break;
    }
    return good;
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
                                 struct buffer *cell, struct referral_sink *sink, unsigned *cells_r)
{
    struct csv c = *original;
    unsigned labels = 0;
    bool number, more = true;

    c.separator = separator;
    *cells_r = 0;
    while (c.at < c.text.len && is_line_end(c.text.data[c.at]))
        c.at++;
    while (more && *cells_r < TABLE_COLUMNS_MAX && read_cell(&c, cell, &number)) {
        ++*cells_r;
        labels += sink_is_label(sink, buffer_slice(cell)) ? 1 : 0;
        more = row_goes_on(&c);
    }
    return labels;
}

/* guess_separator - the one under which the first row has most labels, and then most cells */
static void guess_separator(struct csv *c, struct buffer *cell, struct referral_sink *sink)
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
    struct buffer cell;
    bool good, named;

    /* room for any cell at once: a lack of memory must not look like a broken one */
    buffer_init(&cell, text.len + 1);
    if (table == NULL || !buffer_reserve(&cell, text.len)) {
        table_free(table);
        return false;
    }
    named = named_separator(&c);
    if (!named)
        guess_separator(&c, &cell, sink);
    good = read_rows(&c, table, named ? 2 : 1, &cell, sink);
    buffer_free(&cell);
    if (good && c.broken)
        sink_finding(sink, REASON_CONTENT_FORMAT, table_place(table, c.row, c.column));
    good = good && table_read(table, sink);
    table_free(table);
    return good;
}

bool format_csv_read(struct slice file, struct referral_sink *sink)
{
    struct buffer utf8;
    bool good = true;

    sink_origin(sink, place_at(PLACE_CELL, 1, 1, 1));
    buffer_init(&utf8, 3 * file.len + 16);
    if (!charset_decode_document(file, &utf8, NULL)) {
        good = !utf8.failed;
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    } else if (slice_find_byte(buffer_slice(&utf8), '\0', 0) != SIZE_MAX) {
        sink_finding(sink, REASON_CONTENT_FORMAT, place_none());
    } else {
        good = csv_read_text(buffer_slice(&utf8), sink);
    }
    buffer_free(&utf8);
    return good;
}
