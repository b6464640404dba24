name = "the package"
