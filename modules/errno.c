// errno.c — the errno module: the numbers of core/types/errno.def as attributes, and errorcode, the
// dict from number to name.
#include "core/types/exception.h"
#include "core/types/function.h"

#define ERRNO(name, number, class) {UPY_NAME(name), UPY_SMALL_INT(number)},
static const upy_pair errno_pairs[] = {
    {UPY_NAME(__name__), UPY_NAME(errno)},
    {UPY_NAME(errorcode), (upy_value)&upy_errno_names},
#include "core/types/errno.def"
};
#undef ERRNO
static const UPY_DEFINE_TABLE(errno_globals, errno_pairs);

const upy_module upy_module_errno = {{&upy_type_module}, (upy_dict *)&errno_globals};
