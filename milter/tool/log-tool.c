/*
 * log-tool - what the commands of referral-log share: complaints, keys files, progress
 */
#include "tool/log-tool.h"

#include "record/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void log_complain(const char *file, unsigned line, const char *format, ...)
{
    struct complaints *c = complaints_new();
    char what[512];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (c == NULL) {
        fprintf(stderr, "%s: %s\n", PROGRAM, what);
        return;
    }
    complain(c, COMPLAINT_ERROR, file, line, "%s", what);
    complaints_print(c, PROGRAM, stderr);
    complaints_free(c);
}

int output_parse(const char *text, enum output *output_r)
{
    static const char *const names[] = {"text", "html", "json", "csv"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(text, names[i]) == 0) {
            *output_r = (enum output)i;
            return EXIT_INTACT;
        }
    return log_usage("no format '%s': text, html, json or csv", text);
}

int keys_load(const char *path, struct key_list *keys)
{
    size_t before = keys->count;
    struct buffer text;
    unsigned line = 0;
    int status = EXIT_INTACT;

    buffer_init(&text, KEYS_FILE_MAX);
    if (!file_read(AT_FDCWD, path, &text)) {
        log_complain(path, 0, "%s", strerror(errno));
        status = EXIT_NO_INPUT;
    } else if (!key_list_parse(buffer_slice(&text), keys, &line) || keys->count == before) {
        log_complain(path, line, "not a line of a keys file");
        status = EXIT_DATA;
    }
    buffer_free(&text);
    return status;
}

int worse(int a, int b)
{
    return a > b ? a : b;
}

static double seconds(void)
{
    struct timespec t = {0};

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_start(struct progress *p, const char *what)
{
    *p = (struct progress){.what = what, .wanted = isatty(STDERR_FILENO) == 1};
    if (p->wanted)
        p->started = seconds();
}

void progress_step(struct progress *p)
{
    double now;

    p->done++;
    if (!p->wanted || p->done % 256 != 0)
        return;
    now = seconds();
    if (now - p->started < 1 || now - p->shown < 0.2)
        return;
    p->shown = now;
    fprintf(stderr, "\r%s: %llu", p->what, (unsigned long long)p->done);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->shown > 0)
        fputs("\r\033[K", stderr);
}

static void csv_cell(const char *text)
{
    bool formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;

    putchar('"');
    if (formula)
        putchar('\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar((unsigned char)*text < 0x20 ? '?' : *text);
    }
    putchar('"');
}

void csv_row(const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            putchar(',');
        csv_cell(cells[i] != NULL ? cells[i] : "");
    }
    fputs("\r\n", stdout);
}
