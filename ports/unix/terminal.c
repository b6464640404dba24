// terminal.c — the console of hal/hal.h where it is a Unix terminal: its modes, and Ctrl-C.
//
// At the prompt the terminal hands over every byte and changes none; while code runs it is as it was found, so that
// input() and programs that know terminals work as usual. Ctrl-C then arrives as SIGINT. The variables are the
// process's, not an interpreter's: there is one terminal and one handler.
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "core/object/run.h"
#include "core/object/state.h"
#include "hal/hal.h"
#include "ports/unix/program.h"

static struct termios as_found;
static volatile bool is_changed; // the terminal is not as it was found
static volatile bool is_at_prompt;
static volatile sig_atomic_t prompt_interrupt; // SIGINT came at the prompt
static bool was_cr;                            // the last byte at the prompt was CR

static void restore(void) {
    if (is_changed) {
        tcsetattr(STDIN_FILENO, TCSANOW, &as_found);
        is_changed = false;
    }
}

static void on_interrupt(int signal_number) {
    (void)signal_number;
    if (is_at_prompt) {
        prompt_interrupt = 1;
        return;
    }
    if (UPY->interrupt_byte < 0) {
        return;
    }
    if (UPY->pending & UPY_PENDING_INTERRUPT) { // the program does not listen
        restore();
        _exit(1);
    }
    upy_request_interrupt();
}

void terminal_begin(void) {
    struct sigaction action = {.sa_handler = on_interrupt}; // no SA_RESTART: waiting must end
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool terminal_is_interactive(void) { return isatty(STDIN_FILENO) == 1; }

static void set_mode(upy_hal_console_user user) {
    struct termios mode = as_found;
    mode.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    mode.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | ISTRIP | IXON);
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    if (user == UPY_HAL_CONSOLE_PROMPT) {
        mode.c_lflag &= ~(tcflag_t)ISIG;
        mode.c_iflag &= ~(tcflag_t)BRKINT;
        mode.c_oflag &= ~(tcflag_t)OPOST;
    } else { // of the keys with a meaning only Ctrl-C is left
        mode.c_cc[VQUIT] = mode.c_cc[VSUSP] = _POSIX_VDISABLE;
        mode.c_oflag |= OPOST | ONLCR;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &mode);
    is_changed = true;
}

void upy_hal_console_give(upy_hal_console_user user) {
    is_at_prompt = user == UPY_HAL_CONSOLE_PROMPT;
    prompt_interrupt = 0;
    if (user == UPY_HAL_CONSOLE_PROGRAM) {
        restore();
        return;
    }
    if (is_changed || (terminal_is_interactive() && tcgetattr(STDIN_FILENO, &as_found) == 0)) {
        set_mode(user);
    }
}

// Lines from files and pipes end with LF; a terminal would have sent CR.
int terminal_prompt_byte(int c) {
    bool is_pair = was_cr;
    was_cr = is_at_prompt && c == '\r';
    return is_at_prompt && c == '\n' && !is_pair ? '\r' : c;
}

bool terminal_has_interrupt(void) { return prompt_interrupt != 0; }

bool terminal_take_interrupt(void) {
    bool came = prompt_interrupt != 0;
    prompt_interrupt = 0;
    return came && is_at_prompt;
}
