/*
 * xml-path.c - the elements that are open while a part is read, and whether they are understood
 */
#include "inspect/format/xml-path.h"

#include <string.h>

const char *xml_path_parent(const struct xml_path *path)
{
    return path->names[path->depth];
}

void xml_path_hide(struct xml_path *path)
{
    if (path->hidden == 0)
        path->hidden = path->depth + 1;
}

void xml_path_push(struct xml_path *path, const char *name)
{
    memcpy(path->names[++path->depth], name, strlen(name) + 1);
}

bool xml_path_pop(struct xml_path *path)
{
    bool understood = path->hidden == 0;

    if (path->hidden == path->depth)
        path->hidden = 0;
    path->depth--;
    return understood;
}
