/*
 * ooxml-sharepoint-words.c - the words of SharePoint's parts of a document
 */
#include "inspect/format/ooxml-sharepoint.h"

const struct xml_namespace sharepoint_namespaces[] = {
    {"?", "mso-contentType"},
    {"b", "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"},
    {"ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml"},
    {"p", "http://schemas.microsoft.com/office/2006/metadata/properties"},
    {"pc", "http://schemas.microsoft.com/office/infopath/2007/PartnerControls"},
    {"ct", "http://schemas.microsoft.com/office/2006/metadata/contentType"},
    {"ma", "http://schemas.microsoft.com/office/2006/metadata/properties/metaAttributes"},
    {"cv", "http://schemas.microsoft.com/office/2006/coverPageProps"},
    {"lp", "http://schemas.microsoft.com/office/2006/metadata/longProperties"},
    {"ft", "http://schemas.microsoft.com/sharepoint/v3/contenttype/forms"},
    {"ts", "Microsoft.SharePoint.Taxonomy.ContentTypeSync"},
    {"f", XML_GUID},
    {"f", "http://schemas.microsoft.com/sharepoint/v3"},
    {"f", "http://schemas.microsoft.com/sharepoint/v3/fields"},
    {"f", "http://schemas.microsoft.com/sharepoint/v4"},
    {"xsd", "http://www.w3.org/2001/XMLSchema"},
    {"xsi", "http://www.w3.org/2001/XMLSchema-instance"},
    {"dms", "http://schemas.microsoft.com/office/2006/documentManagement/types"},
    {"cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"odoc", "http://schemas.microsoft.com/internal/obd"},
    {NULL, NULL}};

/* Attributes of a column, and of whatever else a schema declares */
#define DECLARED "name:* ref:* type:* minOccurs:n maxOccurs:* nillable:b "
#define COLUMN                                                                                   \
    "ma:index:n ma:displayName:* ma:description:* ma:internalName:* ma:default:* ma:decimals:n " \
    "ma:fieldId:g ma:format:* ma:hidden:b ma:indexed:b ma:list:* ma:percentage:* ma:readOnly:b " \
    "ma:showField:* ma:web:* ma:LCID:n ma:SearchPeopleOnly:b ma:SharePointGroup:n "
#define TERMS                                                                            \
    "ma:taxonomy:b ma:taxonomyFieldName:* ma:taxonomyMulti:b ma:sspId:g ma:termSetId:g " \
    "ma:anchorId:g ma:open:b ma:isKeyword:b"

static const struct vocabulary_rule rules[] = {
    {"b:Sources", "SelectedStyle:s StyleName:t Version:n", 0},
    {"ct:contentTypeSchema",
     "ct:_:e ma:_:e ma:contentTypeName:* ma:contentTypeID:* ma:contentTypeVersion:* "
     "ma:contentTypeDescription:* ma:contentTypeScope:e ma:versionID:*",
     0},
    {"cv:Abstract", "", 'e'},
    {"cv:CompanyAddress", "", 'e'},
    {"cv:CompanyEmail", "", 'e'},
    {"cv:CompanyFax", "", 'e'},
    {"cv:CompanyPhone", "", 'e'},
    {"cv:CoverPageProperties", "", 0},
    {"cv:PublishDate", "", 'e'},
    {"documentManagement", "", 0},
    {"ds:datastoreItem", "ds:itemID:g", 0},
    {"ds:schemaRef", "ds:uri:*", 0},
    {"ds:schemaRefs", "", 0},
    {"f:_", "xsi:nil:b", 0}, /* a column's value, whatever its name */
    {"ft:Display", "", '*'},
    {"ft:Edit", "", '*'},
    {"ft:FormTemplates", "", 0},
    {"ft:New", "", '*'},
    {"lp:LongProperties", "", 0},
    {"p:properties", "", 0},
    {"pc:Terms", "", 0},
    {"ts:SharedContentType", "SourceId:g ContentTypeId:* PreviousValue:b", 0},
    {"xsd:all", "", 0},
    {"xsd:annotation", "", 0},
    {"xsd:attribute", "name:* ref:* type:*", 0},
    {"xsd:complexContent", "", 0},
    {"xsd:complexType", "name:*", 0},
    {"xsd:documentation", "", '*'},
    {"xsd:element", DECLARED COLUMN TERMS, 0},
    {"xsd:extension", "base:*", 0},
    {"xsd:import", "namespace:* schemaLocation:*", 0},
    {"xsd:maxInclusive", "value:n", 0},
    {"xsd:maxLength", "value:n", 0},
    {"xsd:minInclusive", "value:n", 0},
    {"xsd:restriction", "base:*", 0},
    {"xsd:schema",
     "targetNamespace:* ma:root:b ma:fieldsID:* f:_:e elementFormDefault:t "
     "attributeFormDefault:t blockDefault:*",
     0},
    {"xsd:sequence", "", 0},
    {"xsd:simpleType", "", 0},
};
const struct vocabulary sharepoint_words = {rules, sizeof rules / sizeof rules[0]};

/* Types, columns and their titles that SharePoint makes by itself */
static const char *const own_names[] = {"string",
                                        "Text",
                                        "Note",
                                        "Unknown",
                                        "Number",
                                        "Boolean",
                                        "DateTime",
                                        "Lookup",
                                        "User",
                                        "UserId",
                                        "UserMulti",
                                        "MultiChoiceLookup",
                                        "URL",
                                        "ValidUrl",
                                        "Choice",
                                        "properties",
                                        "documentManagement",
                                        "coreProperties",
                                        "CT_coreProperties",
                                        "creator",
                                        "created",
                                        "identifier",
                                        "contentType",
                                        "title",
                                        "subject",
                                        "description",
                                        "keywords",
                                        "language",
                                        "category",
                                        "version",
                                        "revision",
                                        "lastModifiedBy",
                                        "modified",
                                        "contentStatus",
                                        "Person",
                                        "DisplayName",
                                        "AccountId",
                                        "AccountType",
                                        "UserInfo",
                                        "BDCAssociatedEntity",
                                        "BDCEntity",
                                        "EntityNamespace",
                                        "EntityName",
                                        "SystemInstanceName",
                                        "AssociationName",
                                        "EntityDisplayName",
                                        "EntityInstanceReference",
                                        "EntityId1",
                                        "EntityId2",
                                        "EntityId3",
                                        "EntityId4",
                                        "EntityId5",
                                        "Terms",
                                        "TermInfo",
                                        "TermName",
                                        "TermId",
                                        "Value",
                                        "Url",
                                        "MediaServiceMetadata",
                                        "MediaServiceFastMetadata",
                                        "MediaServiceDateTaken",
                                        "MediaServiceAutoTags",
                                        "MediaServiceOCR",
                                        "MediaServiceLocation",
                                        "MediaLengthInSeconds",
                                        "MediaServiceAutoKeyPoints",
                                        "MediaServiceKeyPoints",
                                        "MediaServiceGenerationTime",
                                        "MediaServiceEventHashCode",
                                        "MediaServiceObjectDetectorVersions",
                                        "MediaServiceDocTags",
                                        "MediaServiceSearchProperties",
                                        "MediaServiceBillingMetadata",
                                        "MediaServiceSystemTags",
                                        "MediaServiceImageTags",
                                        "SharedWithUsers",
                                        "SharedWithDetails",
                                        "SharingHintHash",
                                        "TaxCatchAll",
                                        "TaxCatchAllLabel",
                                        "CatchAllData",
                                        "CatchAllDataLabel",
                                        "TaxKeyword",
                                        "TaxKeywordTaxHTField",
                                        "Document",
                                        "Title",
                                        "Titel",
                                        "Titre",
                                        "Inhoudstype",
                                        "Content Type",
                                        "Type de contenu",
                                        "Image Tags",
                                        "Afbeeldingtags",
                                        "Location",
                                        "Locatie",
                                        "Extracted Text",
                                        "Shared With",
                                        "Shared With Details",
                                        "Gedeeld met",
                                        "Gedeeld met details",
                                        "Taxonomy Catch All Column",
                                        "Length (seconds)",
                                        NULL};

bool sharepoint_name(struct slice name)
{
    return slice_in_nocase(name, own_names);
}

bool sharepoint_sentence(struct slice text)
{
    static const char *const sentences[] = {
        "",
        "Create a new document.",
        "Een nieuw document maken.",
        "Cr\xC3\xA9"
        "e un document.",
        "This value indicates the number of saves or revisions. The application is responsible for "
        "updating this value after each revision.",
        NULL};

    return slice_in_nocase(text, sentences);
}

bool sharepoint_property(struct slice name)
{
    static const char *const names[] = {"ContentTypeId",
                                        "MediaServiceImageTags",
                                        "MediaLengthInSeconds",
                                        "Order",
                                        "TemplateUrl",
                                        "ComplianceAssetId",
                                        "TriggerFlowInfo",
                                        "TaxKeyword",
                                        "TaxCatchAll",
                                        "_dlc_DocIdItemGuid",
                                        "_SourceUrl",
                                        "_SharedFileIndex",
                                        "_ExtendedDescription",
                                        "_ColorHex",
                                        "_ColorTag",
                                        "_Emoji",
                                        "xd_Signature",
                                        "xd_ProgID",
                                        "SharedWithUsers",
                                        "lcf76f155ced4ddcb4097134ff3c332f",
                                        "_ip_UnifiedCompliancePolicyUIAction",
                                        "_ip_UnifiedCompliancePolicyProperties",
                                        NULL};

    return slice_in_nocase(name, names);
}
