// fold.c — constant folding, and NAME = const(…).
//
// Folding happens while code is generated: a generator asks for the value of a node before it emits anything for
// it, and a node that turns out constant is rewritten in place, so asking again is cheap. The right operand is
// tried first because chains grow to the left: `a + b + c` gives up at once. What would raise, and what would be
// large, is left to run time.
#include "core/compiler/codegen.h"
#include "core/object/raise.h"
#include "core/types/containers.h"
#include "core/types/function.h"
#include "core/types/number.h"
#include "core/types/str.h"

#define MAX_BITS 1024 // of folded ints
#define MAX_ITEMS 256 // of folded strings and tuples

bool upy_is_immediate(upy_value v, int *out) {
    if (v == UPY_NULL || !upy_is_small_int(v) || upy_small_int_value(v) < -128 || upy_small_int_value(v) > 127) {
        return false;
    }
    *out = (int)upy_small_int_value(v);
    return true;
}

static upy_value become(upy_ast *n, upy_value v) {
    if (v != UPY_NULL) {
        n->kind = UPY_AST_CONSTANT;
        n->constant = v;
    }
    return v;
}

// ---- Operators -----------------------------------------------------------------------------------------

static bool is_number(upy_value v) {
    return upy_is_small_int(v) || upy_is_immediate_float(v) || upy_is_int(v) || upy_is_float(v) ||
           upy_is_complex_type(upy_type_of(v));
}

static size_t bits_of(upy_value v) { return upy_is_int(v) ? upy_int_bit_length(v) : 64; }

// The result is of moderate size, known before it is computed.
static bool is_number_worth_folding(upy_binary_op op, upy_value a, upy_value b) {
    size_t bits = bits_of(a);
    if (op == UPY_OP_LSHIFT || (op == UPY_OP_POW && upy_is_int(a) && upy_is_int(b))) {
        if (!upy_is_small_int(b) || upy_small_int_value(b) < 0 || upy_small_int_value(b) > MAX_BITS) {
            return false;
        }
        size_t count = (size_t)upy_small_int_value(b);
        return (op == UPY_OP_POW ? bits * count : bits + count) <= MAX_BITS;
    }
    return bits + bits_of(b) <= MAX_BITS || (op != UPY_OP_MUL && bits <= MAX_BITS && bits_of(b) <= MAX_BITS);
}

#if UPY_LEVEL >= UPY_LEVEL_FULL
static size_t sequence_size(upy_value v) {
    if (upy_is_exactly(v, &upy_type_str) || upy_is_exactly(v, &upy_type_bytes)) {
        return upy_str_length(v);
    }
    return upy_is_exactly(v, &upy_type_tuple) ? upy_as_tuple(v)->length : SIZE_MAX;
}

static bool is_repetition_worth_folding(upy_value v, upy_value times) {
    size_t size = sequence_size(v);
    return size <= MAX_ITEMS && upy_is_small_int(times) && upy_small_int_value(times) <= MAX_ITEMS &&
           (upy_small_int_value(times) <= 0 || size * (size_t)upy_small_int_value(times) <= MAX_ITEMS);
}
#endif

static bool is_worth_folding(upy_binary_op op, upy_value a, upy_value b) {
    if (is_number(a) && is_number(b)) {
        return is_number_worth_folding(op, a, b);
    }
#if UPY_LEVEL >= UPY_LEVEL_FULL // strs, bytes, tuples
    if (op == UPY_OP_ADD) {
        return sequence_size(a) <= MAX_ITEMS && sequence_size(b) <= MAX_ITEMS;
    }
    return op == UPY_OP_MUL && (is_repetition_worth_folding(a, b) || is_repetition_worth_folding(b, a));
#else
    return false;
#endif
}

static upy_value protected_binary(upy_binary_op op, upy_value a, upy_value b) {
    upy_jump jump;
    if (upy_try(&jump)) {
        upy_value v = upy_binary(op, a, b);
        upy_end_try(&jump);
        return v;
    }
    return UPY_NULL;
}

// Equal short texts are one object, also when they come from an addition.
static upy_value shared(upy_value v) {
    if (UPY_LEVEL >= UPY_LEVEL_FULL && v != UPY_NULL && upy_is_exactly(v, &upy_type_str) && upy_str_length(v) <= 32) {
        return upy_intern_str(v);
    }
    return v;
}

// Arithmetic and comparisons.
static upy_value fold_pair(upy_unit *u, upy_ast *n) {
    if (n->op > UPY_COMPARE_GE) {
        return UPY_NULL;
    }
    upy_value b = upy_fold(u, n->pair.right);
    upy_value a = b == UPY_NULL ? UPY_NULL : upy_fold(u, n->pair.left);
    if (a == UPY_NULL || !is_worth_folding((upy_binary_op)n->op, a, b)) {
        return UPY_NULL;
    }
    return become(n, shared(protected_binary((upy_binary_op)n->op, a, b)));
}

static upy_value fold_unary(upy_unit *u, upy_ast *n) {
    upy_value v = upy_fold(u, n->child);
    if (v == UPY_NULL || !is_number(v) || (n->op == UPY_OP_INVERT && !upy_is_int(v))) {
        return UPY_NULL;
    }
    return become(n, upy_unary((upy_unary_op)n->op, v));
}

