// functools_dispatch.c — singledispatch: a function whose body is chosen by the class of its first argument.
#include "core/heap/heap.h"
#include "core/object/raise.h"
#include "core/types/class.h"
#include "core/types/containers.h"
#include "core/types/str.h"
#include "modules/functools.h"

typedef struct dispatcher {
    upy_object header;
    upy_value function;
    upy_value registry; // dict: class → function
} dispatcher;

extern const upy_type upy_type_dispatcher;

static upy_value choose(const dispatcher *d, const upy_type *type) {
    const upy_tuple *mro = upy_as_tuple(upy_type_mro(type));
    for (size_t i = 0; i < mro->length; i++) {
        upy_value found = upy_dict_get(upy_as_dict(d->registry), mro->items[i]);
        if (found != UPY_NULL) {
            return found;
        }
    }
    return d->function;
}

static upy_value dispatcher_call(upy_value self, size_t n_args, size_t n_kw, const upy_value *args) {
    const dispatcher *d = (const dispatcher *)self;
    if (n_args == 0) {
        upy_raise_type("%v() requires at least 1 positional argument",
                       upy_get_attribute(d->function, UPY_NAME(__name__)));
    }
    return upy_call(choose(d, upy_type_of(args[0])), n_args, n_kw, args);
}

static upy_value dispatcher_attribute(upy_value self, upy_value name, upy_value value) {
    const dispatcher *d = (const dispatcher *)self;
    if (value != UPY_MARK_LOAD) {
        return UPY_NULL;
    }
    return name == UPY_NAME(registry) ? d->registry : upy_functools_forward(d->function, name);
}

static void dispatcher_trace(upy_value self, upy_tracer *tracer) {
    upy_trace_values(tracer, &((dispatcher *)self)->function, 2);
}

static upy_value dispatcher_dispatch(size_t n_args, const upy_value *args) {
    (void)n_args;
    if (!upy_is_type(args[1])) {
        upy_raise_type("a class is required");
    }
    return choose((const dispatcher *)args[0], (const upy_type *)args[1]);
}
static const upy_builtin dispatch_method = {UPY_BUILTIN_HEAD(dispatch, 2, 2), .call.positional = dispatcher_dispatch,
                                            .owner = UPY_OWNER(dispatcher), .kind = UPY_BUILTIN_METHOD};

// The class named by the annotation of a function's first annotated parameter.
static upy_value annotated_class(upy_value function) {
    upy_value annotations = upy_get_attribute_or_null(function, UPY_NAME(__annotations__));
    size_t position = 0;
    upy_pair *pair = NULL;
    if (annotations != UPY_NULL && upy_has_layout(annotations, UPY_TYPE_DICT_BASED)) {
        pair = upy_dict_next(upy_as_dict(annotations), &position);
    }
    if (pair == NULL || !upy_is_type(pair->value)) {
        upy_raise_type("invalid first argument to register(): a class or an annotated function is required");
    }
    return pair->value;
}

// register(cls, function), register(cls) as a decorator, register(annotated function).
static upy_value dispatcher_register(size_t n_args, const upy_value *args) {
    dispatcher *d = (dispatcher *)args[0];
    if (n_args == 3) {
        upy_dict_set(upy_as_dict(d->registry), args[1], args[2]);
        return args[2];
    }
    if (!upy_is_type(args[1])) {
        upy_dict_set(upy_as_dict(d->registry), annotated_class(args[1]), args[1]);
        return args[1];
    }
    upy_value partial = upy_get_attribute(upy_import_module("functools"), UPY_NAME(partial));
    upy_value call[2] = {upy_get_attribute(args[0], UPY_NAME(register)), args[1]};
    return upy_call(partial, 2, 0, call);
}
static const upy_builtin register_method = {.header = {&upy_type_builtin},
                                            .name = UPY_BUILTIN_NAME(register),
                                            .least = 2,
                                            .most = 3,
                                            .call.positional = dispatcher_register,
                                            .owner = UPY_OWNER(dispatcher),
                                            .kind = UPY_BUILTIN_METHOD};

static const upy_pair dispatcher_pairs[] = {
    {UPY_NAME(dispatch), (upy_value)&dispatch_method},
    {UPY_NAME(register), (upy_value)&register_method},
};
static const UPY_DEFINE_TABLE(dispatcher_attributes, dispatcher_pairs);

static const upy_slots dispatcher_slots = {
    .call = dispatcher_call,
    .attribute = dispatcher_attribute,
    .trace = dispatcher_trace,
};
const upy_type upy_type_dispatcher = {
    UPY_TYPE_HEAD(singledispatch, dispatcher, UPY_TYPE_IS_FINAL),
    .base = &upy_type_object,
    .slots = &dispatcher_slots,
    .attributes = &dispatcher_attributes,
};

static upy_value singledispatch(size_t n_args, const upy_value *args) {
    (void)n_args;
    upy_dict *registry = upy_dict_new(2);
    upy_dict_set(registry, (upy_value)&upy_type_object, args[0]);
    dispatcher *d = upy_new_object(&upy_type_dispatcher, sizeof(dispatcher));
    d->function = args[0];
    d->registry = upy_from_dict(registry);
    return (upy_value)d;
}
const UPY_FUNCTION(upy_functools_singledispatch_object, singledispatch, singledispatch, 1, 1);
