// search.h — finding a run of bytes in another: the engine below find, replace, split, count and `in`.
#ifndef UPY_TYPES_SEARCH_H
#define UPY_TYPES_SEARCH_H

#include <stddef.h>
#include <stdint.h>

#define UPY_NOT_FOUND SIZE_MAX

// Offset of the first (last) occurrence, or UPY_NOT_FOUND. An empty needle is found at the start (end).
size_t upy_search(const char *text, size_t length, const char *needle, size_t needle_length);
size_t upy_search_last(const char *text, size_t length, const char *needle, size_t needle_length);
// Non-overlapping occurrences of a needle that is not empty; stops counting at `limit`.
size_t upy_search_count(const char *text, size_t length, const char *needle, size_t needle_length, size_t limit);

#endif
