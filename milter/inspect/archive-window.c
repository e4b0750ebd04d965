/*
 * archive-window - moves the key holder's window along a packed stream
 */
#include "inspect/archive-window.h"

#include <string.h>

/* move - from a multiple of the cipher's block on, as far as the window goes */
static bool move(struct archive_window *w, size_t from)
{
    const struct keyholder *k = w->keyholder;
    struct cipher_params params = *w->params;
    size_t len = w->packed - from < k->window ? w->packed - from : k->window;

    w->at = from;
    w->len = 0;
    if (from > 0)
        memcpy(params.iv, k->archive + w->offset + from - CIPHER_IV_SIZE, CIPHER_IV_SIZE);
    if (k->decrypt(k->context, w->passphrase, &params, w->offset + from, len) != KEYHOLDER_YES) {
        w->failed = true;
        return false;
    }
    w->len = len;
    return true;
}

struct slice archive_window_show(struct archive_window *w, size_t at, size_t wanted)
{
    if (wanted > w->packed - at)
        wanted = w->packed - at;
    if (wanted == 0 || w->failed)
        return slice_of(NULL, 0);
    if ((at < w->at || at + wanted > w->at + w->len) && !move(w, at - at % CIPHER_IV_SIZE))
        return slice_of(NULL, 0);
    return slice_of(w->keyholder->plain + (at - w->at), w->len - (at - w->at));
}
