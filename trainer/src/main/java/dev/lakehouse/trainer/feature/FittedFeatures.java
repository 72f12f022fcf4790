package dev.lakehouse.trainer.feature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Feature;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.FeedShape;

/** All features of a model, fitted: what stands between the columns of a table and what a network takes. */
public record FittedFeatures(List<FittedFeature> features) {
    private static final int AT_ONCE = 256;

    public FittedFeatures {
        features = List.copyOf(features);
    }

    /** What a network has to take. */
    public FeedShape shape() {
        return new FeedShape(
                features.stream().flatMap(it -> it.numbers().stream()).toList(),
                categories(FittedFeature::category),
                categories(FittedFeature::set));
    }

    private List<Category> categories(Function<FittedFeature, Optional<Category>> kind) {
        return features.stream().map(kind).flatMap(Optional::stream).toList();
    }

    /** The columns to read. */
    public Set<WantedColumn> columns() {
        Set<WantedColumn> columns = new LinkedHashSet<>();
        features.forEach(feature -> columns.add(feature.column()));
        return columns;
    }

    /** Throws {@code FEATURE_COLUMN_MISSING}, of kind data, where a table lacks a column. */
    public void check(String table, TableSchema schema) {
        for (WantedColumn column : columns()) {
            if (schema.findAnyCase(column.name()).isEmpty()) {
                throw FeatureFailures.missing(table, column.name(), names(schema));
            }
        }
    }

    private static List<String> names(TableSchema schema) {
        return schema.columns().stream().map(Column::name).toList();
    }

    /** Tells these rows of a row group by the features: the first of them as row {@code first} of {@code encoded}, and so on. */
    public void encode(Map<String, ColumnValues> values, int[] rows, EncodedRows encoded, int first) {
        encoded.startAt(first);
        List<RowEncoder> encoders = encoders(values);
        // Some rows by all features, then the next ones: so a row is written while it is at hand.
        for (int from = 0; from < rows.length; from += AT_ONCE) {
            for (RowEncoder encoder : encoders) {
                encoder.encode(rows, from, Math.min(rows.length, from + AT_ONCE), encoded);
            }
        }
    }

    private List<RowEncoder> encoders(Map<String, ColumnValues> values) {
        List<RowEncoder> encoders = new ArrayList<>();
        int number = 0;
        int category = 0;
        int id = 0;
        for (FittedFeature feature : features) {
            ColumnValues column = values.get(feature.column().name());
            if (feature.category().isPresent()) {
                encoders.add(feature.encoder(column, category++));
            } else if (feature.set().isPresent()) {
                encoders.add(feature.encoder(column, id));
                id += feature.set().get().size();
            } else {
                encoders.add(feature.encoder(column, number));
                number += feature.numbers().size();
            }
        }
        return encoders;
    }

    /** Fits features that a pipeline declares. */
    public static Fitting fitting(List<Feature> features) {
        return new Fitting(features.stream().map(FeatureFitting::of).toList());
    }

    /** Features on their way to be fitted, by one thread. */
    public static final class Fitting {
        private final List<FeatureFitting> parts;

        private Fitting(List<FeatureFitting> parts) {
            this.parts = new ArrayList<>(parts);
        }

        /** The columns to read. */
        public Stream<WantedColumn> columns() {
            return parts.stream().map(FeatureFitting::column);
        }

        /** Takes these rows of a row group, which are of the training part, into account. */
        public void take(Map<String, ColumnValues> values, int[] rows) {
            parts.forEach(part -> part.take(values.get(part.column().name()), rows));
        }

        /** The features, once all row groups were taken in their order. */
        public FittedFeatures fitted() {
            return new FittedFeatures(parts.stream().map(FeatureFitting::fitted).toList());
        }
    }
}
