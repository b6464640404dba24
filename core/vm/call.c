// call.c — entering Python functions: from the loop without recursion, from C with one.
//
// vm_call() handles every callee the loop's inline paths leave: bound methods and instances are
// unwrapped in place (the window is moved up by one word for self), simple classes construct their
// instance and run __init__ as an ordinary frame, C functions are called directly.
#include "core/object/state.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/exception.h"
#include "core/types/str.h"
#include "core/vm/caches.h"
#include "core/vm/frame.h"
#include "core/vm/operations.h"

static upy_frame *deliver(upy_frame *frame, upy_value result) {
    frame->registers[UPY_INSTRUCTION_A(frame->ip[-1])] = result;
    return frame;
}

// Makes a frame for function at `window`, whose arguments already lie behind the frame words. Arguments are bound
// and the frame is UPY->frame with its ip at the first instruction; for generator functions the frame is gone
// again and *generator is the new object.
static upy_frame *enter(upy_function *f, upy_value *window, size_t n_args, size_t n_kw, uintptr_t info,
                        upy_value *generator) {
    const upy_code *code = f->code;
    size_t n_words = n_args + 2 * n_kw;
    size_t needed = UPY_FRAME_WORDS + upy_window_size(code, n_words);
    upy_value last = n_words == 0 ? UPY_NULL : window[UPY_FRAME_WORDS + n_words - 1];
    upy_value *place = upy_stack_reserve(window, needed, &info);
    upy_keep_alive(last); // insert_self() may have moved it past the caller's window
    upy_frame *frame = (upy_frame *)(void *)place;
    if (place != window) {
        memcpy(frame->registers, window + UPY_FRAME_WORDS, n_words * sizeof(upy_value));
    }
    frame->callee = (upy_value)f;
    frame->back = UPY->frame;
    frame->ip = NULL;
    frame->info = info;
    UPY->frame = frame;
    UPY->call_depth++;
    if (!(code->flags & UPY_CODE_SIMPLE) || n_kw != 0 || n_args != code->n_args) {
        UPY->arguments_end = frame->registers + n_words;
        upy_bind_arguments(f, frame->registers, n_args, n_kw);
    }
    frame->ip = code->instructions;
    *generator = UPY_NULL;
    if (code->flags & UPY_CODE_GENERATOR) {
        *generator = upy_generator_new(f, frame->registers);
        UPY->frame = frame->back;
        UPY->call_depth--;
        if (frame->info & FRAME_SEGMENT) {
            upy_stack_pop_segment();
        }
    }
    return frame;
}

static upy_frame *call_function(upy_frame *frame, upy_function *f, upy_value *window, size_t n_args, size_t n_kw,
                                uintptr_t info) {
    upy_value generator;
    upy_frame *next = enter(f, window, n_args, n_kw, info, &generator);
    if (generator == UPY_NULL) {
        return next;
    }
    if (info & FRAME_INIT) {
        upy_raise_type("__init__() should return None, not '%T'", generator);
    }
    return deliver(frame, generator);
}

// Puts self in front of the arguments; the words may reach past the caller's window, so there must be room.
// Returns the window, which moves when the segment is full.
static upy_value *insert_self(upy_value *window, upy_value self, size_t n_words) {
    size_t needed = UPY_FRAME_WORDS + n_words + 1;
    if (UPY_UNLIKELY((size_t)(UPY->stack_end - window) < needed)) {
        return NULL;
    }
    memmove(window + UPY_FRAME_WORDS + 1, window + UPY_FRAME_WORDS, n_words * sizeof(upy_value));
    window[UPY_FRAME_WORDS] = self;
    return window;
}

upy_frame *vm_call(upy_frame *frame, upy_value *window, size_t n_args, size_t n_kw) {
    upy_value callee = window[0];
    const upy_type *type = upy_type_of(callee);
    size_t n_words = n_args + 2 * n_kw;
    if (type == &upy_type_function) {
        return call_function(frame, (upy_function *)callee, window, n_args, n_kw, 0);
    }
    if (type == &upy_type_bound_method) {
        const upy_bound_method *method = (const upy_bound_method *)callee;
        upy_value function = method->function;
        if (upy_is_exactly(function, &upy_type_function) && insert_self(window, method->self, n_words) != NULL) {
            return call_function(frame, (upy_function *)function, window, n_args + 1, n_kw, 0);
        }
    } else if (type == &upy_type_type && upy_type_is_class((const upy_type *)callee)) {
        upy_class *cls = (upy_class *)callee;
        const upy_value *init;
        if (upy_class_is_simple(cls, &init)) {
            upy_value instance = upy_new_plain_instance(cls);
            if (init == NULL) {
                return deliver(frame, instance);
            }
            if (upy_is_exactly(*init, &upy_type_function) && insert_self(window, instance, n_words) != NULL) {
                return call_function(frame, (upy_function *)*init, window, n_args + 1, n_kw,
                                     (uintptr_t)instance | FRAME_INIT);
            }
        }
    }
    return deliver(frame, upy_call(callee, n_args, n_kw, window + UPY_FRAME_WORDS));
}

