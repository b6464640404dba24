// exception_group.c — BaseExceptionGroup and ExceptionGroup (PEP 654).
//
// ExceptionGroup has two bases, which a plain native type cannot have: it is a class object in flash, with the MRO
// spelled out. A group's members are a tuple kept among its attributes, as the arguments are what the program gave.
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/function.h"
#include "core/types/str.h"

#define STATIC_TUPLE(n)                                                                                                \
    struct {                                                                                                           \
        upy_object header;                                                                                             \
        size_t length;                                                                                                 \
        upy_value items[(n)];                                                                                          \
    }

static const STATIC_TUPLE(2) group_bases = {
    {&upy_type_tuple}, 2, {(upy_value)&upy_type_BaseExceptionGroup, (upy_value)&upy_type_Exception}};
static const STATIC_TUPLE(5) group_mro = {{&upy_type_tuple},
                                          5,
                                          {(upy_value)&upy_class_ExceptionGroup,
                                           (upy_value)&upy_type_BaseExceptionGroup, (upy_value)&upy_type_Exception,
                                           (upy_value)&upy_type_BaseException, (upy_value)&upy_type_object}};

const upy_class upy_class_ExceptionGroup = {
    .type = {UPY_TYPE_HEAD(ExceptionGroup, upy_exception,
                           UPY_TYPE_IS_CLASS | UPY_TYPE_IS_EXCEPTION | UPY_TYPE_EQ_IDENTITY),
             .base = &upy_type_BaseExceptionGroup, .slots = &upy_exception_slots},
    .bases = (upy_value)&group_bases,
    .mro = (upy_value)&group_mro,
    .native = &upy_type_BaseExceptionGroup,
    .qualname = UPY_NAME(ExceptionGroup),
};

upy_value upy_group_message(upy_value group) { return upy_exception_value(group); }

upy_value upy_group_exceptions(upy_value group) {
    upy_dict *attributes = upy_exception_dict(group);
    upy_value members = attributes ? upy_dict_get_name(attributes, UPY_NAME(exceptions)) : UPY_NULL;
    return members && upy_is_exactly(members, &upy_type_tuple) ? members : UPY_EMPTY_TUPLE;
}

upy_value upy_new_exception_group(const upy_type *type, size_t n_args, const upy_value *args) {
    if (n_args != 2) {
        upy_raise_type("BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", n_args);
    }
    if (!upy_is_str(args[0])) {
        upy_raise_type("argument 1 must be str, not %T", args[0]);
    }
    size_t n;
    upy_value *items;
    if (!upy_get_items(args[1], &n, &items)) {
        upy_raise_type("second argument (exceptions) must be a sequence");
    }
    if (n == 0) {
        upy_raise_value_error("second argument (exceptions) must be a non-empty sequence");
    }
    upy_value members = upy_new_tuple(n, items);
    bool all_are_plain = true;
    for (size_t i = 0; i < n; i++) {
        upy_value member = upy_as_tuple(members)->items[i];
        if (!upy_is_exception(member)) {
            upy_raise_value_error("Item %zu of second argument (exceptions) is not an exception", i);
        }
        all_are_plain = all_are_plain && upy_is_instance(member, &upy_type_Exception);
    }
    if (type == &upy_type_BaseExceptionGroup && all_are_plain) {
        type = UPY_EXCEPTION_GROUP;
    } else if (!all_are_plain && upy_is_subtype(type, &upy_type_Exception)) {
        upy_raise_type("Cannot nest BaseExceptions in an %v", type->name);
    }
    upy_value self = upy_new_exception(type, n_args, args);
    if (upy_is_exception_group(self)) {
        upy_exception_set_dict_name(self, UPY_NAME(exceptions), members);
    }
    return self;
}

// ---- Splitting ----------------------------------------------------------------------------------

// What a leaf or group is tested against: a class or tuple of them, a set of leaves by identity, or a predicate.
typedef struct condition {
    upy_value classes;   // class or tuple, or
    upy_value predicate; // callable, or
    upy_value leaves;    // list: leaves that are in it match
} condition;

static bool holds(const condition *c, upy_value exception) {
    if (c->classes) {
        return upy_exception_matches(exception, c->classes);
    }
    if (c->predicate) {
        return upy_is_true(upy_call_1(c->predicate, exception));
    }
    if (!upy_is_exception_group(exception)) {
        upy_list *leaves = upy_as_list(c->leaves);
        for (size_t i = 0; i < leaves->length; i++) {
            if (leaves->items[i] == exception) {
                return true;
            }
        }
    }
    return false;
}