static upy_value fold_logic(upy_unit *u, upy_ast *n) {
    bool deciding = n->kind == UPY_AST_OR;
    upy_value v = UPY_NULL;
    for (uint32_t i = 0; i < n->sequence->count; i++) {
        v = upy_fold(u, n->sequence->items[i]);
        if (v == UPY_NULL) {
            return UPY_NULL;
        }
        if (upy_is_true(v) == deciding) {
            break;
        }
    }
    return become(n, v);
}

static upy_value fold_tuple(upy_unit *u, upy_ast *n) {
    const upy_ast_list *items = n->sequence;
    for (uint32_t i = items->count; i--;) { // cheap refusal first
        if (upy_fold(u, items->items[i]) == UPY_NULL) {
            return UPY_NULL;
        }
    }
    if (items->count == 0) {
        return become(n, UPY_EMPTY_TUPLE);
    }
    upy_value tuple = upy_new_tuple(items->count, NULL);
    for (uint32_t i = 0; i < items->count; i++) {
        upy_store(tuple, &upy_as_tuple(tuple)->items[i], items->items[i]->constant);
    }
    return become(n, tuple);
}

upy_value upy_fold(upy_unit *u, upy_ast *n) {
    upy_value v;
    switch ((upy_ast_kind)n->kind) {
    case UPY_AST_CONSTANT: return n->constant;
    case UPY_AST_NAME:
        if (n->name == UPY_NAME(__debug__)) {
            return become(n, upy_bool(u->all->optimise == 0));
        }
        return become(n, upy_named_constant(u, n->name));
    default: break;
    }
    upy_check_stack(); // only what has parts recurses
    switch ((upy_ast_kind)n->kind) {
    case UPY_AST_BINARY:
    case UPY_AST_COMPARE: return fold_pair(u, n);
    case UPY_AST_UNARY: return fold_unary(u, n);
    case UPY_AST_NOT: v = upy_fold(u, n->child); return v == UPY_NULL ? v : become(n, upy_bool(!upy_is_true(v)));
    case UPY_AST_AND:
    case UPY_AST_OR: return fold_logic(u, n);
    case UPY_AST_CONDITIONAL:
        v = upy_fold(u, n->conditional.test);
        if (v == UPY_NULL) {
            return UPY_NULL;
        }
        return become(n, upy_fold(u, upy_is_true(v) ? n->conditional.then : n->conditional.otherwise));
    case UPY_AST_TUPLE: return fold_tuple(u, n);
    default: return UPY_NULL;
    }
}

void upy_fold_container(upy_unit *u, upy_ast *n) {
    upy_ast *container = n->pair.right;
    if (n->op != UPY_COMPARE_IN && n->op != UPY_COMPARE_NOT_IN) {
        return;
    }
    if (container->kind == UPY_AST_LIST) {
        container->kind = UPY_AST_TUPLE; // nobody sees the list
        return;
    }
    if (UPY_LEVEL < UPY_LEVEL_FULL || container->kind != UPY_AST_SET) {
        return;
    }
    const upy_ast_list *items = container->sequence;
    for (uint32_t i = items->count; i--;) {
        if (upy_fold(u, items->items[i]) == UPY_NULL) {
            return;
        }
    }
    upy_value set = upy_new_frozenset();
    for (uint32_t i = 0; i < items->count; i++) {
        upy_set_add(set, items->items[i]->constant);
    }
    become(container, set);
}

// ---- NAME = const(…) -------------------------------------------------------------------------------------

// module.NAME of a built-in module whose values never change.
static upy_value module_constant(const upy_ast *n) {
    if (n->kind != UPY_AST_ATTRIBUTE || n->attribute.object->kind != UPY_AST_NAME) {
        return UPY_NULL;
    }
    upy_value module = n->attribute.object->name;
    if (module != UPY_NAME(math) && module != UPY_NAME(errno) && module != UPY_NAME(uctypes)) {
        return UPY_NULL;
    }
    for (size_t i = 0; i < upy_builtin_modules_count; i++) {
        if (upy_builtin_modules[i].name == module) {
            upy_value v = upy_dict_get_name(upy_builtin_modules[i].module->globals, n->attribute.name);
            return v != UPY_NULL && (upy_is_int(v) || upy_is_float(v)) ? v : UPY_NULL;
        }
    }
    return UPY_NULL;
}

static void fold_module_attributes(upy_ast *n) {
    upy_check_stack();
    if (n->kind == UPY_AST_ATTRIBUTE) {
        become(n, module_constant(n));
        return;
    }
    unsigned parts = upy_ast_parts[n->kind];
    for (unsigned i = 0; parts; i++, parts >>= UPY_PART_BITS) {
        void *part = upy_ast_part(n, i);
        if ((parts & 7) == UPY_PART_NODE && part) {
            fold_module_attributes(part);
        }
        for (uint32_t k = 0; (parts & 7) == UPY_PART_LIST && k < ((upy_ast_list *)part)->count; k++) {
            fold_module_attributes(((upy_ast_list *)part)->items[k]);
        }
    }
}

upy_value upy_fold_const_argument(upy_unit *u, upy_ast *n) {
    fold_module_attributes(n);
    upy_value v = upy_fold(u, n);
    if (v == UPY_NULL && n->kind == UPY_AST_BINARY) { // const() promises: large results too
        upy_value a = upy_fold_const_argument(u, n->pair.left), b = upy_fold_const_argument(u, n->pair.right);
        v = become(n, protected_binary((upy_binary_op)n->op, a, b));
    }
    if (v == UPY_NULL) {
        upy_refuse(u, n, "not a constant");
    }
    return v;
}
