package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook (.xlsx) of the least parts, with cells as XML has them (ECMA-376 part 1, 18.3). */
final class Workbook {
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final List<String> names = new ArrayList<>();
    private final List<String> sheets = new ArrayList<>();

    /** A sheet whose rows are made of {@code <c>} elements without references. */
    Workbook sheet(String name, List<String> rows) {
        StringBuilder xml = new StringBuilder("<worksheet " + MAIN + "><sheetData>");
        for (int row = 0; row < rows.size(); row++) {
            char column = 'A';
            String cells = rows.get(row);
            while (cells.contains("<c>") || cells.contains("<c ") || cells.contains("<c/>")) {
                String at = " r=\"" + column + (row + 1) + "\"";
                cells = cells.replaceFirst("<c([ />])", "<C" + at + "$1");
                column++;
            }
            xml.append("<row r=\"")
                    .append(row + 1)
                    .append("\">")
                    .append(cells.replace("<C", "<c"))
                    .append("</row>");
        }
        names.add(name);
        sheets.add(xml + "</sheetData></worksheet>");
        return this;
    }

    static String text(String value) {
        return "<c t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
    }

    /** @param style 0 is a plain number, 1 a date, 2 a date and time, 3 a time, 4 an amount of hours */
    static String number(String value, int style) {
        return "<c s=\"" + style + "\"><v>" + value + "</v></c>";
    }

    byte[] bytes() throws IOException {
        StringBuilder list = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        StringBuilder types = new StringBuilder();
        String spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 1; i <= names.size(); i++) {
                list.append("<sheet name=\"" + names.get(i - 1) + "\" sheetId=\"" + i + "\" r:id=\"rId" + i + "\"/>");
                relations.append("<Relationship Id=\"rId" + i + "\" Type=\"" + RELATIONS
                        + "/worksheet\" Target=\"worksheets/sheet" + i + ".xml\"/>");
                types.append("<Override PartName=\"/xl/worksheets/sheet" + i + ".xml\" ContentType=\"" + spreadsheet
                        + "worksheet+xml\"/>");
                put(zip, "xl/worksheets/sheet" + i + ".xml", sheets.get(i - 1));
            }
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + spreadsheet
                            + "sheet.main+xml\"/>"
                            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + spreadsheet + "styles+xml\"/>"
                            + types
                            + "</Types>");
            String packages = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
            put(
                    zip,
                    "_rels/.rels",
                    packages + "<Relationship Id=\"rId1\" Type=\"" + RELATIONS
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    packages + relations + "<Relationship Id=\"rId99\" Type=\"" + RELATIONS
                            + "/styles\" Target=\"styles.xml\"/></Relationships>");
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook " + MAIN + " xmlns:r=\"" + RELATIONS + "\"><sheets>" + list + "</sheets></workbook>");
            put(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet " + MAIN + "><numFmts count=\"2\">"
                            + "<numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
                            + "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/></numFmts><cellXfs count=\"5\">"
                            + "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/>"
                            + "<xf numFmtId=\"165\"/></cellXfs></styleSheet>");
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
    }
}
