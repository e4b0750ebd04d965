/*
 * leak-passphrase - does a passphrase of the protocol stand readable in the mail?
 *
 * The texts are folded here and compared by the key holder, who answers yes or no. Private to the
 * leak check.
 */
#ifndef INSPECT_LEAK_PASSPHRASE_H
#define INSPECT_LEAK_PASSPHRASE_H

#include "inspect/keyholder.h"
#include "inspect/leak-text.h"

enum {
    LEAK_PASSPHRASE_MAX = 4096, /* bytes of a folded passphrase that is found wherever it stands */
};

/* leak_passphrase_check - adds cleartext-passphrase where one stands. First the whole mail is asked
 * about, in as few questions as it takes; only after a yes the place is looked for. False when the
 * key holder failed or memory ran out, or when the mail takes more than KEYHOLDER_MENTIONS_MAX
 * questions. */
bool leak_passphrase_check(const struct leak_texts *texts, const struct keyholder *keyholder,
                           struct verdict *verdict);

#endif
