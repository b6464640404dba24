# _ast — the classes of syntax trees, as CPython's ast module and its users name them. Trees can be built,
# walked and printed; there is no parser that makes them.
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_ONLY_AST = 0x0400
PyCF_TYPE_COMMENTS = 0x1000


class AST:
    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._fields):
            raise TypeError("%s constructor takes at most %d positional argument%s" % (
                type(self).__name__, len(self._fields), "" if len(self._fields) == 1 else "s"))
        for name, value in zip(self._fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


def _make(base, rows):
    for row in rows.split(";"):
        name, _, fields = row.strip().partition(" ")
        optional = tuple(f[:-1] for f in fields.split() if f[-1] == "?")
        fields = tuple(f.rstrip("?") for f in fields.split())
        members = {"_fields": fields, "__match_args__": fields, "__module__": "ast"}
        members.update((f, None) for f in optional)
        globals()[name] = type(name, (globals()[base],), members)


_make("AST", "mod; stmt; expr; expr_context; boolop; operator; unaryop; cmpop; excepthandler; pattern; type_ignore")
_make(
    "AST",
    "alias name asname?; arg arg annotation? type_comment?; arguments posonlyargs args vararg? kwonlyargs "
    "kw_defaults kwarg? defaults; comprehension target iter ifs is_async; keyword arg? value; match_case "
    "pattern guard? body; withitem context_expr optional_vars?",
)
_make(
    "operator",
    "Add; BitAnd; BitOr; BitXor; Div; FloorDiv; LShift; MatMult; Mod; Mult; Pow; RShift; Sub",
)
_make(
    "boolop",
    "And; Or",
)
_make(
    "stmt",
    "AnnAssign target annotation value? simple; Assert test msg?; Assign targets value type_comment?; "
    "AsyncFor target iter body orelse type_comment?; AsyncFunctionDef name args body decorator_list "
    "returns? type_comment?; AsyncWith items body type_comment?; AugAssign target op value; Break; "
    "ClassDef name bases keywords body decorator_list; Continue; Delete targets; Expr value; For target "
    "iter body orelse type_comment?; FunctionDef name args body decorator_list returns? type_comment?; "
    "Global names; If test body orelse; Import names; ImportFrom module? names level?; Match subject "
    "cases; Nonlocal names; Pass; Raise exc? cause?; Return value?; Try body handlers orelse finalbody; "
    "TryStar body handlers orelse finalbody; While test body orelse; With items body type_comment?",
)
_make(
    "expr",
    "Attribute value attr ctx; Await value; BinOp left op right; BoolOp op values; Call func args "
    "keywords; Compare left ops comparators; Constant value kind?; Dict keys values; DictComp key value "
    "generators; FormattedValue value conversion format_spec?; GeneratorExp elt generators; IfExp test "
    "body orelse; JoinedStr values; Lambda args body; List elts ctx; ListComp elt generators; Name id "
    "ctx; NamedExpr target value; Set elts; SetComp elt generators; Slice lower? upper? step?; Starred "
    "value ctx; Subscript value slice ctx; Tuple elts ctx; UnaryOp op operand; Yield value?; YieldFrom "
    "value",
)
_make(
    "expr_context",
    "Del; Load; Store",
)
_make(
    "cmpop",
    "Eq; Gt; GtE; In; Is; IsNot; Lt; LtE; NotEq; NotIn",
)
_make(
    "excepthandler",
    "ExceptHandler type? name? body",
)
_make(
    "mod",
    "Expression body; FunctionType argtypes returns; Interactive body; Module body type_ignores",
)
_make(
    "unaryop",
    "Invert; Not; UAdd; USub",
)
_make(
    "pattern",
    "MatchAs pattern? name?; MatchClass cls patterns kwd_attrs kwd_patterns; MatchMapping keys patterns "
    "rest?; MatchOr patterns; MatchSequence patterns; MatchSingleton value; MatchStar name?; MatchValue "
    "value",
)
_make(
    "type_ignore",
    "TypeIgnore lineno tag",
)
for _base in (stmt, expr, excepthandler, pattern, arg, keyword, alias):
    _base._attributes = ("lineno", "col_offset", "end_lineno", "end_col_offset")
    _base.end_lineno = _base.end_col_offset = None
