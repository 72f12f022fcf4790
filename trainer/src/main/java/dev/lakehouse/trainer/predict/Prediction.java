package dev.lakehouse.trainer.predict;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/**
 * What a model says of one key, as {@code gold.previsoes_<model>} has it.
 *
 * @param key a {@code String} or a {@code Long}
 * @param goldVersion that its features were read from
 * @param features a hash of them, see {@link RowHash}: while it stays the same, so does the score
 */
record Prediction(Object key, double score, String modelRun, long goldVersion, long features, Instant scoredAt) {
    static TableSchema schema(Column key) {
        return new TableSchema(List.of(
                new Column(key.name(), key.type() == Primitive.STRING ? Primitive.STRING : Primitive.BIGINT),
                new Column("score", Primitive.DOUBLE),
                new Column("model_run", Primitive.STRING),
                new Column("gold_version", Primitive.BIGINT),
                new Column("features_hash", Primitive.BIGINT),
                new Column("scored_at", Primitive.TIMESTAMP)));
    }

    /** A key as the table has it. */
    static Object key(ColumnType type, String text) {
        return type == Primitive.STRING ? text : (Object) Long.valueOf(text);
    }

    List<Object> values() {
        return Arrays.asList(key, score, modelRun, goldVersion, features, scoredAt);
    }

    static Prediction of(List<Object> values) {
        return new Prediction(
                values.get(0),
                (Double) values.get(1),
                (String) values.get(2),
                (Long) values.get(3),
                (Long) values.get(4),
                (Instant) values.get(5));
    }

    /** As it lies in a file of scratch. */
    static final class InFile implements KeyParts.Form<Prediction> {
        private final ColumnType keyType;
        /** One text for all predictions of a run. */
        private final Map<String, String> runs = new HashMap<>();

        InFile(ColumnType keyType) {
            this.keyType = keyType;
        }

        @Override
        public String key(Prediction prediction) {
            return prediction.key.toString();
        }

        @Override
        public void write(Prediction prediction, DataOutputStream out) throws IOException {
            KeyParts.writeText(key(prediction), out);
            out.writeDouble(prediction.score);
            out.writeUTF(prediction.modelRun);
            out.writeLong(prediction.goldVersion);
            out.writeLong(prediction.features);
            out.writeLong(prediction.scoredAt.getEpochSecond());
            out.writeInt(prediction.scoredAt.getNano());
        }

        @Override
        public Prediction read(DataInputStream in) throws IOException {
            Object key = Prediction.key(keyType, KeyParts.readText(in));
            double score = in.readDouble();
            String run = runs.computeIfAbsent(in.readUTF(), text -> text);
            return new Prediction(
                    key, score, run, in.readLong(), in.readLong(), Instant.ofEpochSecond(in.readLong(), in.readInt()));
        }
    }
}
