/*
 * whole - reading and writing all of so many bytes, whatever the kernel does at a time
 */
#ifndef BASE_WHOLE_H
#define BASE_WHOLE_H

#include "base/slice.h"

/* All go on after an interruption; false when not all bytes could be read or written (errno is that
 * of the call, or says nothing at an end of file). */
bool whole_read_at(int fd, void *data, size_t len, uint64_t offset);
bool whole_write_at(int fd, struct slice data, uint64_t offset);
bool whole_write(int fd, struct slice data);

#endif
