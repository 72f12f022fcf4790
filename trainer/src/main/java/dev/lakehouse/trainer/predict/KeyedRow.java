package dev.lakehouse.trainer.predict;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What has to be known of a row to say whether its score stays.
 *
 * @param features a hash of them, see {@link RowHash}
 * @param place how many rows to predict come before it
 */
record KeyedRow(String key, long features, int place) {
    static final KeyParts.Form<KeyedRow> FORM = new KeyParts.Form<>() {
        @Override
        public String key(KeyedRow row) {
            return row.key;
        }

        @Override
        public void write(KeyedRow row, DataOutputStream out) throws IOException {
            KeyParts.writeText(row.key, out);
            out.writeLong(row.features);
            out.writeInt(row.place);
        }

        @Override
        public KeyedRow read(DataInputStream in) throws IOException {
            return new KeyedRow(KeyParts.readText(in), in.readLong(), in.readInt());
        }
    };
}
