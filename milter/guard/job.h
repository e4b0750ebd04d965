/*
 * job - one inspection from the files handed to a worker to the word that main takes from it
 */
#ifndef GUARD_JOB_H
#define GUARD_JOB_H

#include "guard/inside.h"

/* job_run - result comes in as a deferral and stays one unless all went well; seconds bound it. The
 * caller holds a slot. */
void job_run(struct guard *guard, const struct guard_task *task, unsigned seconds,
             struct guard_result *result);

#endif
