package dev.lakehouse.trainer.feature;

import java.util.List;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;

/**
 * A day as a number, scaled like others, and as places on the circles of the year and of the week, so that December is near January.
 * None is the mean, in the middle of both circles.
 *
 * @param mean days since 1970
 * @param missing whether a last number says by 1 that there was none, for the training part had such rows
 */
record FittedDay(String name, double mean, double deviation, boolean missing) implements FittedFeature {
    private static final double FARTHEST = 10;
    private static final double DAYS_OF_YEAR = 365.2425;
    private static final double DAYS_OF_WEEK = 7;
    private static final int ALWAYS = 5;

    @Override
    public WantedColumn column() {
        return new WantedColumn(name, WantedColumn.Form.DAY);
    }

    @Override
    public List<String> numbers() {
        List<String> always = List.of(
                name,
                name + " in the year, sine",
                name + " in the year, cosine",
                name + " in the week, sine",
                name + " in the week, cosine");
        return missing
                ? List.of(
                        always.get(0), always.get(1), always.get(2), always.get(3), always.get(4), name + " is missing")
                : always;
    }

    @Override
    public RowEncoder encoder(ColumnValues values, int at) {
        ColumnValues.Wholes days = (ColumnValues.Wholes) values;
        return (rows, from, to, encoded) -> {
            for (int row = from; row < to; row++) {
                int place = rows[row];
                if (!days.nulls()[place]) {
                    encode(days.values()[place], row, encoded, at);
                } else if (missing) {
                    encoded.number(row, at + ALWAYS, 1);
                }
            }
        };
    }

    private void encode(long day, int row, EncodedRows encoded, int at) {
        double scaled = (day - mean) / deviation;
        encoded.number(row, at, (float) Math.max(-FARTHEST, Math.min(FARTHEST, scaled)));
        circle(row, at + 1, day / DAYS_OF_YEAR, encoded);
        circle(row, at + 3, day / DAYS_OF_WEEK, encoded);
    }

    /** StrictMath, for plain sines may differ in their last bit from one machine to another. */
    private static void circle(int row, int at, double turns, EncodedRows to) {
        double angle = 2 * Math.PI * (turns - Math.floor(turns));
        to.number(row, at, (float) StrictMath.sin(angle));
        to.number(row, at + 1, (float) StrictMath.cos(angle));
    }
}
