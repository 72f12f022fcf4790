package dev.lakehouse.cli;

import java.util.concurrent.Callable;

import dev.lakehouse.generate.Made;
import dev.lakehouse.generate.musica.MusicaGenerator;
import dev.lakehouse.generate.musica.MusicaParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "musica",
        description = {
            "Makes songs and listening logs of a streaming service for the pipeline musica.",
            "",
            "Each song is a JSON file in landing/musica/song_data, each day a log of JSON lines in landing/musica/log_data. Some",
            "songs land after they were played, some never do; listeners begin to pay, or stop. Dirty lines are cut off, stand",
            "there twice, or lack their time or their listener."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse generate musica                                    10,000 plays over 30 days",
            "  lakehouse generate musica --plays 1000000 --days 10 --seed 7",
            "  lakehouse generate musica --plays 500 --days 3 --home /tmp/lake",
            "  lakehouse run musica --home /tmp/lake                        takes them in"
        })
final class GenerateMusicaCommand implements Callable<Integer> {
    /** Songs and pages come on top, about so many. */
    private static final double ROWS_PER_PLAY = 1.45;

    private final Context context;

    @Option(
            names = "--plays",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How often a song is played in all. Else ${DEFAULT-VALUE}.")
    private long plays;

    @Mixin
    final GenerateOptions options = new GenerateOptions();

    @Mixin
    final VersionOption versionOption = new VersionOption();

    GenerateMusicaCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MusicaGenerator generator =
                new MusicaGenerator(new MusicaParameters(plays, options.days, options.seed, options.dirty));
        Generation generation = new Generation("musica", context);
        Made made = generation.run(
                plays * ROWS_PER_PLAY, (landing, rows) -> generator.generate(landing, options.overwrite, rows));
        new MadeScreen(generation, context).show(made, generator.date(1), generator.date(options.days));
        return 0;
    }
}
