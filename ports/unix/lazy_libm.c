// lazy_libm.c — the functions of libm, loaded when the first of them is called.
//
// Being linked to libm costs every run: the loader relocates it and asks it which variants suit the processor, which
// touches most of it. Measured on glibc 2.36: 350 KB of resident memory, a seventh of what a small program needs.
// So the program has these functions itself, each a jump through a pointer, as a shared library's are anyway. A
// function that is not listed here still works: then the program is linked to libm again.
#include <features.h>

#if defined(__GLIBC__) && !defined(UPY_LINKS_LIBM)

#include <dlfcn.h>
#include <gnu/lib-names.h>
#include <stdio.h>
#include <stdlib.h>

static void *find(const char *name) {
    static void *library;
    if (library == NULL) {
        library = dlopen(LIBM_SO, RTLD_NOW | RTLD_LOCAL);
    }
    void *function = library == NULL ? NULL : dlsym(library, name);
    if (function == NULL) {
        fprintf(stderr, "fatal: %s\n", dlerror());
        abort();
    }
    return function;
}

#define LIBM_FUNCTION(result, name, parameters, arguments)                                                             \
    result name parameters;                                                                                            \
    result name parameters {                                                                                           \
        static result(*function) parameters;                                                                           \
        if (__builtin_expect(function == NULL, 0)) {                                                                   \
            *(void **)&function = find(#name);                                                                         \
        }                                                                                                              \
        return function arguments;                                                                                     \
    }
#define LIBM_1(name) LIBM_FUNCTION(double, name, (double x), (x))
#define LIBM_2(name) LIBM_FUNCTION(double, name, (double x, double y), (x, y))

LIBM_1(acos)
LIBM_1(acosh)
LIBM_1(asin)
LIBM_1(asinh)
LIBM_1(atan)
LIBM_1(atanh)
LIBM_1(cbrt)
LIBM_1(ceil)
LIBM_1(cos)
LIBM_1(cosh)
LIBM_1(erf)
LIBM_1(erfc)
LIBM_1(exp)
LIBM_1(exp2)
LIBM_1(expm1)
LIBM_1(floor)
LIBM_1(lgamma)
LIBM_1(log)
LIBM_1(log10)
LIBM_1(log1p)
LIBM_1(log2)
LIBM_1(nearbyint)
LIBM_1(rint)
LIBM_1(round)
LIBM_1(sin)
LIBM_1(sinh)
LIBM_1(sqrt)
LIBM_1(tan)
LIBM_1(tanh)
LIBM_1(tgamma)
LIBM_1(trunc)
LIBM_2(atan2)
LIBM_2(fmod)
LIBM_2(hypot)
LIBM_2(nextafter)
LIBM_2(pow)
LIBM_2(remainder)
LIBM_FUNCTION(double, fma, (double x, double y, double z), (x, y, z))

// What the compiler makes of sin() and cos() of one value.
LIBM_FUNCTION(void, sincos, (double x, double *sine, double *cosine), (x, sine, cosine))

#endif
