/*
 * backed - is an accept borne out by what main knows without reading the mail?
 *
 * A worker that a mail has taken over can lie, but it can neither open an archive without a valid
 * passphrase nor make main forget what envelope, day and protocol say.
 */
#ifndef GUARD_BACKED_H
#define GUARD_BACKED_H

#include "guard/serve.h"

/* accept_backed - NULL when the verdict without findings may stand; else what speaks against it, a
 * fixed text */
const char *accept_backed(const struct conversation *c, const struct verdict *v);

/* archive_answered - was a decrypt answered by the passphrase and rounds that the verdict names? */
bool archive_answered(const struct conversation *c, const struct verdict *v);

#endif