// Whether vm_call() runs the callee as a frame of its own (or needs no arguments), given room for one word more.
static bool is_entered(upy_value callee) {
    const upy_type *type = upy_type_of(callee);
    if (type == &upy_type_bound_method) {
        return upy_is_exactly(((const upy_bound_method *)callee)->function, &upy_type_function);
    }
    const upy_value *init;
    if (type == &upy_type_type && upy_type_is_class((const upy_type *)callee)) {
        return upy_class_is_simple((upy_class *)callee, &init) &&
               (init == NULL || upy_is_exactly(*init, &upy_type_function));
    }
    return type == &upy_type_function;
}

static void spread(upy_value *words, const upy_value *items, size_t n_args, const upy_dict *keywords) {
    if (n_args > 0) {
        memcpy(words, items, n_args * sizeof(upy_value));
    }
    words += n_args;
    size_t position = 0;
    for (upy_pair *p; keywords != NULL && (p = upy_dict_next(keywords, &position)) != NULL;) {
        *words++ = p->key;
        *words++ = p->value;
    }
}

// f(*args, **kw) with everything collected. For a frame the arguments are laid out above the window, where it will
// begin; nothing protects words there, so C functions find them in a tuple.
upy_frame *vm_call_spread(upy_frame *frame, upy_value *window, bool has_keywords) {
    upy_value positional = window[UPY_FRAME_WORDS];
    if (!upy_is_exactly(positional, &upy_type_tuple) && !upy_is_exactly(positional, &upy_type_list)) {
        positional = window[UPY_FRAME_WORDS] = upy_to_list(positional);
    }
    upy_dict *keywords = has_keywords ? upy_as_dict(window[UPY_FRAME_WORDS + 1]) : NULL;
    size_t n_args;
    upy_value *items;
    upy_get_items(positional, &n_args, &items);
    size_t n_kw = keywords == NULL ? 0 : upy_dict_length(keywords);
    upy_value *top = upy_stack_top();
    if (is_entered(window[0]) && (size_t)(UPY->stack_end - top) > UPY_FRAME_WORDS + n_args + 2 * n_kw) {
        top[0] = window[0];
        spread(top + UPY_FRAME_WORDS, items, n_args, keywords);
        return vm_call(frame, top, n_args, n_kw);
    }
    if (n_kw == 0 && upy_is_exactly(positional, &upy_type_tuple)) {
        return deliver(frame, upy_call(window[0], n_args, 0, items));
    }
    upy_value copy = upy_new_tuple(n_args + 2 * n_kw, NULL);
    spread(upy_as_tuple(copy)->items, items, n_args, keywords);
    return deliver(frame, upy_call(window[0], n_args, n_kw, upy_as_tuple(copy)->items));
}

upy_value upy_function_call(upy_value function, size_t n_args, size_t n_kw, const upy_value *args) {
    upy_check_stack();
    upy_function *f = (upy_function *)function;
    size_t n_words = n_args + 2 * n_kw;
    uintptr_t info = FRAME_ENTRY;
    upy_value *place = upy_stack_reserve(upy_stack_top(), UPY_FRAME_WORDS + upy_window_size(f->code, n_words), &info);
    upy_frame *reserved = (upy_frame *)(void *)place;
    if (n_words > 0) {
        memcpy(reserved->registers, args, n_words * sizeof(upy_value));
    }
    upy_value generator;
    upy_frame *frame = enter(f, place, n_args, n_kw, info, &generator);
    return generator != UPY_NULL ? generator : upy_vm_run(frame);
}

upy_value vm_make_function(upy_frame *frame, const upy_code *code, const upy_value *defaults) {
    upy_function *maker = upy_frame_function(frame);
    upy_function *f = upy_new_object(&upy_type_function, sizeof(upy_function) + code->n_captures * sizeof(upy_value));
    f->code = code;
    f->globals = maker->globals;
    vm_use_globals(code, f->globals);
    for (size_t i = 0; i < code->n_captures; i++) {
        uint16_t capture = code->captures[i];
        f->captured[i] =
            capture & UPY_CAPTURE_FREE ? maker->captured[capture & ~UPY_CAPTURE_FREE] : frame->registers[capture];
    }
    size_t n_defaults = code->n_defaults + (code->has_keyword_defaults ? code->n_keyword_only : 0);
    if (n_defaults > 0) {
        upy_value *storage = upy_heap_alloc_storage(n_defaults * sizeof(upy_value));
        memcpy(storage, defaults, n_defaults * sizeof(upy_value));
        f->defaults = storage;
    }
    return (upy_value)f;
}
