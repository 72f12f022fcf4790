package dev.lakehouse.config;

/** A password, key or token: whoever prints it by mistake prints stars. */
public record Secret(String value) {
    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the secret is blank");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
