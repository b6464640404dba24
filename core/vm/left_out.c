// left_out.c — stands in for what the smallest builds do not have: their compiler makes no code that gets here.
#include "core/object/raise.h"
#include "core/vm/async.h"
#include "core/vm/operations.h"

static UPY_NORETURN void refuse(void) { upy_raise_not_implemented("not in this build"); }

upy_value upy_async_wrap(upy_value yielded) { (void)yielded, refuse(); }

bool upy_match_is_sequence(upy_value subject) { (void)subject, refuse(); }
bool upy_match_is_mapping(upy_value subject) { (void)subject, refuse(); }
upy_value upy_match_keys(upy_value mapping, upy_value keys) { (void)mapping, (void)keys, refuse(); }
upy_value upy_match_rest(upy_value mapping, upy_value keys) { (void)mapping, (void)keys, refuse(); }
upy_value upy_match_class(upy_value subject, upy_value class, size_t n_positional, upy_value names) {
    (void)subject, (void)class, (void)n_positional, (void)names, refuse();
}

upy_value upy_new_type_parameter(upy_value name, unsigned kind, upy_value bound, upy_value default_value) {
    (void)name, (void)kind, (void)bound, (void)default_value, refuse();
}
upy_value upy_new_type_alias(upy_value name, upy_value parameters, upy_value thunk) {
    (void)name, (void)parameters, (void)thunk, refuse();
}
upy_value upy_generic_base(upy_value parameters) { (void)parameters, refuse(); }
