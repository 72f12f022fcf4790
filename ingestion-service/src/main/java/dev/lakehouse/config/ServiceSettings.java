package dev.lakehouse.config;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Where the service listens, and who may call it.
 *
 * @param address a host name or an IP address of this machine; {@code 0.0.0.0} is all of them
 * @param port 0 for one that is free
 * @param token absent where none is set: then the service does not start
 */
public record ServiceSettings(String address, int port, Optional<Token> token) {
    /** Only this machine, until somebody says otherwise; and the port of {@code ingestion-service}. */
    static final ServiceSettings DEFAULT = new ServiceSettings("127.0.0.1", 8090, Optional.empty());

    static final int LAST_PORT = 65_535;

    public ServiceSettings {
        requireNonNull(address, "address is null");
        requireNonNull(token, "token is null");
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is out of bounds");
        }
    }
}
