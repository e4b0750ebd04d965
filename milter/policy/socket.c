/*
 * socket - the forms of the setting socket, and of option -p
 *
 * Says whether a socket is well formed and for this machine only; opens nothing.
 */
#include "policy/settings.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

static const char *after(const char *text, const char *prefix)
{
    size_t length = strlen(prefix);

    return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

/* unix_path - what follows "unix:" or "local:"; NULL for another form */
static const char *unix_path(const char *socket)
{
    const char *path = after(socket, "unix:");

    return path != NULL ? path : after(socket, "local:");
}

char *socket_resolve(char *socket, const char *file)
{
    const char *path = socket != NULL ? unix_path(socket) : NULL;
    char *resolved, *whole = NULL;

    if (path == NULL || path[0] == '\0')
        return socket;
    resolved = source_path(file, path);
    if (resolved == NULL || asprintf(&whole, "unix:%s", resolved) < 0)
        whole = NULL;
    free(resolved);
    free(socket);
    return whole;
}

/* host_loopback - is this address, or the name localhost, on this machine only? *numeric_r: it is
 * an address */
static bool host_loopback(const char *host, bool *numeric_r)
{
    struct in_addr four;
    struct in6_addr six;

    *numeric_r = true;
    if (inet_pton(AF_INET, host, &four) == 1)
        return (ntohl(four.s_addr) >> 24) == 127;
    if (inet_pton(AF_INET6, host, &six) == 1)
        return IN6_IS_ADDR_LOOPBACK(&six);
    *numeric_r = false;
    return strcasecmp(host, "localhost") == 0;
}

/* host_name - letters, digits, dots and hyphens */
static bool host_name(const char *host)
{
    size_t length = strlen(host);

    return length > 0 && length <= 253 && host[0] != '-' && host[0] != '.' &&
           strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") ==
               length;
}

static const char *inet_trouble(const char *rest, bool remote)
{
    const char *at = strchr(rest, '@');
    size_t digits = strspn(rest, "0123456789");
    unsigned long port = strtoul(rest, NULL, 10);
    char host[256];
    size_t length;
    bool numeric, loopback;

    if (digits == 0 || digits > 5 || port < 1 || port > 65535)
        return "needs a port from 1 to 65535 before the @";
    if (at == NULL || rest + digits != at)
        return "needs an address: inet:PORT@127.0.0.1 or inet6:PORT@[::1]";
    length = strlen(++at);
    if (length > 2 && at[0] == '[' && at[length - 1] == ']') {
        at++;
        length -= 2;
    }
    if (length >= sizeof(host))
        return "has a host name that is too long";
    memcpy(host, at, length);
    host[length] = '\0';
    loopback = host_loopback(host, &numeric);
    if (!numeric && !host_name(host))
        return "has an address that is none";
    if (!loopback && !remote)
        return "would be open to other machines: bind it to 127.0.0.1 or [::1], or set "
               "inet_remote = true";
    return NULL;
}

static const char *socket_trouble(const char *socket, bool remote)
{
    const char *path = unix_path(socket), *inet = after(socket, "inet:");
    struct sockaddr_un address;

    if (inet == NULL)
        inet = after(socket, "inet6:");
    if (inet != NULL)
        return inet_trouble(inet, remote);
    if (path == NULL)
        return "must be unix:PATH, inet:PORT@HOST or inet6:PORT@HOST";
    if (path[0] == '\0' || path[strlen(path) - 1] == '/')
        return "needs the path of a socket after unix:";
    if (strlen(path) >= sizeof(address.sun_path))
        return "has a path that is too long: the system takes at most 107 bytes";
    return NULL;
}

bool policy_socket_valid(const char *socket, bool inet_remote, char *why, size_t size)
{
    const char *trouble = socket_trouble(socket, inet_remote);

    (void)snprintf(why, size, "%s", trouble != NULL ? trouble : "");
    return trouble == NULL;
}
