// program.h — what the files of the Linux program share.
#ifndef UPY_PORTS_UNIX_PROGRAM_H
#define UPY_PORTS_UNIX_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/object/object.h"

// ---- options.c ----------------------------------------------------------------------------------

typedef enum { PROGRAM_NONE, PROGRAM_COMMAND, PROGRAM_MODULE, PROGRAM_FILE, PROGRAM_STDIN } program_kind;

typedef struct options {
    program_kind kind;
    const char *what;   // source text, module name or path
    int first_argument; // index in argv of what goes to the program
    int optimise, verbosity;
    bool wants_prompt; // -i
    bool compile_only;
    size_t heap_size;                      // most bytes the heap may grow to; 0: default
    size_t recursion_limit;                // 0: default
    size_t collect_every, fail_allocation; // test modes of the heap; 0: off
    bool keeps_failing;
} options;

typedef enum { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION, OPTIONS_WRONG } options_result;

options_result options_read(options *o, int argc, char **argv);
void options_print_help(const char *program);

// ---- search_path.c ------------------------------------------------------------------------------

void set_arguments(const options *o, int argc, char **argv); // sys.argv
void set_search_path(const options *o);                      // sys.path
void set_executable(void);                                   // sys.executable

// ---- execute.c ----------------------------------------------------------------------------------

// Runs what the options name; the exit status. Never raises.
int execute_program(const options *o, const char *program);
int execute_prompt(void);
void execute_exit_function(void); // sys.atexit

// ---- terminal.c ---------------------------------------------------------------------------------

void terminal_begin(void);          // Ctrl-C and broken pipes
bool terminal_is_interactive(void); // standard input is a terminal
int terminal_prompt_byte(int c);    // what a byte read at the prompt stands for
bool terminal_has_interrupt(void);  // …and was not taken yet
bool terminal_take_interrupt(void); // a Ctrl-C meant for the prompt came as a signal

// ---- history_file.c -----------------------------------------------------------------------------

void history_load(void);
void history_save(void);

#endif
