/*
 * segment - names, order and lines of the files of a log
 *
 * Reads only; understands no record.
 */
#include "record/segment.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".jsonl"

enum { NUMBER_DIGITS_MIN = 4, PATIENCE_LOOKS = 10, PATIENCE_MICROSECONDS = 50000 };

/* digits - the decimal number in text[0..len) */
static bool digits(const char *text, size_t len, unsigned *number_r)
{
    unsigned n = 0;

    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        n = n * 10 + (unsigned)(text[i] - '0');
    }
    *number_r = n;
    return true;
}

bool segment_name_parse(const char *text, struct segment_name *name)
{
    size_t len = strlen(text), suffix = sizeof SUFFIX - 1;
    struct segment_name made;
    const char *dash;
    unsigned month, number;
    size_t gateway_len;

    if (len >= SEGMENT_NAME_SIZE || len <= suffix || strcmp(text + len - suffix, SUFFIX) != 0)
        return false;
    dash = memrchr(text, '-', len);
    if (dash == NULL || dash - text < 8 || dash[-7] != '-')
        return false;
    len = (size_t)(text + len - suffix - (dash + 1));
    gateway_len = (size_t)(dash - text) - 7;
    if (len < NUMBER_DIGITS_MIN || len > 6 || !digits(dash + 1, len, &number) || number == 0 ||
        !digits(dash - 6, 6, &month) || gateway_len > GATEWAY_MAX)
        return false;
    memcpy(name->gateway, text, gateway_len);
    name->gateway[gateway_len] = '\0';
    segment_name_make(name->gateway, month, number, &made);
    if (!gateway_valid(name->gateway) || strcmp(made.text, text) != 0)
        return false;
    *name = made;
    return true;
}

void segment_name_make(const char *gateway, unsigned month, unsigned number,
                       struct segment_name *name)
{
    struct segment_name made = {.month = month % 1000000, .number = number % 1000000};

    snprintf(made.gateway, sizeof made.gateway, "%s", gateway);
    snprintf(made.text, sizeof made.text, "%s-%06u-%04u%s", made.gateway, made.month, made.number,
             SUFFIX);
    *name = made;
}

unsigned segment_month(const char *time)
{
    unsigned year = 0, month = 0;

    if (strlen(time) < 7 || !digits(time, 4, &year) || !digits(time + 5, 2, &month))
        return 0;
    return year * 100 + month;
}

static int by_number(const void *a, const void *b)
{
    const struct segment_name *x = a, *y = b;

    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return strcmp(x->text, y->text);
}

static bool list_add(struct segment_list *list, const struct segment_name *name)
{
    struct segment_name *items = realloc(list->items, (list->count + 1) * sizeof *items);

    if (items == NULL)
        return false;
    list->items = items;
    items[list->count++] = *name;
    return true;
}

bool segment_list_read(int folder, struct segment_list *list)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    struct segment_name name;
    struct dirent *entry;
    bool good = true;

    *list = (struct segment_list){0};
    if (dir == NULL) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    while (good && (errno = 0, entry = readdir(dir)) != NULL)
        if (segment_name_parse(entry->d_name, &name))
            good = list_add(list, &name);
    good = good && errno == 0;
    closedir(dir);
    if (!good)
        segment_list_clear(list);
    else if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_number);
    return good;
}

void segment_list_clear(struct segment_list *list)
{
    free(list->items);
    *list = (struct segment_list){0};
}

struct segment_reader {
    int fd;
    bool patient, ended;
    size_t start, end; /* what was read and not yet handed out */
    char data[RECORD_LINE_MAX + 1];
};

struct segment_reader *segment_reader_new(int fd, bool patient)
{
    struct segment_reader *reader = malloc(sizeof *reader);

    if (reader == NULL)
        return NULL;
    reader->fd = fd;
    reader->patient = patient;
    reader->ended = false;
    reader->start = reader->end = 0;
    return reader;
}

void segment_reader_free(struct segment_reader *reader)
{
    free(reader);
}

/* fill - more bytes behind end; false on an error */
static bool fill(struct segment_reader *reader)
{
    unsigned looks = 0;
    ssize_t n;

    memmove(reader->data, reader->data + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;
    for (;;) {
        n = read(reader->fd, reader->data + reader->end, sizeof reader->data - reader->end);
        if (n < 0 && errno == EINTR)
            continue;
        if (n != 0 || !reader->patient || reader->end == 0 || looks++ == PATIENCE_LOOKS)
            break;
        usleep(PATIENCE_MICROSECONDS);
    }
    if (n < 0)
        return false;
    reader->end += (size_t)n;
    reader->ended = n == 0;
    return true;
}

enum segment_piece segment_next(struct segment_reader *reader, struct slice *piece_r)
{
    for (;;) {
        char *from = reader->data + reader->start;
        size_t len = reader->end - reader->start;
        const char *feed = len > 0 ? memchr(from, '\n', len) : NULL;

        *piece_r = slice_of(from, len);
        if (feed != NULL) {
            piece_r->len = (size_t)(feed - from);
            reader->start += piece_r->len + 1;
            return SEGMENT_LINE;
        }
        if (len == sizeof reader->data) {
            reader->start = reader->end;
            return SEGMENT_PART;
        }
        if (reader->ended) {
            reader->start = reader->end;
            return len > 0 ? SEGMENT_TAIL : SEGMENT_END;
        }
        if (!fill(reader))
            return SEGMENT_ERROR;
    }
}
