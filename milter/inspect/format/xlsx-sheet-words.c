/*
 * xlsx-sheet-words.c - the vocabulary of a sheet of a workbook (ECMA-376 part 1, 18.3)
 *
 * Formulas, comments, validations and conditional formats are not in it on purpose.
 */
#include "inspect/format/xlsx.h"

static const struct vocabulary_rule rules[] = {
    {"x:autoFilter", "ref:r xr:uid:g", 0},
    {"x:b", "val:b", 0},
    {"x:brk", "id:n min:n max:n man:b", 0},
    {"x:c", "r:r s:n t:t", 0},
    {"x:charset", "val:n", 0},
    {"x:col",
     "min:n max:n width:n style:n hidden:b bestFit:b customWidth:b phonetic:b outlineLevel:n "
     "collapsed:b",
     0},
    {"x:colBreaks", "count:n manualBreakCount:n", 0},
    {"x:color", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:cols", "", 0},
    {"x:condense", "val:b", 0},
    {"x:dimension", "ref:r", 0},
    {"x:drawing", "r:id:i", 0},
    {"x:evenFooter", "xml:space:t", '*'},
    {"x:evenHeader", "xml:space:t", '*'},
    {"x:extend", "val:b", 0},
    {"x:family", "val:n", 0},
    {"x:firstFooter", "xml:space:t", '*'},
    {"x:firstHeader", "xml:space:t", '*'},
    {"x:headerFooter", "differentOddEven:b differentFirst:b scaleWithDoc:b alignWithMargins:b", 0},
    {"x:hyperlink", "ref:r r:id:i display:* xr:uid:g", 0},
    {"x:hyperlinks", "", 0},
    {"x:i", "val:b", 0},
    {"x:ignoredError",
     "sqref:r numberStoredAsText:b evalError:b twoDigitTextYear:b emptyCellReference:b", 0},
    {"x:ignoredErrors", "", 0},
    {"x:is", "", 0},
    {"x:mergeCell", "ref:r", 0},
    {"x:mergeCells", "count:n", 0},
    {"x:oddFooter", "xml:space:t", '*'},
    {"x:oddHeader", "xml:space:t", '*'},
    {"x:outline", "val:b", 0},
    {"x:outlinePr", "summaryBelow:b summaryRight:b applyStyles:b showOutlineSymbols:b", 0},
    {"x:pageMargins", "left:n right:n top:n bottom:n header:n footer:n", 0},
    {"x:pageSetUpPr", "fitToPage:b autoPageBreaks:b", 0},
    {"x:pageSetup",
     "paperSize:n paperHeight:m paperWidth:m scale:n firstPageNumber:n fitToWidth:n fitToHeight:n "
     "pageOrder:t orientation:t usePrinterDefaults:b blackAndWhite:b draft:b cellComments:t "
     "useFirstPageNumber:b errors:t horizontalDpi:n verticalDpi:n copies:n r:id:i",
     0},
    {"x:pane", "xSplit:n ySplit:n topLeftCell:r activePane:t state:t", 0},
    {"x:phoneticPr", "fontId:n type:t alignment:t", 0},
    {"x:printOptions",
     "horizontalCentered:b verticalCentered:b headings:b gridLines:b gridLinesSet:b", 0},
    {"x:r", "", 0},
    {"x:rFont", "val:f", 0},
    {"x:rPr", "", 0},
    {"x:row",
     "r:n spans:* s:n customFormat:b ht:n hidden:b customHeight:b outlineLevel:n collapsed:b "
     "thickTop:b thickBot:b ph:b x14ac:dyDescent:n",
     0},
    {"x:rowBreaks", "count:n manualBreakCount:n", 0},
    {"x:scheme", "val:t", 0},
    {"x:selection", "pane:t activeCell:r activeCellId:n sqref:r", 0},
    {"x:shadow", "val:b", 0},
    {"x:sheetData", "", 0},
    {"x:sheetFormatPr",
     "baseColWidth:n defaultColWidth:n defaultRowHeight:n customHeight:b zeroHeight:b thickTop:b "
     "thickBottom:b outlineLevelRow:n outlineLevelCol:n x14ac:dyDescent:n",
     0},
    {"x:sheetPr", "codeName:t filterMode:b enableFormatConditionsCalculation:b published:b", 0},
    {"x:sheetProtection",
     "sheet:b objects:b scenarios:b formatCells:b formatColumns:b formatRows:b insertColumns:b "
     "insertRows:b insertHyperlinks:b deleteColumns:b deleteRows:b selectLockedCells:b sort:b "
     "autoFilter:b pivotTables:b selectUnlockedCells:b password:x algorithmName:i hashValue:z "
     "saltValue:z spinCount:n",
     0},
    {"x:sheetView",
     "windowProtection:b showFormulas:b showGridLines:b showRowColHeaders:b showZeros:b "
     "rightToLeft:b tabSelected:b showRuler:b showOutlineSymbols:b defaultGridColor:b "
     "showWhiteSpace:b view:t topLeftCell:r colorId:n zoomScale:n zoomScaleNormal:n "
     "zoomScaleSheetLayoutView:n zoomScalePageLayoutView:n workbookViewId:n",
     0},
    {"x:sheetViews", "", 0},
    {"x:strike", "val:b", 0},
    {"x:sz", "val:n", 0},
    {"x:t", "xml:space:t", '*'},
    {"x:tabColor", "auto:b indexed:n rgb:h theme:n tint:n", 0},
    {"x:tablePart", "r:id:i", 0},
    {"x:tableParts", "count:n", 0},
    {"x:u", "val:t", 0},
    {"x:v", "", '*'},
    {"x:vertAlign", "val:t", 0},
    {"x:worksheet", "mc:Ignorable:y xr:uid:g", 0},
};
const struct vocabulary xlsx_sheet_words = {rules, sizeof rules / sizeof rules[0]};
