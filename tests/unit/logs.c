#include "logs.h"

#include "record/segment.h"
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *test_path(const char *folder, const char *name)
{
    char *path = NULL;

    if (asprintf(&path, "%s/%s", folder, name) < 0)
        abort();
    return path;
}

void test_log_new(struct test_log *t)
{
    memset(t, 0, sizeof *t);
    /* in memory where that is possible: these tests sync more often than a disk likes */
    snprintf(t->root, sizeof t->root, "%s/referral-log-XXXXXX",
             access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp");
    if (mkdtemp(t->root) == NULL)
        abort();
    snprintf(t->log_dir, sizeof t->log_dir, "%s/log", t->root);
    snprintf(t->key_dir, sizeof t->key_dir, "%s/key", t->root);
    t->options = (struct record_options){.log_dir = t->log_dir,
                                         .key_dir = t->key_dir,
                                         .gateway = "gw1",
                                         .version = "1.0.0",
                                         .period = RECORD_MONTH};
}

enum record_open test_log_open(struct test_log *t)
{
    complaints_free(t->complaints);
    t->complaints = complaints_new();
    if (t->complaints == NULL)
        abort();
    return record_open(&t->options, &t->log, t->complaints);
}

void test_log_close(struct test_log *t)
{
    record_close(t->log);
    t->log = NULL;
}

static void remove_tree(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char *inner;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        inner = test_path(path, entry->d_name);
        remove_tree(inner);
        free(inner);
    }
    if (dir != NULL)
        closedir(dir);
    remove(path);
}

void test_log_free(struct test_log *t)
{
    test_log_close(t);
    complaints_free(t->complaints);
    remove_tree(t->root);
}

enum record_result test_log_add(struct test_log *t, const char *event, struct record_id *id)
{
    return record_append(t->log, event, slice_from(""), id);
}

static struct segment_list segments(const struct test_log *t)
{
    int folder = open(t->log_dir, O_RDONLY | O_DIRECTORY);
    struct segment_list list = {0};

    CHECK(segment_list_read(folder, &list));
    close(folder);
    return list;
}

char *test_log_segment(const struct test_log *t, size_t n)
{
    struct segment_list list = segments(t);
    char *path;

    CHECK(n < list.count);
    path = test_path(t->log_dir, n < list.count ? list.items[n].text : "none");
    segment_list_clear(&list);
    return path;
}

size_t test_log_segments(const struct test_log *t)
{
    struct segment_list list = segments(t);
    size_t count = list.count;

    segment_list_clear(&list);
    return count;
}

char *test_read(const char *path, size_t *len_r)
{
    FILE *file = fopen(path, "rb");
    char *data = malloc(4 << 20);
    size_t len = 0;

    if (data == NULL)
        abort();
    if (file != NULL) {
        len = fread(data, 1, (4 << 20) - 1, file);
        fclose(file);
    }
    data[len] = '\0';
    if (len_r != NULL)
        *len_r = len;
    return data;
}

void test_write(const char *path, const void *data, size_t len)
{
    FILE *file = fopen(path, "wb");

    CHECK(file != NULL && fwrite(data, 1, len, file) == len);
    if (file != NULL)
        fclose(file);
}

void test_copy_tree(const char *from, const char *to)
{
    DIR *dir = opendir(from);
    struct dirent *entry;

    mkdir(to, 0700);
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char *source, *target, *data;
        size_t len;

        if (entry->d_name[0] == '.')
            continue;
        source = test_path(from, entry->d_name);
        target = test_path(to, entry->d_name);
        data = test_read(source, &len);
        test_write(target, data, len);
        chmod(target, 0600);
        free(source);
        free(target);
        free(data);
    }
    if (dir != NULL)
        closedir(dir);
}
