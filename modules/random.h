// random.h — what the files of the random module share.
#ifndef UPY_MODULES_RANDOM_H
#define UPY_MODULES_RANDOM_H

#include "core/types/function.h"

// Rows of the module's table that are made in random_more.c.
extern const upy_builtin upy_random_choices_function, upy_random_sample_function, upy_random_triangular_function,
    upy_random_gauss_function, upy_random_normalvariate_function, upy_random_expovariate_function;

upy_float upy_random_float(void);             // in [0, 1), all bits of the fraction random
size_t upy_random_index(size_t n);            // below n, which is not 0
size_t upy_random_length(upy_value sequence); // raises IndexError if 0
upy_value upy_random_item(upy_value sequence, size_t i);

#endif
