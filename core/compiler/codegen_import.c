// codegen_import.c — import statements.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/str.h"

static void check_future(upy_unit *u, const upy_ast *n) {
    static const char features[] = "nested_scopes\0generators\0division\0absolute_import\0with_statement\0"
                                   "print_function\0unicode_literals\0barry_as_FLUFL\0generator_stop\0annotations\0";
    for (uint32_t i = 0; UPY_LEVEL >= UPY_LEVEL_STANDARD && i < n->import_from.aliases->count; i++) {
        const char *feature = features;
        while (!upy_str_equals_text(n->import_from.aliases->items[i]->alias.name, feature)) {
            feature += strlen(feature) + 1;
            if (!*feature) {
                upy_refuse(u, n, "future feature isn't defined");
            }
        }
    }
}

// R[to] = __import__(name, fromlist, level)
static void import(upy_unit *u, unsigned to, upy_value name, upy_value fromlist, unsigned level) {
    unsigned first = upy_reserve(u, 3);
    upy_emit_constant(u, first, name);
    upy_emit_constant(u, first + 1, fromlist);
    upy_emit_constant(u, first + 2, upy_small_int((intptr_t)level));
    upy_emit_intrinsic(u, to, first, UPY_INTRINSIC_import_name);
    u->top = first;
}

static void import_modules(upy_unit *u, upy_ast *n) {
    for (uint32_t i = 0; i < n->sequence->count; i++) {
        const upy_ast *alias = n->sequence->items[i];
        unsigned pair = upy_reserve(u, 2);
        import(u, pair, alias->alias.name, UPY_NONE, 0);
        if (UPY_LEVEL >= UPY_LEVEL_STANDARD && alias->op == 1 &&
            memchr(upy_str_data(alias->alias.name), '.', upy_str_length(alias->alias.name))) {
            upy_emit_constant(u, pair + 1, alias->alias.name);
            upy_emit_intrinsic(u, pair, pair, UPY_INTRINSIC_import_leaf);
        }
        upy_gen_store(u, alias->alias.bound, pair);
        u->top = pair;
    }
}

static void import_from(upy_unit *u, upy_ast *n) {
    const upy_ast_list *aliases = n->import_from.aliases;
    upy_value module = n->import_from.module == UPY_NULL ? upy_intern("", 0) : n->import_from.module, fromlist;
    unsigned pair = upy_reserve(u, 2);
    if (n->op == 1) {
        upy_value star = upy_intern("*", 1);
        fromlist = upy_new_tuple(1, &star);
    } else {
        fromlist = upy_new_tuple(aliases->count, NULL);
        for (uint32_t i = 0; i < aliases->count; i++) {
            upy_store(fromlist, &upy_as_tuple(fromlist)->items[i], aliases->items[i]->alias.name);
        }
    }
    import(u, pair, module, fromlist, n->import_from.level);
    if (n->op == 1) {
        if (u->flags & UPY_CODE_NAMESPACE) {
            upy_emit_move(u, pair + 1, 0);
        } else {
            upy_emit(u, UPY_LOAD_NONE, pair + 1, 0);
        }
        upy_emit_intrinsic(u, pair, pair, UPY_INTRINSIC_import_star);
    }
    unsigned value = upy_reserve_one(u);
    for (uint32_t i = 0; i < aliases->count; i++) {
        upy_emit_constant(u, pair + 1, aliases->items[i]->alias.name);
        upy_emit_intrinsic(u, value, pair, UPY_INTRINSIC_import_from);
        upy_gen_store(u, aliases->items[i]->alias.bound, value);
    }
}

void upy_gen_import(upy_unit *u, upy_ast *n) {
    unsigned mark = u->top;
    if (n->kind == UPY_AST_IMPORT) {
        import_modules(u, n);
    } else if (n->import_from.module == UPY_NAME(__future__) && n->import_from.level == 0) {
        check_future(u, n);
    } else {
        import_from(u, n);
    }
    u->top = mark;
}
