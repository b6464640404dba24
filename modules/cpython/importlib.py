# importlib — importing by name. Finding and loading is done by the interpreter, so there are no finders
# and loaders to put in a different order; what other modules import from here exists.
import sys as _sys

_Module = type(_sys)


class _Namespace:
    pass


def import_module(name, package=None):
    level = 0
    while name[level : level + 1] == ".":
        level += 1
    if level:
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for " + repr(name))
        name = _resolve_name(name[level:], package, level)
    __import__(name)
    module = _sys.modules.get(name)
    if module is None:
        parts = name.split(".")
        module = __import__(parts[0])
        for part in parts[1:]:
            module = getattr(module, part)
    return module


def _resolve_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return bits[0] + "." + name if name else bits[0]


def invalidate_caches():
    pass


def reload(module):
    name = module.__name__
    if _sys.modules.get(name) is not module:
        raise ImportError("module " + name + " not in sys.modules")
    with open(module.__file__) as f:
        code = compile(f.read(), module.__file__, "exec")
    exec(code, module.__dict__)
    return module


__import__ = __import__


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.cached = None
        self.has_location = origin is not None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]


class Loader:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        raise ImportError


class SourceFileLoader(Loader):
    def __init__(self, name, path):
        self.name = name
        self.path = path

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        with open(path, "rb") as f:
            return f.read()

    def get_source(self, name=None):
        return self.get_data(self.path).decode()

    def get_code(self, name=None):
        return compile(self.get_source(), self.path, "exec")

    def is_package(self, name):
        return self.path.endswith("/__init__.py")

    def exec_module(self, module):
        exec(self.get_code(), module.__dict__)

    def load_module(self, name=None):
        return import_module(name or self.name)


class BuiltinImporter(Loader):
    pass


class FrozenImporter(Loader):
    pass


class PathFinder:
    pass


class FileFinder:
    def __init__(self, path, *loader_details):
        self.path = path


def _find(name, path=None):
    module = _sys.modules.get(name)
    if module is not None and path is None:
        file = getattr(module, "__file__", None)
        is_package = hasattr(module, "__path__")
    else:
        parent, _, tail = name.rpartition(".")
        if path is None and parent:
            path = [import_module(parent).__path__]
        file = None
        for folder in _sys.path if path is None else [path] if isinstance(path, str) else path:
            base = folder + "/" + tail if folder else tail
            for candidate in (base + "/__init__.py", base + ".py"):
                try:
                    open(candidate).close()
                except OSError:
                    continue
                file = candidate
                break
            if file:
                break
        else:
            if tail in _sys.builtin_module_names:
                return ModuleSpec(name, BuiltinImporter, origin="built-in")
            return None
        is_package = file.endswith("/__init__.py")
    if file is None:
        return ModuleSpec(name, BuiltinImporter, origin="built-in", is_package=is_package)
    spec = ModuleSpec(name, SourceFileLoader(name, file), origin=file, is_package=is_package)
    if is_package:
        spec.submodule_search_locations.append(file.rpartition("/")[0])
    return spec


def find_loader(name, path=None):
    spec = _find(name, path)
    return spec and spec.loader


def _submodule(name, **members):
    full = "importlib." + name
    module = _Module(full)
    for key, value in members.items():
        setattr(module, key, value)
    globals()[name] = module
    _sys.modules[full] = module
    return module


def _cache_from_source(path, debug_override=None, *, optimization=None):
    folder, _, file = path.rpartition("/")
    return (folder + "/" if folder else "") + "__pycache__/" + file.rpartition(".")[0] + ".pyc"


def _source_from_cache(path):
    raise NotImplementedError("there is no byte-code cache")


def _module_from_spec(spec):
    module = _Module(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    if spec.origin:
        module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    return module


def _spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    spec = ModuleSpec(name, loader or SourceFileLoader(name, location), origin=location)
    spec.submodule_search_locations = submodule_search_locations
    return spec


def _spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _decode_source(data):
    return data.decode().replace("\r\n", "\n")


class _LazyLoader(Loader):
    def __init__(self, loader):
        self.loader = loader


_submodule(
    "machinery",
    ModuleSpec=ModuleSpec,
    BuiltinImporter=BuiltinImporter,
    FrozenImporter=FrozenImporter,
    PathFinder=PathFinder,
    FileFinder=FileFinder,
    WindowsRegistryFinder=PathFinder,
    SourceFileLoader=SourceFileLoader,
    SourcelessFileLoader=SourceFileLoader,
    ExtensionFileLoader=SourceFileLoader,
    NamespaceLoader=Loader,
    SOURCE_SUFFIXES=[".py"],
    BYTECODE_SUFFIXES=[".pyc"],
    DEBUG_BYTECODE_SUFFIXES=[".pyc"],
    OPTIMIZED_BYTECODE_SUFFIXES=[".pyc"],
    EXTENSION_SUFFIXES=[],
    all_suffixes=lambda: [".py", ".pyc"],
)
_submodule(
    "util",
    MAGIC_NUMBER=b"UPY\n",
    LazyLoader=_LazyLoader,
    cache_from_source=_cache_from_source,
    source_from_cache=_source_from_cache,
    decode_source=_decode_source,
    find_spec=lambda name, package=None: _find(_resolve_name(name.lstrip("."), package, 1) if name[0] == "." else name),
    module_from_spec=_module_from_spec,
    spec_from_file_location=_spec_from_file_location,
    spec_from_loader=_spec_from_loader,
    resolve_name=lambda name, package: import_module and (
        _resolve_name(name.lstrip("."), package, len(name) - len(name.lstrip("."))) if name[0] == "." else name
    ),
)
_submodule(
    "abc",
    Loader=Loader,
    MetaPathFinder=PathFinder,
    PathEntryFinder=FileFinder,
    ResourceLoader=Loader,
    InspectLoader=Loader,
    ExecutionLoader=Loader,
    FileLoader=SourceFileLoader,
    SourceLoader=SourceFileLoader,
)
_submodule(
    "_bootstrap",
    ModuleSpec=ModuleSpec,
    BuiltinImporter=BuiltinImporter,
    FrozenImporter=FrozenImporter,
    _resolve_name=_resolve_name,
    _ERR_MSG="No module named {!r}",
    _load=lambda spec: import_module(spec.name),
    _exec=lambda spec, module: reload(module),
    _builtin_from_name=import_module,
)
_submodule(
    "_bootstrap_external",
    SourceFileLoader=SourceFileLoader,
    SourcelessFileLoader=SourceFileLoader,
    ExtensionFileLoader=SourceFileLoader,
    FileFinder=FileFinder,
    PathFinder=PathFinder,
    MAGIC_NUMBER=b"UPY\n",
    cache_from_source=_cache_from_source,
    source_from_cache=_source_from_cache,
    decode_source=_decode_source,
    spec_from_file_location=_spec_from_file_location,
    _LoaderBasics=Loader,
    _RAW_MAGIC_NUMBER=0,
    SOURCE_SUFFIXES=[".py"],
    BYTECODE_SUFFIXES=[".pyc"],
    _get_supported_file_loaders=lambda: [],
)
