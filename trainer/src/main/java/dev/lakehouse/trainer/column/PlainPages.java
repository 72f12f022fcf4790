package dev.lakehouse.trainer.column;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;

/**
 * Reads the pages of a column without lists at once each, where they are written as most writers do: plain or by a dictionary. It takes a
 * fraction of the time of Parquet's own readers, which go value by value through a handful of calls.
 */
final class PlainPages {
    private final ColumnDescriptor column;
    private final PageReader pages;
    private final int rows;

    PlainPages(ColumnDescriptor column, PageReader pages, int rows) {
        this.column = column;
        this.pages = pages;
        this.rows = rows;
    }

    /** A page is written in another way: the column has to be read by Parquet's own readers, from its beginning. */
    static final class OtherPagesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherPagesException() {
            super("pages of another encoding", null, false, false);
        }
    }

    /** Takes the values of a column, page by page. */
    interface Taker {
        /** The values that later ids mean. */
        void dictionary(Dictionary dictionary);

        /** The next values are these of the dictionary. */
        void ids(int[] ids);

        /** The next {@code count} values stand there, plain and little-endian; those that cannot be read are other pages. */
        void plain(ByteBuffer values, int count);
    }

    /** Hands the values that are there to {@code taker}, and says which rows have none. */
    boolean[] read(Taker taker) {
        boolean[] nulls = new boolean[rows];
        try {
            DictionaryPage dictionary = pages.readDictionaryPage();
            if (dictionary != null) {
                taker.dictionary(dictionary.getEncoding().initDictionary(column, dictionary));
            }
            int row = 0;
            while (row < rows) {
                DataPage page = pages.readPage();
                if (!(page instanceof DataPageV1 plain)) {
                    throw new OtherPagesException();
                }
                read(plain, nulls, row, taker);
                row += plain.getValueCount();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nulls;
    }

    private void read(DataPageV1 page, boolean[] nulls, int row, Taker taker) throws IOException {
        ByteBuffer bytes = page.getBytes()
                .toInputStream()
                .slice(Math.toIntExact(page.getBytes().size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        int count = page.getValueCount();
        int present = count;
        if (column.getMaxDefinitionLevel() > 0) {
            present = levels(page, bytes, nulls, row, count);
        }
        Encoding encoding = page.getValueEncoding();
        if (encoding == Encoding.PLAIN) {
            taker.plain(bytes, present);
        } else if (encoding.usesDictionary()) {
            int bits = bytes.get();
            taker.ids(bits == 0 ? new int[present] : HybridInts.decode(bytes, bits, present));
        } else {
            throw new OtherPagesException();
        }
    }

    /** Reads which rows have a value; gives their number. */
    @SuppressWarnings("deprecation") // Old writers packed levels so; such pages are left to Parquet's own readers.
    private int levels(DataPageV1 page, ByteBuffer bytes, boolean[] nulls, int row, int count) {
        if (page.getDlEncoding() == Encoding.BIT_PACKED) {
            throw new OtherPagesException();
        }
        int length = bytes.getInt();
        int end = bytes.position() + length;
        int most = column.getMaxDefinitionLevel();
        int[] levels = HybridInts.decode(bytes, Integer.SIZE - Integer.numberOfLeadingZeros(most), count);
        bytes.position(end);
        int present = 0;
        for (int i = 0; i < count; i++) {
            if (levels[i] == most) {
                present++;
            } else {
                nulls[row + i] = true;
            }
        }
        return present;
    }
}
