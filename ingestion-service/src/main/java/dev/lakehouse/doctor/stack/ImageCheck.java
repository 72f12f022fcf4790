package dev.lakehouse.doctor.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;

/** Whether the images are on this machine that the stack starts from. */
public final class ImageCheck implements Check {
    private final ComposeServices compose;

    /** @param folder of the stack */
    public ImageCheck(Path folder) {
        this.compose = new ComposeServices(new Program(folder));
    }

    @Override
    public String subject() {
        return "images";
    }

    @Override
    public List<Finding> look() {
        if (!compose.available()) {
            return List.of(Finding.note(subject(), "They cannot be looked for", "there is no Docker Compose here"));
        }
        Map<String, String> images = compose.images();
        Map<String, String> missing = new TreeMap<>();
        images.forEach((service, image) -> {
            if (!image.isEmpty() && !missing.containsValue(image) && !compose.isThere(image)) {
                missing.put(service, image);
            }
        });
        if (missing.isEmpty()) {
            long count = images.values().stream().distinct().count();
            return List.of(Finding.ok(subject(), "all " + count + " are here"));
        }
        return List.of(Finding.warning(
                subject(),
                "Not here: " + String.join(", ", missing.values()),
                "they are built or pulled at the first start, which takes minutes and the network",
                "type docker compose build " + String.join(" ", missing.keySet())
                        + ", or docker compose pull for those of others"));
    }
}
