/* version - of all programs of this tree */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define REFERRAL_MILTER_VERSION "0.1.0"

#endif
