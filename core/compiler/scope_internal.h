// scope_internal.h — what scope.c and scope_collect.c share.
#ifndef UPY_COMPILER_SCOPE_INTERNAL_H
#define UPY_COMPILER_SCOPE_INTERNAL_H

#include "core/compiler/scope.h"
#include "core/object/raise.h"
#include "core/types/exception.h"
#include "core/types/str.h"

typedef struct upy_collector {
    upy_parser *parser;
    upy_value filename;
    upy_dict *module_globals; // names declared global at the top of code that runs through a namespace
    upy_scope *module;
} upy_collector;

upy_scope *upy_scope_new(upy_collector *c, upy_scope *parent, upy_scope_kind kind, const upy_ast *node);
upy_symbol *upy_scope_symbol(upy_collector *c, upy_scope *s, upy_value name); // found or made
void upy_scope_note_self_attribute(upy_collector *c, upy_scope *cls, upy_value name);
void upy_scope_resolve(upy_collector *c, upy_scope *s); // it and everything inside

#endif
