package dev.lakehouse.generate.musica;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lakehouse.generate.musica.Song.Artist;

/** A song as one JSON object, without a line end. */
final class SongFile {
    private SongFile() {}

    static void write(Song song, OutputStream out) throws IOException {
        Artist artist = song.artist();
        try (JsonGenerator json = EventLine.JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("num_songs", 1);
            json.writeStringField("artist_id", artist.artistId());
            if (artist.isFromNowhere()) {
                json.writeNullField("artist_latitude");
                json.writeNullField("artist_longitude");
            } else {
                json.writeNumberField("artist_latitude", artist.latitude());
                json.writeNumberField("artist_longitude", artist.longitude());
            }
            json.writeStringField("artist_location", artist.location());
            json.writeStringField("artist_name", artist.name());
            json.writeStringField("song_id", song.songId());
            json.writeStringField("title", song.title());
            json.writeNumberField("duration", song.duration());
            json.writeNumberField("year", song.year());
            json.writeEndObject();
        }
    }
}
