// function.h — callables: Python functions, C functions, bound methods; generators; modules.
#ifndef UPY_TYPES_FUNCTION_H
#define UPY_TYPES_FUNCTION_H

#include "core/code/code.h"
#include "core/heap/heap.h"
#include "core/object/callable.h"

typedef struct upy_function {
    upy_object header;
    const upy_code *code;
    upy_dict *globals;
    upy_value
        *defaults; // storage: code->n_defaults values, then one per keyword-only parameter (UPY_NULL: none); or NULL
    upy_dict *attributes; // user attributes and overrides of __name__, __doc__ …; or NULL
    upy_value captured[]; // cells, code->n_captures of them
} upy_function;

extern const upy_type upy_type_function, upy_type_builtin, upy_type_bound_method, upy_type_module, upy_type_generator,
    upy_type_coroutine, upy_type_async_generator, upy_type_staticmethod, upy_type_classmethod, upy_type_property,
    upy_type_super;

#define UPY_BUILTIN_HEAD(python_name, min, max)                                                                        \
    .header = {&upy_type_builtin}, .name = UPY_BUILTIN_NAME(python_name), .least = (min), .most = (max)
// static upy_value list_append(size_t n_args, const upy_value *args) { … }
// static const UPY_METHOD(list_append_method, list, append, list_append, 2, 2);
#define UPY_FUNCTION(object, python_name, function, min, max)                                                          \
    upy_builtin object = {UPY_BUILTIN_HEAD(python_name, min, max), .call.positional = (function),                      \
                          .kind = UPY_BUILTIN_FUNCTION}
#define UPY_KEYWORD_FUNCTION(object, python_name, function, min, max)                                                  \
    upy_builtin object = {UPY_BUILTIN_HEAD(python_name, min, max), .call.keyword = (function),                         \
                          .kind = UPY_BUILTIN_FUNCTION, .has_keywords = 1}
#define UPY_METHOD(object, type, python_name, function, min, max)                                                      \
    upy_builtin object = {UPY_BUILTIN_HEAD(python_name, min, max), .call.positional = (function),                      \
                          .owner = UPY_OWNER(type), .kind = UPY_BUILTIN_METHOD}
#define UPY_KEYWORD_METHOD(object, type, python_name, function, min, max)                                              \
    upy_builtin object = {UPY_BUILTIN_HEAD(python_name, min, max), .call.keyword = (function),                         \
                          .owner = UPY_OWNER(type), .kind = UPY_BUILTIN_METHOD, .has_keywords = 1}
#define UPY_STATIC_METHOD(object, python_name, function, min, max)                                                     \
    upy_builtin object = {UPY_BUILTIN_HEAD(python_name, min, max), .call.positional = (function),                      \
                          .kind = UPY_BUILTIN_STATIC}
#define UPY_CLASS_METHOD(object, python_name, function, min, max) /* args[0] is the class */                           \
    upy_builtin object = {UPY_BUILTIN_HEAD(python_name, min, max), .call.positional = (function),                      \
                          .kind = UPY_BUILTIN_CLASS_METHOD}
#define UPY_KEYWORD_CLASS_METHOD(object, python_name, function, min, max)                                              \
    upy_builtin object = {UPY_BUILTIN_HEAD(python_name, min, max), .call.keyword = (function),                         \
                          .kind = UPY_BUILTIN_CLASS_METHOD, .has_keywords = 1}

// What a native type shows when an attribute that its attribute slot computes is asked for on the type itself
// (type(f).__code__): a descriptor that asks the slot of the instance.
typedef struct upy_getset {
    upy_object header;
    upy_value name;
} upy_getset;
extern const upy_type upy_type_getset_descriptor;
#define UPY_GETSET(object, python_name) upy_getset object = {{&upy_type_getset_descriptor}, UPY_NAME(python_name)}

// Keyword parsing for C functions: fills out[i] for each parameter; missing optional ones keep the given default.
typedef struct upy_parameter {
    upy_value name;          // UPY_NULL: positional-only
    upy_value default_value; // UPY_NULL: required
    bool keyword_only;
} upy_parameter;
void upy_parse_arguments(size_t n_args, size_t n_kw, const upy_value *args, const upy_parameter *parameters,
                         size_t n_parameters, upy_value *out);
void upy_no_keywords(size_t n_kw);                          // raises TypeError unless 0
void upy_no_keywords_to(const upy_type *type, size_t n_kw); // same; a class with an __init__ or __new__ of its own may
void upy_check_argument_count(size_t n_args, size_t least, size_t most); // raises TypeError

upy_value upy_new_module(upy_value name);       // globals: namespace with __name__
upy_value upy_new_module_of(upy_dict *globals); // a module around existing globals
// What attribute access on modules does, and their slot table, for built-in modules with a type of their own.
upy_value upy_module_attribute(upy_value module, upy_value name, upy_value value);
extern const upy_slots upy_module_slots;
// Built-in modules: one row per module in the port's table (modules/modules.def).
typedef struct upy_builtin_module {
    upy_value name;
    const upy_module *module;
    void (*initialise)(void); // run at each import; may be NULL; idempotent
    bool is_extensible;       // a file of the same name wins, and the u-alias works
    const char *source;       // written in Python: module is NULL, and this is run at the first import
} upy_builtin_module;
extern const upy_builtin_module upy_builtin_modules[];
extern const size_t upy_builtin_modules_count;

// import (core/builtins/import.c)
upy_value upy_import(upy_value name, upy_value fromlist_or_none, int level, upy_dict *globals_or_null);
upy_value upy_import_module(const char *name);        // leaf module, level 0
upy_value upy_import_builtin_or_null(upy_value name); // a built-in module, whatever sys.path holds
upy_value upy_import_as_main(upy_value dotted_name);  // `-m`: runs the module as __main__; None
// The whole of a file in a storage block. raises OSError.
char *upy_read_file(const char *path, size_t *length);

// True for @staticmethod/@classmethod/property and other native descriptors is told by slots->descriptor_get.

#endif
