package dev.lakehouse.trainer.chart;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

import javax.imageio.ImageIO;

import dev.lakehouse.trainer.measure.Calibration;
import dev.lakehouse.trainer.measure.RocCurve;
import dev.lakehouse.trainer.train.EpochResult;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of a run. */
public final class Charts {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final int MOST_MARKED = 20;

    private Charts() {}

    /** The losses of each pass. */
    public static void losses(List<EpochResult> history, Path file) throws IOException {
        XYChart chart = chart("Loss", "pass over the training part", "mean loss");
        // Where losses are never low once they were.
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        line(chart, "training", history, EpochResult::epoch, EpochResult::trainLoss);
        line(chart, "validation", history, EpochResult::epoch, EpochResult::validationLoss);
        write(chart, file);
    }

    /** How many of the positives are found for how many false alarms. */
    public static void roc(RocCurve curve, Path file) throws IOException {
        XYChart chart = chart("ROC curve, test part", "false positive rate", "true positive rate");
        line(chart, "network", curve.points(), RocCurve.Point::falsePositives, RocCurve.Point::truePositives);
        diagonal(chart, "chance", 0, 1);
        write(chart, file);
    }

    /** Whether what was said was so. */
    public static void calibration(Calibration calibration, Path file) throws IOException {
        XYChart chart = chart("Calibration, tenths of the test part", "mean score", "mean outcome");
        List<Calibration.Group> groups = calibration.groups();
        line(chart, "network", groups, Calibration.Group::score, Calibration.Group::outcome);
        double low = groups.stream()
                .mapToDouble(group -> Math.min(group.score(), group.outcome()))
                .min()
                .orElse(0);
        double high = groups.stream()
                .mapToDouble(group -> Math.max(group.score(), group.outcome()))
                .max()
                .orElse(1);
        diagonal(chart, "as said", low, high);
        write(chart, file);
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static <T> void line(
            XYChart chart, String name, List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        XYSeries line = chart.addSeries(
                name,
                points.stream().mapToDouble(x).toArray(),
                points.stream().mapToDouble(y).toArray());
        if (points.size() > MOST_MARKED) {
            line.setMarker(SeriesMarkers.NONE);
        }
    }

    private static void diagonal(XYChart chart, String name, double from, double to) {
        chart.addSeries(name, new double[] {from, to}, new double[] {from, to}).setMarker(SeriesMarkers.NONE);
    }

    private static void write(XYChart chart, Path file) throws IOException {
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    }
}
