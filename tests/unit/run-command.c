#include "run-command.h"

#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void read_all(int fd, struct buffer *out)
{
    char bytes[4096];
    ssize_t n;

    while ((n = read(fd, bytes, sizeof bytes)) > 0)
        if (out != NULL)
            buffer_append(out, bytes, (size_t)n);
}

int run_command(const char *const *argv, struct buffer *out)
{
    posix_spawn_file_actions_t actions;
    int pipe_fd[2], status = -1;
    pid_t child;

    if (pipe2(pipe_fd, O_CLOEXEC) != 0)
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe_fd[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&child, argv[0], &actions, NULL, (char *const *)argv, environ) != 0)
        child = -1;
    close(pipe_fd[1]);
    read_all(pipe_fd[0], out);
    close(pipe_fd[0]);
    posix_spawn_file_actions_destroy(&actions);
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static char folder[] = "/tmp/referral-unit-XXXXXX";
static bool folder_made;

static void remove_folder(void)
{
    DIR *d = opendir(folder);
    const struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL)
        unlinkat(dirfd(d), e->d_name, 0);
    if (d != NULL)
        closedir(d);
    rmdir(folder);
}

const char *scratch_folder(void)
{
    if (!folder_made) {
        if (mkdtemp(folder) == NULL) {
            perror("mkdtemp");
            exit(1);
        }
        folder_made = true;
        atexit(remove_folder);
    }
    return folder;
}

const char *scratch_path(const char *name)
{
    static char paths[8][512];
    static unsigned next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof paths[0], "%s/%s", scratch_folder(), name);
    return path;
}

bool load_file(const char *path, struct buffer *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return false;
    read_all(fd, out);
    close(fd);
    return !out->failed;
}

bool save_file(const char *path, struct slice bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = fd >= 0;

    while (good && bytes.len > 0) {
        ssize_t n = write(fd, bytes.data, bytes.len);

        good = n > 0;
        if (good)
            bytes = slice_sub(bytes, (size_t)n, bytes.len);
    }
    if (fd >= 0)
        close(fd);
    return good;
}
