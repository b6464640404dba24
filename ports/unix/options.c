// options.c — the command line. Read in one pass before the interpreter exists, because the size of the heap is
// among the options; nothing here has an effect yet.
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ports/unix/program.h"

#define LEAST_HEAP 700

static const char help_text[] =
    "usage: %s [options] [-c code | -m module | file | -] [arguments]\n"
    "Without a program: the prompt, or the program on standard input if that is no terminal.\n"
    "\n"
    "-c code     run this text\n"
    "-m module   run a module or package found through sys.path\n"
    "-           run what standard input gives\n"
    "-i          show the prompt afterwards\n"
    "-O[n]       optimise: no assert statements; -OO or -O<digit> for more\n"
    "-v          verbose: say at the end how memory was used; -vv: list the code first\n"
    "-h          this help\n"
    "--version   version and machine\n"
    "-X option   settings of this implementation:\n"
    "    compile-only                  check the program without running it\n"
    "    emit={bytecode,native,viper}  kind of code made when nothing else is asked for\n"
    "    heapsize=<n>[w][k|m]          most memory the heap may take; w: grows with the word size\n"
    "    recursion=<n>                 deepest chain of Python calls\n"
    "    collect-every=<n>             test: collect garbage at every n-th allocation\n"
    "    fail-alloc=<n>[+]             test: the n-th allocation fails, with + all that follow too\n"
    "\n"
    "Environment: MICROPYPATH (search path of modules, separated by colons), MICROPYINSPECT (as -i).\n";

void options_print_help(const char *program) { printf(help_text, program); }

static bool read_count(const char *text, size_t *result, const char **rest) {
    char *end;
    if (*text < '0' || *text > '9') {
        return false;
    }
    errno = 0;
    unsigned long long n = strtoull(text, &end, 0);
    *result = (size_t)n;
    *rest = end;
    return errno == 0 && n <= SIZE_MAX;
}

static bool read_whole_count(const char *text, size_t *result) {
    const char *rest;
    return read_count(text, result, &rest) && *rest == 0;
}

static bool read_heap_size(const char *text, size_t *result) {
    size_t unit = 1;
    if (!read_count(text, result, &text)) {
        return false;
    }
    if (*text == 'w' || *text == 'W') {
        unit = sizeof(void *) / 4;
        text++;
    }
    if (*text == 'k' || *text == 'K') {
        unit <<= 10;
        text++;
    } else if (*text == 'm' || *text == 'M') {
        unit <<= 20;
        text++;
    }
    return *text == 0 && !__builtin_mul_overflow(*result, unit, result) && *result >= LEAST_HEAP;
}

// What follows `name=` in text, or NULL.
static const char *value_of(const char *text, const char *name) {
    size_t n = strlen(name);
    return strncmp(text, name, n) == 0 && text[n] == '=' ? text + n + 1 : NULL;
}

static bool read_implementation_option(options *o, const char *text) {
    const char *value;
    if (strcmp(text, "compile-only") == 0) {
        o->compile_only = true;
        return true;
    }
    if ((value = value_of(text, "emit")) != NULL) { // there is one kind of code
        return strcmp(value, "bytecode") == 0 || strcmp(value, "native") == 0 || strcmp(value, "viper") == 0;
    }
    if ((value = value_of(text, "heapsize")) != NULL) {
        return read_heap_size(value, &o->heap_size);
    }
    if ((value = value_of(text, "recursion")) != NULL) {
        return read_whole_count(value, &o->recursion_limit) && o->recursion_limit > 0;
    }
    if ((value = value_of(text, "collect-every")) != NULL) {
        return read_whole_count(value, &o->collect_every);
    }
    if ((value = value_of(text, "fail-alloc")) != NULL) {
        if (!read_count(value, &o->fail_allocation, &value)) {
            return false;
        }
        o->keeps_failing = *value == '+';
        return value[o->keeps_failing] == 0;
    }
    return false;
}

// -O, -OO …, -O<digit>
static bool read_optimise(options *o, const char *text) {
    if (text[1] >= '0' && text[1] <= '9') {
        o->optimise = text[1] - '0';
        return text[2] == 0;
    }
    size_t n = strspn(text, "O");
    o->optimise += (int)n;
    return text[n] == 0;
}

static bool read_verbosity(options *o, const char *text) {
    size_t n = strspn(text, "v");
    o->verbosity += (int)n;
    return text[n] == 0;
}

static void set_program(options *o, program_kind kind, const char *what, int first_argument) {
    o->kind = kind;
    o->what = what;
    o->first_argument = first_argument;
}

options_result options_read(options *o, int argc, char **argv) {
    *o = (options){.kind = PROGRAM_NONE, .first_argument = argc};
    for (int i = 1; i < argc; i++) {
        const char *text = argv[i];
        if (text[0] != '-' || text[1] == 0) {
            set_program(o, text[0] == '-' ? PROGRAM_STDIN : PROGRAM_FILE, text, i + 1);
            return OPTIONS_RUN;
        }
        if (strcmp(text, "-h") == 0) {
            return OPTIONS_HELP;
        }
        if (strcmp(text, "--version") == 0) {
            return OPTIONS_VERSION;
        }
        bool takes_value = strcmp(text, "-c") == 0 || strcmp(text, "-m") == 0 || strcmp(text, "-X") == 0;
        if (takes_value && i + 1 >= argc) {
            return OPTIONS_WRONG;
        }
        if (takes_value && text[1] != 'X') {
            set_program(o, text[1] == 'c' ? PROGRAM_COMMAND : PROGRAM_MODULE, argv[i + 1], i + 2);
            return OPTIONS_RUN;
        }
        bool is_right = takes_value      ? read_implementation_option(o, argv[++i])
                        : text[1] == 'O' ? read_optimise(o, text + 1)
                        : text[1] == 'v' ? read_verbosity(o, text + 1)
                                         : strcmp(text, "-i") == 0;
        if (!is_right) {
            return OPTIONS_WRONG;
        }
        o->wants_prompt |= text[1] == 'i';
    }
    return OPTIONS_RUN;
}
