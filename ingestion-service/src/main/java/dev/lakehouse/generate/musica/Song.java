package dev.lakehouse.generate.musica;

import java.math.BigDecimal;

/**
 * A song that may be played.
 *
 * @param duration in seconds, with five digits behind the point
 * @param year of its release; 0 where nobody knows
 */
record Song(String songId, String title, Artist artist, BigDecimal duration, int year) {
    /** Whoever sings it. */
    record Artist(String artistId, String name, String location, double latitude, double longitude) {
        /** Of whom nobody knows where. */
        boolean isFromNowhere() {
            return location.isEmpty();
        }
    }
}
