package dev.lakehouse.failure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A failure as a JSON object. */
public final class FailureJson {
    private FailureJson() {}

    /** Always with the same keys; {@code problems} is empty where it has no parts. */
    public static Map<String, Object> of(LakehouseException failure) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("code", failure.code());
        object.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
        object.put("what", failure.what());
        object.put("why", failure.why());
        object.put("fix", failure.fix());
        object.put("problems", failure.problems().stream().map(FailureJson::of).toList());
        return object;
    }

    /** One of the parts. */
    public static Map<String, Object> of(Problem problem) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", problem.source());
        object.put("line", problem.line());
        object.put("what", problem.what());
        object.put("why", problem.why());
        object.put("fix", problem.fix());
        return object;
    }
}
