// syntax_error.c — makes and raises SyntaxError.
//
// Relies on exception objects and on attributes being storable on them. If memory runs out on the way, the
// MemoryError takes the place of the SyntaxError.
#include "core/compiler/syntax_error.h"

#include "core/types/exception.h"
#include "core/types/str.h"

void(upy_syntax_error)(upy_value filename, upy_place place, const upy_type *type, const char *message_format, ...) {
    upy_builder builder;
    upy_builder_init(&builder, 0);
    upy_writer writer = upy_builder_writer(&builder);
    va_list arguments;
    va_start(arguments, message_format);
    upy_printf_list(&writer, message_format, arguments);
    va_end(arguments);
    upy_value message = upy_builder_to_str(&builder);
    upy_value exception = upy_new_exception(type, 1, &message);
#if UPY_FULL_DATA_MODEL
    upy_set_attribute(exception, UPY_NAME(filename), filename);
    upy_set_attribute(exception, UPY_NAME(lineno), upy_small_int((intptr_t)(place.line & 0x3fffffff)));
    upy_set_attribute(exception, UPY_NAME(offset), upy_small_int((intptr_t)place.column));
    upy_set_attribute(exception, UPY_NAME(msg), message);
#endif
    upy_exception_add_traceback(exception, filename, NULL, place.line);
    upy_raise(exception);
}
