/*
 * docx-text-field.c - what stands around text: fields, links, bookmarks, content controls
 *
 * Fields for page numbers are understood, and links to the mail address that is shown, which Word
 * makes by itself. Bookmarks are those that Word sets by itself. A content control is named like
 * the field it is for, or not at all; its prompt is one of Word's own, or a fixed text.
 */
#include "inspect/format/docx-text.h"

#include <string.h>

enum { PAGE_DIGITS_MAX = 4, ROMAN_MAX = 8 };

static void hidden(struct docx_text *t, struct slice text)
{
    sink_hidden(t->sink, text, t->place);
}

static bool digits(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return true;
}

/* next_word - cuts it off the text; empty at the end */
static struct slice next_word(struct slice *text)
{
    struct slice word;
    size_t len = 0;

    *text = slice_trim(*text);
    while (len < text->len && text->data[len] != ' ' && text->data[len] != '\t')
        len++;
    word = slice_sub(*text, 0, len);
    *text = slice_sub(*text, len, text->len - len);
    return word;
}

/* made_of - digits, or at most 14 of those of base 36, behind the words */
static bool made_of(struct slice name, const char *words, bool base36)
{
    struct slice rest = slice_sub(name, strlen(words), name.len);

    if (!slice_starts(name, words) || rest.len > 14)
        return false;
    for (size_t i = 0; i < rest.len; i++)
        if ((rest.data[i] < '0' || rest.data[i] > '9') &&
            !(base36 && rest.data[i] >= 'a' && rest.data[i] <= 'z'))
            return false;
    return true;
}

/* docx_bookmark - where one was last, or copied; a heading of Google Docs */
void docx_bookmark(struct docx_text *t, const struct xml_element *e)
{
    struct slice name = xml_attribute(e, "w:name");

    if (!slice_is(name, "_GoBack") && !made_of(name, "_Hlk", false) &&
        !made_of(name, "OLE_LINK", false) && !made_of(name, "_heading=h.", true))
        hidden(t, name);
}

/* --- links --- */

/* keep_mail - remembers the address of a mailto target, without its scheme */
static bool keep_mail(struct docx_text *t, struct slice target)
{
    static const char scheme[] = "mailto:";
    struct slice address = slice_sub(target, sizeof scheme - 1, target.len);

    if (!slice_starts_nocase(target, scheme) || address.len == 0 ||
        address.len > DOCX_INSTRUCTION_MAX || t->mail[0] != '\0')
        return false;
    memcpy(t->mail, address.data, address.len);
    t->mail[address.len] = '\0';
    t->shown = t->paragraph.len;
    return true;
}

void docx_link_begin(struct docx_text *t, const struct xml_element *e)
{
    struct slice id = xml_attribute(e, "r:id");
    const struct ooxml_relation *r = ooxml_relation(t->relations, id);

    if (r == NULL || !keep_mail(t, slice_from(r->target))) {
        hidden(t, r == NULL ? id : slice_from(r->target));
        return;
    }
    if (r - t->relations->all < DOCX_LINKS_MAX)
        t->used[r - t->relations->all] = true;
}

void docx_link_end(struct docx_text *t)
{
    struct slice shown = slice_sub(buffer_slice(&t->paragraph), t->shown, t->paragraph.len);

    if (t->mail[0] != '\0' && !slice_is_nocase(slice_trim(shown), t->mail))
        hidden(t, slice_from(t->mail));
    bytes_wipe(t->mail, sizeof t->mail);
}

/* --- fields --- */

void docx_field_begin(struct docx_text *t)
{
    if (t->fields++ > 0)
        hidden(t, slice_of(NULL, 0));
    buffer_clear(&t->instruction);
    t->in_instruction = true;
    t->page_number = false;
}

/* page_field - PAGE and the like, with a format of numbers */
static bool page_field(struct slice instruction)
{
    static const char *const kinds[] = {"PAGE", "NUMPAGES", "SECTIONPAGES", NULL};
    static const char *const formats[] = {"\\*", "MERGEFORMAT", "Arabic", "roman", "", NULL};
    struct slice word = next_word(&instruction);

    if (!slice_in_nocase(word, kinds))
        return false;
    while (instruction.len > 0) {
        word = next_word(&instruction);
        if (!slice_in_nocase(word, formats))
            return false;
    }
    return true;
}

/* is_page - a number in digits, or in Roman ones */
static bool is_page(struct slice shown)
{
    for (size_t i = 0; i < shown.len; i++)
        if (strchr("ivxlcIVXLC", shown.data[i]) == NULL)
            return shown.len <= PAGE_DIGITS_MAX && digits(shown);
    return shown.len <= ROMAN_MAX;
}

