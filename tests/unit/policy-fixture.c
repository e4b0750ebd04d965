#include "policy-fixture.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* libconfig 1.5 itself loses the buffer of a string that a syntax error follows */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:strbuf_append\n";
}

const char *const GOOD_CONFIG = "socket = \"unix:milter.sock\";\n"
                                "socket_group = \"postfix\";\n"
                                "socket_mode = \"0660\";\n"
                                "inet_remote = false;\n"
                                "user = \"referral-milter\";\n"
                                "log_dir = \"log\";\n"
                                "key_dir = \"/var/lib/keys\";\n"
                                "gateway = \"gw1\";\n"
                                "time_zone = \"Europe/Brussels\";\n"
                                "segment = \"month\";\n"
                                "retention_months = 36;\n"
                                "log_sender = \"full\";\n"
                                "syslog_facility = \"mail\";\n"
                                "metrics_file = \"\";\n"
                                "memory_budget = 268435456;\n"
                                "workers = 4;\n"
                                "inspect_seconds = 20;\n"
                                "explanations = [ \"explanations.nl.conf\" ];\n"
                                "protocols = ( {\n"
                                "  id = \"kontich-2026\";\n"
                                "  title = \"Protocol\";\n"
                                "  recipients = [ \"sociale.dienst@kontich.be\" ];\n"
                                "  senders = [ ];\n"
                                "  other_recipients = [ \"sender\" ];\n"
                                "  valid_from = \"2026-02-28\";\n"
                                "  valid_until = \"\";\n"
                                "  suspended = false;\n"
                                "  mode = \"enforce\";\n"
                                "  help = \"\";\n"
                                "  other_contact = \"\";\n"
                                "  parties = ( );\n"
                                "  consent_statement = \"\";\n"
                                "  passphrases = ( { id = \"2026-1\"; file = \"one.pass\"; } );\n"
                                "  max_message_bytes = 1048576;\n"
                                "  archive = { kdf_power_min = 19; kdf_power_max = 20; };\n"
                                "  content = { formats = [ \"txt\", \"csv\" ]; };\n"
                                "  fields = ( { name = \"last-name\"; }, { name = \"email\"; } );\n"
                                "  contact_required = true;\n"
                                "  cleartext = \"scan\";\n"
                                "  sensitive = [ ];\n"
                                "  signature_lines = [ ];\n"
                                "  images_sha256 = [ ];\n"
                                "} );\n";

static void die(const char *why)
{
    printf("not ok fixture: %s\n", why);
    exit(1);
}

void folder_write_bytes(const struct config_folder *f, const char *name, const char *bytes,
                        size_t len)
{
    char path[160];
    FILE *file;

    (void)snprintf(path, sizeof(path), "%s/%s", f->folder, name);
    file = fopen(path, "we");
    if (file == NULL || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
        die("cannot write a file");
}

void folder_write(const struct config_folder *f, const char *name, const char *text)
{
    folder_write_bytes(f, name, text, strlen(text));
}

static void copy_shipped(const struct config_folder *f, const char *name)
{
    static char text[65536];
    char path[160];
    FILE *file;
    size_t len;

    (void)snprintf(path, sizeof(path), "conf/%s", name);
    file = fopen(path, "re");
    if (file == NULL)
        die("run the tests from the top of the source tree");
    len = fread(text, 1, sizeof(text), file);
    (void)fclose(file);
    folder_write_bytes(f, name, text, len);
}

void folder_start(struct config_folder *f)
{
    *f = (struct config_folder){.folder = "/tmp/referral-policy-XXXXXX"};
    if (mkdtemp(f->folder) == NULL)
        die("no folder");
    (void)snprintf(f->config, sizeof(f->config), "%s/test.conf", f->folder);
    copy_shipped(f, "explanations.nl.conf");
    copy_shipped(f, "explanations.en.conf");
    copy_shipped(f, "explanations.fr.conf");
    f->complaints = complaints_new();
}

void folder_end(struct config_folder *f)
{
    DIR *folder = opendir(f->folder);
    struct dirent *entry;
    char path[400];

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        (void)snprintf(path, sizeof(path), "%s/%s", f->folder, entry->d_name);
        if (unlink(path) != 0)
            (void)rmdir(path);
    }
    if (folder != NULL)
        (void)closedir(folder);
    (void)rmdir(f->folder);
    complaints_free(f->complaints);
}

struct policy *folder_load(struct config_folder *f, const char *config)
{
    folder_write(f, "test.conf", config);
    complaints_free(f->complaints);
    f->complaints = complaints_new();
    return policy_load(f->config, f->complaints);
}

char *replaced(const char *text, const char *find, const char *replacement)
{
    const char *at = strstr(text, find);
    size_t before = at != NULL ? (size_t)(at - text) : 0;
    char *out = malloc(strlen(text) + strlen(replacement) + 1);

    if (at == NULL || out == NULL)
        die(find);
    memcpy(out, text, before);
    memcpy(out + before, replacement, strlen(replacement));
    memcpy(out + before + strlen(replacement), at + strlen(find), strlen(at + strlen(find)) + 1);
    return out;
}

unsigned line_of(const char *text, const char *find)
{
    const char *at = strstr(text, find);
    unsigned line = 1;

    if (at == NULL)
        return 0;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

bool complains(const struct config_folder *f, const char *name, unsigned line, const char *what)
{
    char wanted[700];

    if (line > 0)
        (void)snprintf(wanted, sizeof(wanted), "%s/%s:%u: %s", f->folder, name, line, what);
    else
        (void)snprintf(wanted, sizeof(wanted), "%s/%s: %s", f->folder, name, what);
    for (size_t i = 0; i < complaints_count(f->complaints); i++)
        if (strncmp(complaints_text(f->complaints, i), wanted, strlen(wanted)) == 0)
            return true;
    return false;
}

void show_complaints(const struct config_folder *f)
{
    complaints_print(f->complaints, "  said", stdout);
}
