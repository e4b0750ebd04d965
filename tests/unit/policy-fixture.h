/*
 * policy-fixture - configuration folders for tests: written, loaded, complained about, removed
 */
#ifndef TESTS_UNIT_POLICY_FIXTURE_H
#define TESTS_UNIT_POLICY_FIXTURE_H

#include "policy/policy.h"

struct config_folder {
    char folder[64];  /* a new one under /tmp, with the shipped explanations in it */
    char config[128]; /* FOLDER/test.conf */
    struct complaints *complaints;
};

/* A configuration in which everything is right, a setting a line */
extern const char *const GOOD_CONFIG;

void folder_start(struct config_folder *f);
void folder_end(struct config_folder *f);

/* folder_write - FOLDER/name with this text */
void folder_write(const struct config_folder *f, const char *name, const char *text);
void folder_write_bytes(const struct config_folder *f, const char *name, const char *bytes,
                        size_t len);
/* folder_load - writes test.conf and loads it; complaints are new ones */
struct policy *folder_load(struct config_folder *f, const char *config);

/* replaced - text with the one occurrence of find replaced; exits the test program when there is
 * none. The caller frees. */
char *replaced(const char *text, const char *find, const char *replacement);
/* line_of - number of the line in which the first occurrence of find begins; 0 when there is none
 */
unsigned line_of(const char *text, const char *find);
/* complains - is there a complaint that begins with FOLDER/NAME:LINE: (line 0: without a number)
 * and goes on with what? */
bool complains(const struct config_folder *f, const char *name, unsigned line, const char *what);
/* show_complaints - to standard output, for a test that failed */
void show_complaints(const struct config_folder *f);

#endif