/* mail_field - HYPERLINK "mailto:..." and nothing else */
static bool mail_field(struct docx_text *t, struct slice instruction)
{
    struct slice word = next_word(&instruction), target;

    if (!slice_is_nocase(word, "HYPERLINK"))
        return false;
    target = slice_trim(instruction);
    if (target.len < 2 || target.data[0] != '"' || target.data[target.len - 1] != '"')
        return false;
    return keep_mail(t, slice_sub(target, 1, target.len - 2));
}

void docx_field_shown(struct docx_text *t)
{
    struct slice instruction = buffer_slice(&t->instruction);

    if (!t->in_instruction)
        return;
    t->in_instruction = false;
    t->shown = t->paragraph.len;
    t->page_number = page_field(instruction);
    if (!t->page_number && !mail_field(t, instruction))
        hidden(t, instruction);
}

void docx_field_end(struct docx_text *t)
{
    struct slice shown;

    docx_field_shown(t);
    shown = slice_sub(buffer_slice(&t->paragraph), t->shown, t->paragraph.len);
    if (t->page_number && is_page(slice_trim(shown)))
        buffer_truncate(&t->paragraph, t->shown);
    else if (t->page_number)
        hidden(t, shown);
    docx_link_end(t);
    t->page_number = false;
    if (t->fields > 0)
        t->fields--;
}

void docx_field_char(struct docx_text *t, const struct xml_element *e)
{
    struct slice type = xml_attribute(e, "w:fldCharType");

    if (slice_is(type, "begin"))
        docx_field_begin(t);
    else if (t->fields == 0)
        hidden(t, type);
    else if (slice_is(type, "separate"))
        docx_field_shown(t);
    else
        docx_field_end(t);
}

/* --- content controls --- */

void docx_control_label(struct docx_text *t, const struct xml_element *e)
{
    struct slice name = xml_attribute(e, "w:val");

    if (!xml_blank(name) && !sink_is_label(t->sink, name) && !sink_is_fixed(t->sink, name) &&
        !made_of(name, "goog_rdk_", false)) /* around text, by Google Docs */
        hidden(t, name);
}

void docx_gallery(struct docx_text *t, const struct xml_element *e)
{
    struct slice name = xml_attribute(e, "w:val");
    static const char *const names[] = {"Page Numbers", "Page Numbers (Top of Page)",
                                        "Page Numbers (Bottom of Page)", "Page Numbers (Margins)",
                                        NULL};

    if (!slice_in_nocase(name, names))
        hidden(t, name);
}

/* word_prompt - what Word shows in a control that is not filled in */
static bool word_prompt(struct slice text)
{
    static const char *const prompts[] = {
        "Klik of tik om tekst in te voeren.", "Klik hier als u tekst wilt invoeren.",
        "Klik hier om tekst in te voeren.",   "Click or tap here to enter text.",
        "Click here to enter text.",          "Cliquez ou appuyez ici pour entrer du texte.",
        "Cliquez ici pour entrer du texte.",  NULL};

    return slice_in_nocase(slice_trim(text), prompts);
}

bool docx_control_end(struct docx_text *t)
{
    struct slice prompt = buffer_slice(&t->prompt);
    bool good = true;

    if (t->prompting != 0 && t->prompting == t->controls) {
        good = xml_blank(prompt) || word_prompt(prompt) || sink_text(t->sink, prompt, t->place);
        buffer_clear(&t->prompt);
        t->prompting = 0;
    }
    if (t->controls > 0)
        t->controls--;
    return good;
}

/* --- margins --- */

/* page_words - "Pagina 1 van 2", whose numbers are fields and left out already */
static bool page_words(struct slice text)
{
    static const char *const words[] = {"pagina", "page", "blz.", "p.", "van", "of",
                                        "sur",    "de",   "/",    "-",  "|",   NULL};

    while (slice_trim(text).len > 0) {
        struct slice word = next_word(&text);

        if (!slice_in_nocase(word, words))
            return false;
    }
    return true;
}

bool docx_marginal(struct docx_text *t, struct slice text)
{
    if (xml_blank(text))
        return true;
    if (t->story == STORY_MARGIN)
        return page_words(text) || sink_is_fixed(t->sink, text);
    return t->story == STORY_BLOCKS && (word_prompt(text) || sink_is_fixed(t->sink, text));
}
