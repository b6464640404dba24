// disassemble.c — listings of code objects, driven by the formats in opcodes.def.
//
// The formats decide everything: how many words an instruction has and which operands are shown. Meanings are
// added only where a reader needs them: names and constants by value, targets of jumps by index.
#include "core/code/code.h"
#include "core/object/raise.h"

typedef enum operand_format {
    NONE,
    A,
    AB,
    ABx,
    AsBx,
    AX,
    X,
    ABX,
    ABxX,
    ABC,
    ABsC,
    ABCX,
    sJ,
    ABJ,
    ABCJ,
    AsBCJ,
} operand_format;

static const uint8_t formats[] = {
#define OPCODE(name, format, meaning) format,
#include "core/code/opcodes.def"
#undef OPCODE
};

static const char *const opcode_names[] = {
#define OPCODE(name, format, meaning) #name,
#include "core/code/opcodes.def"
#undef OPCODE
};

static const char *const intrinsic_names[] = {
#define INTRINSIC(name, meaning) #name,
#include "core/code/intrinsics.def"
#undef INTRINSIC
};

unsigned upy_instruction_length(uint32_t instruction) {
    unsigned op = instruction & 0xff;
    if (op >= UPY_OPCODE_COUNT) {
        return 1;
    }
    switch ((operand_format)formats[op]) {
    case AX:
    case X:
    case ABX:
    case ABxX:
    case ABCX:
    case ABJ:
    case ABCJ:
    case AsBCJ: return 2;
    default: return 1;
    }
}

static void print_constant(const upy_writer *w, const upy_code *code, uint32_t index) {
    if (index >= code->n_constants) {
        upy_printf(w, "K[%u]?", (unsigned)index);
        return;
    }
    upy_value v = code->constants[index];
    if (upy_is_name(v)) {
        upy_printf(w, "%q", v);
    } else if (upy_is_exactly(v, &upy_type_code)) {
        upy_printf(w, "<code %q>", ((const upy_code *)v)->name);
    } else {
        upy_printf(w, "%r", v);
    }
}

static void print_extra_word(const upy_writer *w, const upy_code *code, uint32_t op, uint32_t word) {
    if (op == UPY_INPLACE || op == UPY_UNPACK_STAR) {
        upy_printf(w, " %u", (unsigned)word);
        return;
    }
    upy_write_string(w, "  ; ");
    print_constant(w, code, word & 0xffff);
    if (word >> 16 != UPY_NO_CACHE && op != UPY_MAKE_FUNCTION) {
        upy_printf(w, " #%u", (unsigned)(word >> 16));
    }
}

static void print_operands(const upy_writer *w, const upy_code *code, size_t at, uint32_t i) {
    unsigned a = UPY_INSTRUCTION_A(i), b = UPY_INSTRUCTION_B(i), c = UPY_INSTRUCTION_C(i);
    operand_format format = (operand_format)formats[i & 0xff];
    switch (format) {
    case NONE:
    case X: break;
    case A:
    case AX: upy_printf(w, "%u", a); break;
    case AB:
    case ABX:
    case ABJ: upy_printf(w, "%u %u", a, b); break;
    case ABx:
    case ABxX: upy_printf(w, "%u %u", a, (unsigned)UPY_INSTRUCTION_BX(i)); break;
    case AsBx: upy_printf(w, "%u %d", a, (int)UPY_INSTRUCTION_SBX(i)); break;
    case ABC:
    case ABCX:
    case ABCJ: upy_printf(w, "%u %u %u", a, b, c); break;
    case ABsC: upy_printf(w, "%u %u %d", a, b, (int)UPY_INSTRUCTION_SC(i)); break;
    case AsBCJ: upy_printf(w, "%u %d %u", a, (int)UPY_INSTRUCTION_SB(i), c); break;
    case sJ: upy_printf(w, "-> %d", (int)at + 1 + (int)UPY_INSTRUCTION_SJ(i)); break;
    }
    if (format == ABJ || format == ABCJ || format == AsBCJ) {
        upy_printf(w, " -> %d", (int)at + 2 + (int)UPY_INSTRUCTION_SJ(code->instructions[at + 1]));
    } else if (upy_instruction_length(i) == 2) {
        print_extra_word(w, code, i & 0xff, code->instructions[at + 1]);
    }
    if ((i & 0xff) == UPY_LOAD_CONST) {
        upy_write_string(w, "  ; ");
        print_constant(w, code, UPY_INSTRUCTION_BX(i));
    } else if ((i & 0xff) == UPY_INTRINSIC && c < UPY_INTRINSIC_COUNT) {
        upy_printf(w, "  ; %s", intrinsic_names[c]);
    }
}

static void print_head(const upy_writer *w, const upy_code *code) {
    upy_printf(w, "code %q, file \"%q\", line %u: %u words, %u constants, %u registers, %u caches, flags %x\n",
               code->qualname, code->filename, (unsigned)code->first_line, (unsigned)code->n_instructions,
               (unsigned)code->n_constants, (unsigned)code->n_registers, (unsigned)code->n_caches,
               (unsigned)code->flags);
    upy_printf(w, "  arguments: %u (%u positional-only, %u with default), %u keyword-only\n", (unsigned)code->n_args,
               (unsigned)code->n_positional_only, (unsigned)code->n_defaults, (unsigned)code->n_keyword_only);
    for (unsigned i = 0; i < code->n_variables; i++) {
        upy_printf(w, "%s%u=%q", i ? " " : "  variables: ", i, code->variables[i]);
    }
    if (code->n_variables) {
        upy_write_string(w, "\n");
    }
    for (unsigned i = 0; i < code->n_captures; i++) {
        unsigned from = code->captures[i];
        upy_printf(w, "%s%s%u", i ? " " : "  captures: ", from & UPY_CAPTURE_FREE ? "free " : "register ",
                   from & ~UPY_CAPTURE_FREE);
    }
    if (code->n_captures) {
        upy_write_string(w, "\n");
    }
}

void upy_code_print(const upy_writer *w, const upy_code *code) {
    upy_check_stack();
    print_head(w, code);
    int line = -1;
    for (size_t at = 0; at < code->n_instructions;) {
        uint32_t i = code->instructions[at];
        int now = upy_code_line(code, at);
        if (now != line) {
            upy_printf(w, "  line %d\n", now);
            line = now;
        }
        if ((i & 0xff) >= UPY_OPCODE_COUNT) {
            upy_printf(w, "    %u: ? %x\n", (unsigned)at, (unsigned)i);
            at++;
            continue;
        }
        upy_printf(w, "    %u: %s ", (unsigned)at, opcode_names[i & 0xff]);
        print_operands(w, code, at, i);
        upy_write_string(w, "\n");
        at += upy_instruction_length(i);
    }
    for (unsigned i = 0; i < code->n_handlers; i++) {
        const upy_exception_entry *e = &code->handlers[i];
        upy_printf(w, "  handler: %u..%u -> %u, register %u\n", (unsigned)e->start, (unsigned)e->end,
                   (unsigned)e->handler, (unsigned)e->reg);
    }
    for (size_t i = 0; i < code->n_constants; i++) {
        if (upy_is_exactly(code->constants[i], &upy_type_code)) {
            upy_code_print(w, (const upy_code *)code->constants[i]);
        }
    }
}
