package dev.lakehouse.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.lakehouse.config.pipeline.PipelineReader;

/** Where the pipelines of what is made up are: they come with the product, and a user may have some of their names. */
final class ProductPipelines {
    static final String SHOP = "loja";

    private ProductPipelines() {}

    /** The user's own pipelines where the one of that name is among them, else those of the product. */
    static Path folder(String name, Tools tools) {
        Path configured = tools.pipelines();
        Path product = Path.of(System.getProperty("lakehouse.root", "."))
                .resolve("pipelines")
                .toAbsolutePath()
                .normalize();
        boolean isOwn = Files.exists(configured.resolve(name).resolve(PipelineReader.FILE_NAME));
        return isOwn || !Files.isDirectory(product) ? configured : product;
    }

    /** How commands are typed that find it. */
    static NextCommand next(String name, Context context) {
        Path folder = folder(name, context.tools());
        return folder.equals(context.tools().pipelines())
                ? context.next()
                : context.next().with("pipelines", folder.toString());
    }
}
