package dev.lakehouse.cli.screen;

import static java.util.Objects.requireNonNull;

/**
 * Both outputs of a command: what was asked for goes to {@code out}, all talk about it to {@code err}.
 */
public record Screen(Outlet out, Outlet err) {
    public Screen {
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
    }
}
