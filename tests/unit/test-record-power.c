/*
 * The writer of the log when the power goes, at any of its calls.
 *
 * A model of the worst disk that POSIX allows: of a file only what was synced is there afterwards,
 * of a folder only the names that it had when the folder was synced. What the model keeps after
 * every call is put back into fresh folders; the log must open there, go on, verify, and have every
 * record that was acknowledged before. A writer that does not sync must lose some: else the model
 * would prove nothing.
 */
#include "logs.h"
#include "test.h"
#include "wall-clock.h"

#include "record/verify.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INODES_MAX = 128, NAMES_MAX = 32, ACKS_MAX = 16 };

struct inode {
    ino_t number;
    char *data; /* as synced; NULL: never */
    size_t len;
};

struct name {
    char text[256];
    ino_t inode;
};

struct folder {
    ino_t number;
    struct name names[NAMES_MAX]; /* as synced */
    size_t count;
};

static struct inode inodes[INODES_MAX];
static size_t inode_count;
static struct folder folders[2]; /* log_dir, key_dir */
static bool watching, lying;     /* lying: a sync of a segment does nothing */
static unsigned calls, cut_at;   /* cut_at: the power goes before this call */

static bool powered(void)
{
    return watching && calls < cut_at;
}

static void call(void)
{
    if (watching)
        calls++;
}

static struct inode *inode_of(ino_t number)
{
    for (size_t i = 0; i < inode_count; i++)
        if (inodes[i].number == number)
            return &inodes[i];
    if (inode_count == INODES_MAX)
        abort();
    inodes[inode_count] = (struct inode){.number = number};
    return &inodes[inode_count++];
}

static void keep_content(int fd, const struct stat *st)
{
    struct inode *inode = inode_of(st->st_ino);
    char path[64];
    FILE *file;

    free(inode->data);
    inode->len = (size_t)st->st_size;
    inode->data = malloc(inode->len + 1);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    file = fopen(path, "rb");
    if (inode->data == NULL || file == NULL ||
        fread(inode->data, 1, inode->len, file) != inode->len)
        abort();
    fclose(file);
}

static void keep_names(int fd, struct folder *folder)
{
    int own = (int)syscall(SYS_openat, fd, ".", O_RDONLY | O_DIRECTORY, 0);
    DIR *dir = fdopendir(own);
    struct dirent *entry;

    if (dir == NULL)
        abort();
    folder->count = 0;
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        if (folder->count == NAMES_MAX)
            abort();
        snprintf(folder->names[folder->count].text, sizeof folder->names[0].text, "%s",
                 entry->d_name);
        folder->names[folder->count++].inode = entry->d_ino;
    }
    closedir(dir);
}

static int keep(int fd, bool data_only)
{
    struct stat st;

    call();
    if (!powered() || fstat(fd, &st) != 0)
        return 0;
    for (size_t i = 0; i < 2; i++)
        if (S_ISDIR(st.st_mode) && folders[i].number == st.st_ino)
            keep_names(fd, &folders[i]);
    if (S_ISREG(st.st_mode) && !(lying && data_only))
        keep_content(fd, &st);
    return 0;
}

int fsync(int fd)
{
    return keep(fd, false);
}

int fdatasync(int fd)
{
    return keep(fd, true);
}

ssize_t write(int fd, const void *data, size_t len)
{
    call();
    return syscall(SYS_write, fd, data, len);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    call();
    return (int)syscall(SYS_renameat, from_folder, from, to_folder, to);
}

struct acks {
    size_t count;
    struct record_id ids[ACKS_MAX];
};

static void add(struct test_log *t, const char *event, struct acks *acks)
{
    struct record_id id;

    CHECK_INT(RECORD_WRITTEN, test_log_add(t, event, &id));
    if (powered())
        acks->ids[acks->count++] = id;
}

