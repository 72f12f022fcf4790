package dev.lakehouse.generate.musica;

import java.util.Optional;

/**
 * A listener's stay.
 *
 * @param id the number of its first play
 * @param listener none before somebody logs in
 */
record Session(long id, Optional<Listener> listener, String level) {}
