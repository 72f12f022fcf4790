package dev.lakehouse.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.lakehouse.config.pipeline.PipelineReader;

/** Where the pipeline of the made-up shop is: it comes with the product, and a user may have one of that name. */
final class ShopPipeline {
    static final String NAME = "loja";

    private ShopPipeline() {}

    /** The user's own pipelines where the shop is among them, else those of the product. */
    static Path folder(Tools tools) {
        Path configured = tools.pipelines();
        Path product = Path.of(System.getProperty("lakehouse.root", "."))
                .resolve("pipelines")
                .toAbsolutePath()
                .normalize();
        boolean isOwn = Files.exists(configured.resolve(NAME).resolve(PipelineReader.FILE_NAME));
        return isOwn || !Files.isDirectory(product) ? configured : product;
    }

    /** How commands are typed that find it. */
    static NextCommand next(Context context) {
        Path folder = folder(context.tools());
        return folder.equals(context.tools().pipelines())
                ? context.next()
                : context.next().with("pipelines", folder.toString());
    }
}
