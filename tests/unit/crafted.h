/*
 * crafted - the sound archives that the tests of crafted ones begin with, and words they share
 */
#ifndef TESTS_UNIT_CRAFTED_H
#define TESTS_UNIT_CRAFTED_H

#include "archive-fixture.h"

#define DOCUMENT "Voornaam: Jan\r\nNaam: Peeters\r\nTelefoon: 0470 12 34 56\r\n"

/* A slice of constant bytes, as an initialiser */
#define BYTES(text)                                     \
    {                                                   \
        (const unsigned char *)(text), sizeof(text) - 1 \
    }

/* 7zAES with 2^19 rounds, no salt and a vector of 16 bytes, as coder of a folder */
#define AES_CODER                      \
    "\x24\x06\xf1\x07\x01\x12\x53\x0f" \
    "ABCDEFGHIJKLMNOP"

/* The archive is judged so, in the test's own fixture */
#define EXPECT(findings, archive) CHECK_STRING(findings, judge_written(&fixture, (archive)))

/* DOCUMENT as "aanmelding.txt", LZMA2, plain header */
struct sz_archive crafted_good(void);
struct sz_archive crafted_with_method(enum contents_method method);
/* the header packed by this method, with and without encryption */
struct sz_archive crafted_encrypted_header(enum contents_method method);
struct sz_archive crafted_packed_header(enum contents_method method);
/* the same with another file in a folder of its own */
struct sz_archive crafted_with_second(struct sz_archive a);

#endif
