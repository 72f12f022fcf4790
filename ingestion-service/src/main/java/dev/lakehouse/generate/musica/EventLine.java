package dev.lakehouse.generate.musica;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Events as lines of a log. */
final class EventLine {
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    EventLine(OutputStream out) {
        this.out = out;
    }

    /**
     * One event of a session.
     *
     * @param ts in milliseconds since 1970
     */
    record Event(Session session, int item, String page, long ts) {}

    /** An event that is no play. */
    void write(Event event) throws IOException {
        fill(event, Optional.empty(), Optional.empty());
        end();
    }

    /** A play; {@code dirt} is what is wrong with it. */
    void write(Event event, Song song, Optional<MusicaDirt> dirt) throws IOException {
        fill(event, Optional.of(song), dirt);
        if (is(dirt, MusicaDirt.CUT_OFF_LINE)) {
            out.write(line.toString(UTF_8)
                    .substring(0, line.toString(UTF_8).length() / 2)
                    .getBytes(UTF_8));
            out.write('\n');
            return;
        }
        if (is(dirt, MusicaDirt.REPEATED_EVENT)) {
            line.writeTo(out);
            out.write('\n');
        }
        end();
    }

    private void end() throws IOException {
        line.writeTo(out);
        out.write('\n');
    }

    private static boolean is(Optional<MusicaDirt> dirt, MusicaDirt kind) {
        return dirt.filter(kind::equals).isPresent();
    }

    private void fill(Event event, Optional<Song> song, Optional<MusicaDirt> dirt) throws IOException {
        line.reset();
        Session session = event.session();
        Optional<Listener> listener = session.listener();
        try (JsonGenerator json = JSON.createGenerator(line, JsonEncoding.UTF8)) {
            json.writeStartObject();
            text("artist", song, played -> played.artist().name(), json);
            json.writeStringField("auth", listener.isEmpty() ? "Logged Out" : "Logged In");
            text("firstName", listener, person -> person.name().first(), json);
            text("gender", listener, Listener::gender, json);
            json.writeNumberField("itemInSession", event.item());
            text("lastName", listener, person -> person.name().family(), json);
            json.writeFieldName("length");
            json.writeNumber(song.map(Song::duration).orElse(null));
            json.writeStringField("level", session.level());
            text("location", listener, Listener::location, json);
            json.writeStringField("method", song.isEmpty() ? "GET" : "PUT");
            json.writeStringField("page", event.page());
            json.writeFieldName("registration");
            if (listener.isEmpty()) {
                json.writeNull();
            } else {
                json.writeNumber((double) listener.get().registration());
            }
            json.writeNumberField("sessionId", session.id());
            text("song", song, Song::title, json);
            json.writeNumberField("status", 200);
            time(event.ts(), dirt, json);
            text("userAgent", listener, Listener::agent, json);
            boolean nobody = listener.isEmpty() || is(dirt, MusicaDirt.NO_USER);
            json.writeStringField(
                    "userId", nobody ? "" : Long.toString(listener.get().id()));
            json.writeEndObject();
        }
    }

    private static <T> void text(String field, Optional<T> of, Function<T, String> text, JsonGenerator json)
            throws IOException {
        json.writeStringField(field, of.map(text).orElse(null));
    }

    private static void time(long ts, Optional<MusicaDirt> dirt, JsonGenerator json) throws IOException {
        if (is(dirt, MusicaDirt.BLANK_TS)) {
            json.writeNullField("ts");
        } else if (is(dirt, MusicaDirt.TEXT_TS)) {
            json.writeStringField("ts", Long.toString(ts));
        } else {
            json.writeNumberField("ts", ts);
        }
    }
}
