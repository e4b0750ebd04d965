/*
 * spool - one message in memory while it arrives: a memfd that is never on disk
 *
 * Header fields are kept as the MTA shows them; each line end is CRLF. Small pieces are gathered
 * before they are written.
 */
#ifndef DAEMON_SPOOL_H
#define DAEMON_SPOOL_H

#include "base/slice.h"

struct spool;

struct spool *spool_new(void);
void spool_free(struct spool *s);

/* spool_header - "name:" and value; a fold that the MTA gives as LF becomes CRLF. leading_space:
 * the value has its blank after the colon (SMFIP_HDR_LEADSPC), otherwise one is written. */
bool spool_header(struct spool *s, struct slice name, struct slice value, bool leading_space);
/* spool_header_size - bytes that it takes; SPOOL_EMPTY_LINE - those between header and body */
size_t spool_header_size(struct slice name, struct slice value, bool leading_space);
enum { SPOOL_EMPTY_LINE = 2 };
/* spool_body - the first call writes the empty line that ends the header */
bool spool_body(struct spool *s, struct slice bytes);
/* spool_finish - everything is written; fd and length are final. The fd stays the spool's. */
bool spool_finish(struct spool *s, int *fd_r, size_t *len_r);

size_t spool_length(const struct spool *s);
/* spool_read - exactly len bytes at offset, of a finished spool */
bool spool_read(const struct spool *s, size_t offset, void *data, size_t len);

#endif