// A group like `group` with other members: made by its derive(), and given its place, cause, context and notes.
static upy_value derive(upy_value group, upy_value members) {
    if (upy_as_list(members)->length == 0) {
        return UPY_NONE;
    }
    upy_value made = upy_call_method_named(group, UPY_NAME(derive), 1, &members);
    if (!upy_is_exception_group(made)) {
        upy_raise_type("derive must return an instance of BaseExceptionGroup");
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL
    upy_exception_set_traceback(made, upy_exception_traceback(group));
#endif
    upy_exception_extras *from = ((upy_exception *)group)->extras;
    if (from) {
        upy_exception_extras *to = upy_exception_make_extras((upy_exception *)made);
        to->cause = from->cause;
        to->context = from->context;
        to->suppress_context = from->suppress_context;
    }
    upy_dict *attributes = upy_exception_dict(group);
    upy_value notes = attributes ? upy_dict_get_name(attributes, UPY_NAME(__notes__)) : UPY_NULL;
    size_t n;
    upy_value *items;
    if (notes && upy_get_items(notes, &n, &items)) {
        upy_exception_set_dict_name(made, UPY_NAME(__notes__), upy_to_list(notes));
    }
    return made;
}

// parts[0]: what matches, parts[1]: the rest; None where empty.
static void split(upy_value exception, const condition *c, upy_value parts[2]) {
    upy_check_stack();
    parts[0] = parts[1] = UPY_NONE;
    if (holds(c, exception)) {
        parts[0] = exception;
        return;
    }
    if (!upy_is_exception_group(exception)) {
        parts[1] = exception;
        return;
    }
    upy_value lists[2] = {upy_new_list_with_capacity(0), upy_new_list_with_capacity(0)};
    upy_tuple *members = upy_as_tuple(upy_group_exceptions(exception));
    for (size_t i = 0; i < members->length; i++) {
        upy_value inner[2];
        split(members->items[i], c, inner);
        for (int k = 0; k < 2; k++) {
            if (inner[k] != UPY_NONE) {
                upy_list_append(lists[k], inner[k]);
            }
        }
    }
    parts[0] = derive(exception, lists[0]);
    parts[1] = derive(exception, lists[1]);
}

static condition condition_of(upy_value argument) {
    condition c = {UPY_NULL, UPY_NULL, UPY_NULL};
    if (upy_is_type(argument) ? (((const upy_type *)argument)->flags & UPY_TYPE_IS_EXCEPTION) != 0
                              : upy_has_layout(argument, UPY_TYPE_TUPLE_BASED)) {
        c.classes = argument;
    } else if (!upy_is_type(argument) && upy_is_callable(argument)) {
        c.predicate = argument;
    } else {
        upy_raise_type("expected an exception type, a tuple of exception types, or a callable (other than a class)");
    }
    return c;
}

static upy_value group_split(size_t n_args, const upy_value *args) {
    (void)n_args;
    condition c = condition_of(args[1]);
    upy_value parts[2];
    split(args[0], &c, parts);
    return upy_new_tuple(2, parts);
}
static const UPY_METHOD(group_split_method, BaseExceptionGroup, split, group_split, 2, 2);

static upy_value group_subgroup(size_t n_args, const upy_value *args) {
    (void)n_args;
    condition c = condition_of(args[1]);
    upy_value parts[2];
    split(args[0], &c, parts);
    return parts[0];
}
static const UPY_METHOD(group_subgroup_method, BaseExceptionGroup, subgroup, group_subgroup, 2, 2);

static upy_value group_derive(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_value made_from[] = {upy_group_message(args[0]), args[1]};
    return upy_new_exception_group(&upy_type_BaseExceptionGroup, 2, made_from);
}
static const UPY_METHOD(group_derive_method, BaseExceptionGroup, derive, group_derive, 2, 2);

static const upy_pair group_pairs[] = {
    {UPY_NAME(split), (upy_value)&group_split_method},
    {UPY_NAME(subgroup), (upy_value)&group_subgroup_method},
    {UPY_NAME(derive), (upy_value)&group_derive_method},
};
const UPY_DEFINE_TABLE(upy_exception_group_attributes, group_pairs);

// ---- except* ------------------------------------------------------------------------------------

// `except*` picks members of groups: it takes classes of exceptions that are no groups themselves.
static void check_clause(upy_value class_or_tuple) {
    if (upy_has_layout(class_or_tuple, UPY_TYPE_TUPLE_BASED)) {
        upy_check_stack();
        for (size_t i = 0; i < upy_as_tuple(class_or_tuple)->length; i++) {
            check_clause(upy_as_tuple(class_or_tuple)->items[i]);
        }
        return;
    }
    const upy_type *type = (const upy_type *)class_or_tuple;
    if (!upy_is_type(class_or_tuple) || !(type->flags & UPY_TYPE_IS_EXCEPTION)) {
        upy_raise_type("catching classes that do not inherit from BaseException is not allowed");
    }
    if (upy_is_subtype(type, &upy_type_BaseExceptionGroup)) {
        upy_raise_type("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
}

upy_value upy_group_split(upy_value exception, upy_value class_or_tuple) {
    check_clause(class_or_tuple);
    upy_value parts[2] = {UPY_NONE, UPY_NONE};
    if (exception != UPY_NONE && !upy_is_exception_group(exception)) {
        if (upy_exception_matches(exception, class_or_tuple)) {
            // A plain exception is handed to the handler inside a group without message.
            upy_value list = upy_new_list(1, &exception);
            upy_value args[] = {UPY_EMPTY_STR, list};
            parts[0] = upy_new_exception_group(&upy_type_BaseExceptionGroup, 2, args);
        } else {
            parts[1] = exception;
        }
    } else if (exception != UPY_NONE) {
        condition c = {class_or_tuple, UPY_NULL, UPY_NULL};
        split(exception, &c, parts);
    }
    return upy_new_tuple(2, parts);
}

static void collect_leaves(upy_value exception, upy_value list) {
    upy_check_stack();
    if (!upy_is_exception_group(exception)) {
        upy_list_append(list, exception);
        return;
    }
    upy_tuple *members = upy_as_tuple(upy_group_exceptions(exception));
    for (size_t i = 0; i < members->length; i++) {
        collect_leaves(members->items[i], list);
    }
}

// True if the exception is a part of the original that a handler raised again (or nobody handled), rather than a new
// one.
static bool is_part_of(upy_value exception, upy_value original_leaves) {
    upy_value leaves = upy_new_list_with_capacity(1);
    collect_leaves(exception, leaves);
    condition c = {UPY_NULL, UPY_NULL, original_leaves};
    for (size_t i = 0; i < upy_as_list(leaves)->length; i++) {
        if (!holds(&c, upy_as_list(leaves)->items[i])) {
            return false;
        }
    }
    return true;
}

upy_value upy_group_finish(upy_value original, upy_value parts) {
    if (upy_as_list(parts)->length == 0) {
        return UPY_NONE;
    }
    if (!upy_is_exception_group(original)) {
        return upy_as_list(parts)->length == 1 ? upy_as_list(parts)->items[0] : original;
    }
    // Parts of the original are put together again in their old nesting; new exceptions stand beside them.
    upy_value original_leaves = upy_new_list_with_capacity(4), kept = upy_new_list_with_capacity(4);
    upy_value raised = upy_new_list_with_capacity(1);
    collect_leaves(original, original_leaves);
    for (size_t i = 0; i < upy_as_list(parts)->length; i++) {
        upy_value part = upy_as_list(parts)->items[i];
        if (part == UPY_NONE) {
            continue;
        }
        if (is_part_of(part, original_leaves)) {
            collect_leaves(part, kept);
        } else {
            upy_list_append(raised, part);
        }
    }
    upy_value remaining[2] = {UPY_NONE, UPY_NONE};
    if (upy_as_list(kept)->length) {
        condition c = {UPY_NULL, UPY_NULL, kept};
        split(original, &c, remaining);
    }
    if (upy_as_list(raised)->length == 0) {
        return remaining[0];
    }
    if (remaining[0] != UPY_NONE) {
        upy_list_append(raised, remaining[0]);
    }
    if (upy_as_list(raised)->length == 1) {
        return upy_as_list(raised)->items[0];
    }
    upy_value args[] = {UPY_EMPTY_STR, raised};
    return upy_new_exception_group(&upy_type_BaseExceptionGroup, 2, args);
}
