/*
 * suggest - which known name somebody may have meant
 */
#ifndef POLICY_SUGGEST_H
#define POLICY_SUGGEST_H

enum { SUGGEST_DISTANCE_MAX = 2, SUGGEST_NAME_MAX = 64 };

/* edit_distance - least number of letters added, dropped or changed (Levenshtein); a large number
 * when either name is longer than SUGGEST_NAME_MAX */
unsigned edit_distance(const char *a, const char *b);

#endif
