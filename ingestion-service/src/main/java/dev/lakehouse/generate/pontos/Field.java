package dev.lakehouse.generate.pontos;

/** A column of a landing file. */
record Field(String name, Kind kind) {
    /** What its values are. */
    enum Kind {
        /** A {@code Long}. */
        NUMBER,
        /** A {@code String}. */
        TEXT,
        /** A {@code Long}: milliseconds since 1970, UTC. */
        TIME
    }

    static Field number(String name) {
        return new Field(name, Kind.NUMBER);
    }

    static Field text(String name) {
        return new Field(name, Kind.TEXT);
    }

    static Field time(String name) {
        return new Field(name, Kind.TIME);
    }
}
