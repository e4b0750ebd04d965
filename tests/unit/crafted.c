#include "crafted.h"

struct sz_archive crafted_good(void)
{
    return sz_simple("aanmelding.txt", DOCUMENT);
}

struct sz_archive crafted_with_method(enum contents_method method)
{
    struct sz_archive a = crafted_good();

    a.folders[0].method = method;
    return a;
}

struct sz_archive crafted_encrypted_header(enum contents_method method)
{
    struct sz_archive a = crafted_good();

    a.header = SZ_HEADER_ENCODED;
    a.header_folder.method = method;
    a.header_folder.aes_alone = method == METHOD_COPY;
    return a;
}

struct sz_archive crafted_packed_header(enum contents_method method)
{
    struct sz_archive a = crafted_encrypted_header(method);

    a.header_folder.cipher = SZ_PLAIN;
    return a;
}

/* The same archive with another file in a folder of its own */
struct sz_archive crafted_with_second(struct sz_archive a)
{
    a.folder_count = a.file_count = 2;
    a.folders[1] = a.folders[0];
    a.folders[1].contents[0] = slice_from("Voornaam: An\r\n");
    a.files[1].name = "tweede.txt";
    return a;
}
