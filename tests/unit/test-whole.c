#include "base/whole.h"

#include "test.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static void at_offsets(void)
{
    char text[8] = "";
    int fd = memfd_create("whole", 0);

    CHECK(whole_write(fd, slice_from("abc")) && whole_write(fd, slice_from("def")));
    CHECK(whole_write_at(fd, slice_from("XY"), 2));
    CHECK(whole_read_at(fd, text, 6, 0));
    CHECK_STRING("abXYef", text);
    memset(text, 0, sizeof text);
    CHECK(whole_read_at(fd, text, 2, 4));
    CHECK_STRING("ef", text);
    CHECK(whole_read_at(fd, text, 0, 100) && whole_write(fd, slice_of(NULL, 0)));
    CHECK(!whole_read_at(fd, text, 2, 5)); /* one byte is there */
    CHECK(!whole_read_at(fd, text, 1, 6));
    close(fd);
}

static void errors(void)
{
    char text[2];
    int fd = memfd_create("whole", MFD_ALLOW_SEALING);

    CHECK(whole_write(fd, slice_from("ab")) && fcntl(fd, F_ADD_SEALS, F_SEAL_GROW) == 0);
    CHECK(!whole_write(fd, slice_from("c")) && !whole_write_at(fd, slice_from("cd"), 1));
    CHECK(!whole_read_at(-1, text, 1, 0) && !whole_write(-1, slice_from("a")));
    close(fd);
}

/* in_pieces - a socket takes less than it is given while nobody reads; all of it goes in the end */
static void in_pieces(void)
{
    static char data[1 << 20], got[sizeof data];
    size_t done = 0;
    int pair[2];

    memset(data, 'a', sizeof data);
    CHECK_INT(0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    if (fork() == 0)
        _exit(whole_write(pair[1], slice_of(data, sizeof data)) ? 0 : 1);
    close(pair[1]);
    for (ssize_t n; (n = read(pair[0], got + done, 1000)) > 0;)
        done += (size_t)n;
    CHECK(done == sizeof data && memcmp(data, got, done) == 0);
    close(pair[0]);
}

int main(void)
{
    static const struct test tests[] = {TEST(at_offsets), TEST(errors), TEST(in_pieces)};

    return run_tests(tests, sizeof tests / sizeof tests[0]);
}
