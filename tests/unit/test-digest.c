/* test-digest - SHA-256 against the examples of FIPS 180-4 */
#include "base/digest.h"
#include "base/whole.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void knows_the_examples(void)
{
    char hex[SHA256_HEX_SIZE];
    CHECK(sha256_hex(slice_from("abc"), hex));
    CHECK_STRING("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hex);
    CHECK(sha256_hex(slice_from("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex));
    CHECK_STRING("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", hex);
}

static void hashes_nothing(void)
{
    char hex[SHA256_HEX_SIZE];
    CHECK(sha256_hex(slice_of(NULL, 0), hex));
    CHECK_STRING("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex);
}

static void hashes_much(void)
{
    unsigned char out[SHA256_SIZE];
    char *data = malloc(1000000);
    if (!data)
        abort();
    memset(data, 'a', 1000000);
    CHECK(sha256(slice_of(data, 1000000), out));
    CHECK(memcmp(out, "\xcd\xc7\x6e\x5c\x99\x14\xfb\x92\x81\xa1\xc7\xe2\x84\xd7\x3e\x67", 16) == 0);
    free(data);
}

/* A file is hashed as its bytes are, wherever its pieces end. */
static void hashes_files(void)
{
    static unsigned char data[50000];
    static const size_t sizes[] = {0, 1, 16383, 16384, 16385, 32768, 50000};
    unsigned char of_file[SHA256_SIZE], of_bytes[SHA256_SIZE];
    int fd = memfd_create("hashed", MFD_CLOEXEC);

    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)(i * 7919 >> 5);
    CHECK(fd >= 0 && whole_write(fd, slice_of(data, sizeof data)));
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        CHECK(sha256_file(fd, sizes[i], of_file));
        CHECK(sha256(slice_of(data, sizes[i]), of_bytes));
        CHECK(memcmp(of_file, of_bytes, SHA256_SIZE) == 0);
    }
    CHECK(!sha256_file(fd, sizeof data + 1, of_file)); /* shorter than that */
    CHECK(!sha256_file(-1, 1, of_file));
    close(fd);
}

int main(void)
{
    static const struct test tests[] = {TEST(knows_the_examples), TEST(hashes_nothing),
                                        TEST(hashes_much), TEST(hashes_files)};
    return run_tests(tests, sizeof(tests) / sizeof(tests[0]));
}
