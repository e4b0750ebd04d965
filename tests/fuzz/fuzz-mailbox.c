/* fuzz-mailbox - a message or mbox of any bytes, as referral-log receipt reads it */
#include "tool/log-mail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void take(void *context, const struct mail *mail)
{
    size_t *bytes = context;

    for (size_t i = 0; i < mail->receipt_count && i < MAIL_RECEIPTS_MAX; i++)
        *bytes += strlen(mail->receipts[i].value);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    int fd = memfd_create("mail", MFD_CLOEXEC);
    size_t bytes = 0;
    const struct mail_visitor visitor = {take, &bytes};
    char path[64];

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (mailbox_read(path, &visitor) != 0 || bytes > 8 * size)
        abort();
    close(fd);
    return 0;
}
