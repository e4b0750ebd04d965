/*
 * noop-milter - the peer of the benchmark: answers every event and does nothing
 *
 * noop-milter SOCKET
 */
#include <libmilter/mfapi.h>
#include <stdio.h>

static sfsistat go_on(SMFICTX *ctx)
{
    (void)ctx;
    return SMFIS_CONTINUE;
}

static sfsistat on_arguments(SMFICTX *ctx, char **arguments)
{
    (void)arguments;
    return go_on(ctx);
}

static sfsistat on_header(SMFICTX *ctx, char *name, char *value)
{
    (void)name;
    (void)value;
    return go_on(ctx);
}

static sfsistat on_body(SMFICTX *ctx, unsigned char *data, size_t len)
{
    (void)data;
    (void)len;
    return go_on(ctx);
}

int main(int argc, char **argv)
{
    struct smfiDesc description = {
        .xxfi_name = (char[]){"noop"},
        .xxfi_version = SMFI_VERSION,
        .xxfi_envfrom = on_arguments,
        .xxfi_envrcpt = on_arguments,
        .xxfi_header = on_header,
        .xxfi_eoh = go_on,
        .xxfi_body = on_body,
        .xxfi_eom = go_on,
    };

    if (argc != 2) {
        fputs("usage: noop-milter SOCKET\n", stderr);
        return 64;
    }
    if (smfi_setconn(argv[1]) != MI_SUCCESS || smfi_register(description) != MI_SUCCESS)
        return 71;
    return smfi_main() == MI_SUCCESS ? 0 : 71;
}
