// state.h — all mutable state of one interpreter, grouped by floor.
//
// Reached only through UPY. On boards that is the address of one static object; on hosts a
// thread-local pointer, so one process can hold several interpreters. The whole structure is
// scanned conservatively by the collector: a value or object pointer stored here is a root.
#ifndef UPY_OBJECT_STATE_H
#define UPY_OBJECT_STATE_H

#include "core/heap/heap.h"
#include "core/object/dict.h"
#include "core/object/raise.h"

#define UPY_SCHEDULE_DEPTH 8

typedef struct upy_lookup_cache_entry {
    const upy_type *type;
    upy_value name;
    const upy_value *entry; // NULL: known to be absent
    uintptr_t epoch;
} upy_lookup_cache_entry;

typedef struct upy_state {
    // -- floor 0: heap
    upy_heap heap;

    // -- floor 1: object
    uintptr_t epoch;                 // changes whenever a namespace or class changes structurally; starts at 1
    upy_jump *jump_top;              // innermost jump buffer or guard
    upy_value stop_value;            // StopIteration value of the last `next` that ended; UPY_NULL: None
    upy_value handled_exception;     // exception whose handler is running (bare raise, __context__); UPY_NULL: none
    upy_object *emergency_exception; // preallocated MemoryError
    bool is_raising_memory;          // the message of a MemoryError is being made
    char *c_stack_base;              // highest address of the C stack of this interpreter
    size_t c_stack_limit;            // bytes of C stack that may be used
    struct {
        upy_value *slots; // open addressing, weak; storage block
        size_t n_used, capacity;
    } names;
    struct {
        struct upy_weakref **buckets; // weak; storage block (core/object/weakref.h)
        size_t n_buckets, n_used;
        struct {
            struct upy_weakref *first, *last;
        } queues[2];                    // whose target died: finalizers, references
        struct upy_weakref *finalizers; // those that wait, newest first (modules/weakref.c)
    } weakrefs;
    upy_lookup_cache_entry lookup_cache[UPY_LOOKUP_CACHE_SIZE ? UPY_LOOKUP_CACHE_SIZE : 1];
    void *repr_chain; // containers being printed now (upy_repr recursion)

    // -- floor 2: types, builtins, import
    upy_dict *builtins;                           // RAM namespace; starts as a copy-on-write view of the constant table
    upy_dict *modules;                            // sys.modules
    upy_dict *main_globals;                       // globals of __main__
    upy_value sys_path, sys_argv, sys_attributes; // lists; dict of stored sys attributes or UPY_NULL
    upy_value sys_exit_function;                  // sys.atexit
    upy_value const_modules;                      // dict: name → loaded built-in module with RAM state
#if UPY_LEVEL >= UPY_LEVEL_FULL
    struct {
        upy_value str;        // the non-ASCII str indexed last (UPY_NULL: none), kept alive by being here
        size_t count;         // its code points; 0: not known
        size_t index, offset; // a code point of it and its byte offset
    } text_position;
#endif
    upy_value slot_wrappers; // dict of the special methods made of slots so far; UPY_NULL (core/types/slot_methods.c)
    uintptr_t classes;       // the newest class made at run time, weak: its address inverted (core/types/class.c)

    // -- floor 3: compiler
    int optimise; // micropython.opt_level

    // -- floor 4: VM
    struct upy_frame *frame;         // innermost frame; NULL: none
    struct upy_stack_segment *stack; // newest segment of the value stack
    upy_value *stack_end;            // end of that segment
    upy_value
        *arguments_end; // while the arguments of a frame are bound (its ip is NULL): they may reach past its window
    size_t call_depth;
    size_t recursion_limit;
    int32_t countdown;         // back-edges and calls left until pending things are looked at
    volatile uint32_t pending; // UPY_PENDING_…
    struct {
        upy_value callable, argument;
    } schedule[UPY_SCHEDULE_DEPTH];
    volatile uint8_t schedule_head, schedule_count;
    bool is_running_scheduled;

    // -- floor 5 and up: state of modules (small, each documented where it is used)
    void *abc_answers;  // storage block (modules/cpython/abc.c)
    upy_value re_cache; // dict: what was compiled → re.Pattern; or UPY_NULL
    uint64_t random_state[2];
    upy_value random_extra;
    int interrupt_byte;     // micropython.kbd_intr; -1: off
    upy_value stdio[3];     // streams put in place of sys.stdin, stdout, stderr; UPY_NULL: the console
    upy_value repl_last;    // builtins._ at the prompt
    upy_value repl_history; // list of the lines typed at the prompt, oldest first; UPY_NULL: none yet
} upy_state;

enum { UPY_PENDING_INTERRUPT = 1, UPY_PENDING_SCHEDULE = 2, UPY_PENDING_FINALIZERS = 4 };

#if defined(UPY_STATE_THREAD_LOCAL) && UPY_STATE_THREAD_LOCAL
extern _Thread_local upy_state *upy_state_current;
#define UPY upy_state_current
#else
extern upy_state upy_state_single;
#define UPY (&upy_state_single)
#endif

// Brings up a zeroed state whose heap is initialised: names, builtins, emergency exception. stack_base: see
// c_stack_base.
void upy_init(char *c_stack_base, size_t c_stack_limit);
void upy_deinit(void);

#endif
