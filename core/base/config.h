// config.h — every build switch of the interpreter, its meaning and its default per level.
//
// A port's `port_config.h` (found through the include path) picks UPY_LEVEL and may override any
// single switch before the defaults below apply. Switches are 0/1 unless a unit is given. Whole
// features are left out by not compiling their files; a switch exists only where a file that is
// always compiled has to know.
#ifndef UPY_BASE_CONFIG_H
#define UPY_BASE_CONFIG_H

#define UPY_LEVEL_TINY 0     // smallest useful Python: 96 KB of flash, 16 KB of RAM
#define UPY_LEVEL_STANDARD 1 // boards with 256 KB of flash and more
#define UPY_LEVEL_FULL 2     // hosts

#include "port_config.h"

#ifndef UPY_LEVEL
#define UPY_LEVEL UPY_LEVEL_FULL
#endif

// Width of a machine word in bits: decides the value encoding (value.h).
#if UINTPTR_MAX == 0xffffffffffffffffu
#define UPY_WORD_BITS 64
#else
#define UPY_WORD_BITS 32
#endif

// Floats exist; 0: ints are the only numbers, and what would make a float raises.
#ifndef UPY_FLOATS
#define UPY_FLOATS (UPY_LEVEL >= UPY_LEVEL_STANDARD)
#endif

// Floats have double precision; 0: single. 64-bit words always use doubles.
#ifndef UPY_FLOAT_DOUBLE
#define UPY_FLOAT_DOUBLE (UPY_WORD_BITS == 64)
#endif

// The type of all floats.
#if UPY_FLOAT_DOUBLE
typedef double upy_float;
#define UPY_FLOAT_MANTISSA_BITS 53
#else
typedef float upy_float;
#define UPY_FLOAT_MANTISSA_BITS 24
#endif

// Functions on floats (sine, logarithm …) are ours, for processors without floating point; 0: the C library's. Only for
// single-precision floats.
#ifndef UPY_OWN_FLOAT_FUNCTIONS
#define UPY_OWN_FLOAT_FUNCTIONS 0
#endif

// The port has files; 0: no open(), no execfile(), only built-in modules are imported.
#ifndef UPY_FILES
#define UPY_FILES 1
#endif

// Every str holds its bytes itself; 0: static names have theirs elsewhere, and long results of concatenation share
// buffers in which they can grow (core/types/text_buffer.c).
#ifndef UPY_COMPACT_STRS
#define UPY_COMPACT_STRS (UPY_LEVEL < UPY_LEVEL_FULL)
#endif

// Doc strings are kept on modules, classes and functions.
#ifndef UPY_DOCSTRINGS
#define UPY_DOCSTRINGS (UPY_LEVEL >= UPY_LEVEL_FULL)
#endif

// The compiler folds constants and makes the instructions that are there for speed alone (immediate operands, loops
// over range); 0: the loop is core/vm/interpret_small.c, which does not know them.
#ifndef UPY_FAST_CODE
#define UPY_FAST_CODE (UPY_LEVEL >= UPY_LEVEL_STANDARD)
#endif

// Inline caches exist (a RAM side table per warm function).
#ifndef UPY_INLINE_CACHES
#define UPY_INLINE_CACHES (UPY_LEVEL >= UPY_LEVEL_STANDARD)
#endif

// Messages of exceptions are complete sentences; 0: most exceptions have none.
#ifndef UPY_LONG_MESSAGES
#define UPY_LONG_MESSAGES (UPY_LEVEL >= UPY_LEVEL_STANDARD)
#endif

// complex numbers, set algebra on views, synthesised dunder methods on built-in types, exception
// chaining, evaluated annotations: the parts of the data model that TINY may leave out.
#ifndef UPY_FULL_DATA_MODEL
#define UPY_FULL_DATA_MODEL (UPY_LEVEL >= UPY_LEVEL_STANDARD)
#endif

// Iterators of built-in types have __length_hint__.
#ifndef UPY_NATIVE_LENGTH_HINTS
#define UPY_NATIVE_LENGTH_HINTS (UPY_LEVEL >= UPY_LEVEL_FULL)
#endif

// sys.stdin, sys.stdout and sys.stderr are stream objects (modules/io_file.c); 0: they are not there.
#ifndef UPY_STANDARD_STREAMS
#define UPY_STANDARD_STREAMS (UPY_LEVEL >= UPY_LEVEL_STANDARD)
#endif

// Statements and kinds of functions only larger builds know.
#define UPY_HAS_MATCH (UPY_LEVEL >= UPY_LEVEL_STANDARD)
#define UPY_HAS_EXCEPTION_GROUPS (UPY_LEVEL >= UPY_LEVEL_STANDARD) // and except*
#define UPY_HAS_ASYNC (UPY_LEVEL >= UPY_LEVEL_STANDARD)            // async def, await, async for, async with
#define UPY_HAS_ASYNC_GENERATORS (UPY_LEVEL >= UPY_LEVEL_STANDARD)

// Full Unicode tables for case and character classes; 0: ASCII only.
#ifndef UPY_UNICODE_TABLES
#define UPY_UNICODE_TABLES (UPY_LEVEL >= UPY_LEVEL_FULL)
#endif
// \N{name} in string literals: 270 KB.
#ifndef UPY_UNICODE_NAMES
#define UPY_UNICODE_NAMES (UPY_LEVEL >= UPY_LEVEL_FULL)
#endif

// Entries of the global (type, name) lookup cache; a power of two, 0 for none.
#ifndef UPY_LOOKUP_CACHE_SIZE
#define UPY_LOOKUP_CACHE_SIZE (UPY_LEVEL >= UPY_LEVEL_FULL ? 512 : UPY_LEVEL >= UPY_LEVEL_STANDARD ? 64 : 16)
#endif

// Values in one segment of the value stack.
#ifndef UPY_STACK_SEGMENT
#define UPY_STACK_SEGMENT (UPY_LEVEL >= UPY_LEVEL_FULL ? 16384 : 256)
#endif

// Deepest chain of Python calls before RuntimeError("maximum recursion depth exceeded").
#ifndef UPY_RECURSION_LIMIT
#define UPY_RECURSION_LIMIT (UPY_LEVEL >= UPY_LEVEL_FULL ? 50000 : 1000)
#endif

// The heap can be told to fail or to collect at every N-th allocation (test builds).
#ifndef UPY_HEAP_FAULTS
#define UPY_HEAP_FAULTS (UPY_LEVEL >= UPY_LEVEL_FULL)
#endif

#define UPY_LIKELY(x) __builtin_expect(!!(x), 1)
#define UPY_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define UPY_NORETURN _Noreturn
#define UPY_COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#endif
