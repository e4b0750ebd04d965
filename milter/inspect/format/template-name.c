/*
 * template-name.c - the templates of styles that LibreOffice comes with
 */
#include "inspect/format/template-name.h"

#include <string.h>

bool template_name(struct slice name)
{
    return slice_is(name, "Default") || slice_is(name, "Modern") || slice_is(name, "Simple");
}

/* versioned - libreoffice, LibreOffice7.4, LibreOffice.app */
static bool versioned(struct slice folder)
{
    static const char name[] = "libreoffice", others[] = "0123456789.";
    size_t len = sizeof name - 1;

    if (!slice_is_nocase(slice_sub(folder, 0, len), name) || folder.len > len + 6)
        return false;
    folder = slice_sub(folder, len, folder.len - len);
    for (size_t i = 0; i < folder.len && !slice_is(folder, ".app"); i++)
        if (folder.data[i] == '\0' || strchr(others, folder.data[i]) == NULL)
            return false;
    return true;
}

static bool usual_folder(struct slice folder)
{
    static const char *const names[] = {
        "",     "..",        "usr",          "lib",      "lib64",     "opt",
        "snap", "current",   "app",          "file:",    "C:",        "Program%20Files",
        "D:",   "Resources", "Applications", "Contents", "Programme", "Program%20Files%20(x86)"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (slice_is(folder, names[i]))
            return true;
    return versioned(folder);
}

bool template_path(struct slice path)
{
    static const char common[] = "share/template/common/styles/", extension[] = ".ott";
    size_t end = slice_find(path, slice_from(common), 0), name = end + sizeof common - 1;

    if (slice_is(path, "Normal.dotm") || slice_is(path, "Normal.dot"))
        return true; /* Word's own */
    if (end == SIZE_MAX || path.len < name + sizeof extension ||
        !slice_is(slice_sub(path, path.len - 4, 4), extension) ||
        !template_name(slice_sub(path, name, path.len - 4 - name)))
        return false;
    for (size_t at = 0; at < end;) {
        size_t slash = slice_find(path, slice_from("/"), at);

        if (!usual_folder(slice_sub(path, at, slash - at)))
            return false;
        at = slash + 1;
    }
    return true;
}
