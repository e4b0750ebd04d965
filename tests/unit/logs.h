/*
 * logs - private logs in a folder of their own, for the tests of record/
 */
#ifndef TESTS_UNIT_LOGS_H
#define TESTS_UNIT_LOGS_H

#include "record/log.h"

#include <stddef.h>

struct test_log {
    char root[64], log_dir[80], key_dir[80];
    struct record_options options;
    struct record_log *log;
    struct complaints *complaints; /* of the last opening */
};

void test_log_new(struct test_log *t);  /* empty folders, not opened */
void test_log_free(struct test_log *t); /* closed and removed */
enum record_open test_log_open(struct test_log *t);
void test_log_close(struct test_log *t);
/* test_log_add - a record without members; its result */
enum record_result test_log_add(struct test_log *t, const char *event, struct record_id *id);

/* files of the log folder: the nth segment from 0; the caller frees */
char *test_log_segment(const struct test_log *t, size_t n);
size_t test_log_segments(const struct test_log *t);
char *test_path(const char *folder, const char *name);
/* a whole file, NUL-ended; the caller frees */
char *test_read(const char *path, size_t *len_r);
void test_write(const char *path, const void *data, size_t len);
void test_copy_tree(const char *from, const char *to);

#endif