static void scenario(struct test_log *t, struct acks *acks)
{
    struct stat st;

    wall_clock("2026-03-10T10:00:00.000Z");
    mkdir(t->log_dir, 0700);
    mkdir(t->key_dir, 0700);
    memset(folders, 0, sizeof folders);
    folders[0].number = stat(t->log_dir, &st) == 0 ? st.st_ino : 0;
    folders[1].number = stat(t->key_dir, &st) == 0 ? st.st_ino : 0;
    calls = 0;
    watching = true;
    CHECK_INT(RECORD_OPENED, test_log_open(t));
    add(t, "start", acks);
    add(t, "accept", acks);
    wall_clock("2026-04-10T10:00:00.000Z");
    add(t, "accept", acks);
    add(t, "stop", acks);
    test_log_close(t);
    CHECK_INT(RECORD_OPENED, test_log_open(t));
    wall_clock("2026-05-10T10:00:00.000Z");
    add(t, "accept", acks);
    test_log_close(t);
    watching = false;
}

/* restore - a folder as the disk has it after the power came back */
static void restore(const struct folder *folder, const char *path)
{
    mkdir(path, 0700);
    for (size_t i = 0; i < folder->count; i++) {
        const struct inode *inode = inode_of(folder->names[i].inode);
        char *file = test_path(path, folder->names[i].text);

        test_write(file, inode->data != NULL ? inode->data : "", inode->len);
        CHECK(chmod(file, 0600) == 0);
        free(file);
    }
}

struct finder {
    const struct acks *acks;
    size_t found;
};

static void find_acks(void *context, const struct record_line *r, const char *sha256)
{
    struct finder *f = context;

    for (size_t i = 0; i < f->acks->count; i++)
        f->found += f->acks->ids[i].seq == r->seq && strcmp(f->acks->ids[i].sha256, sha256) == 0;
}

/* acks_after - how many of the acknowledged records are there after the power cut; must_hold: the
 * log must also open and verify */
static size_t acks_after(const struct acks *acks, bool must_hold)
{
    struct finder finder = {.acks = acks};
    const struct chain_visitor visitor = {find_acks, &finder};
    struct verify_options options = {.visitor = &visitor};
    struct verify_result result;
    struct test_log after;

    test_log_new(&after);
    restore(&folders[0], after.log_dir);
    restore(&folders[1], after.key_dir);
    wall_clock("2026-05-10T11:00:00.000Z");
    if (test_log_open(&after) == RECORD_OPENED) {
        CHECK_INT(RECORD_WRITTEN, test_log_add(&after, "start", NULL));
        test_log_close(&after);
        verify_folder(after.log_dir, &options, &result);
        CHECK_STRING("", must_hold ? result.why : "");
    } else if (must_hold) {
        CHECK_STRING("", complaints_text(after.complaints, 0));
    }
    test_log_free(&after);
    return finder.found;
}

static void forget(void)
{
    for (size_t i = 0; i < inode_count; i++)
        free(inodes[i].data);
    inode_count = 0;
}

/* lost_in_all - acknowledged records that are missing, over power cuts before every call */
static size_t lost_in_all(bool must_hold)
{
    size_t lost = 0;

    for (cut_at = 1;; cut_at++) {
        struct acks acks = {0};
        struct test_log t;
        char name[32];
        bool over;

        snprintf(name, sizeof name, "power gone before call %u", cut_at);
        check_case(name);
        test_log_new(&t);
        scenario(&t, &acks);
        over = calls < cut_at;
        lost += acks.count - acks_after(&acks, must_hold);
        forget();
        test_log_free(&t);
        if (!over)
            continue;
        CHECK(cut_at > 40);
        CHECK_INT(5, acks.count);
        break;
    }
    check_case(NULL);
    wall_clock(NULL);
    return lost;
}

static void no_acknowledged_record_is_lost(void)
{
    CHECK_INT(0, lost_in_all(true));
}

static void without_syncs_records_are_lost(void)
{
    lying = true;
    CHECK(lost_in_all(false) > 10);
    lying = false;
}

int main(void)
{
    static const struct test tests[] = {
        TEST(no_acknowledged_record_is_lost),
        TEST(without_syncs_records_are_lost),
    };

    return run_tests(tests, sizeof tests / sizeof *tests);
}
