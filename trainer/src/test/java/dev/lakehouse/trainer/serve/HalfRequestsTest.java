package dev.lakehouse.trainer.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Callers who begin a request and never end it keep nobody else from an answer. They need no token for it. */
class HalfRequestsTest {
    private static final String TOKEN = "of-a-test-of-a-test";
    private static final String HALF_HEADERS = "POST /api/v1/runs HTTP/1.1\r\nHost: here\r\nAuthoriz";
    private static final String HALF_BODY = """
            POST /api/v1/runs HTTP/1.1\r
            Host: here\r
            Authorization: Bearer %s\r
            Idempotency-Key: key\r
            Content-Length: 100\r
            \r
            {"command":""".formatted(TOKEN);

    @TempDir
    Path folder;

    private final List<Socket> open = new ArrayList<>();
    private TrainerServer server;

    @BeforeEach
    void start() {
        ServiceSettings settings = Settings.read(
                        Map.of("port", "0", "home", folder.toString()), Map.of("LAKEHOUSE_TOKEN", TOKEN))
                .service();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        server = new TrainerServer(settings, List.of("true"), nowhere);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void someKeepNobodyWaiting() throws Exception {
        for (int i = 0; i < 8; i++) {
            send(i % 2 == 0 ? HALF_HEADERS : HALF_BODY);
        }
        assertThat(ready(Duration.ofSeconds(5))).isEqualTo(200);
    }

    @Test
    void manyAreHungUpOn() throws Exception {
        for (int i = 0; i < 50; i++) {
            send(i % 2 == 0 ? HALF_HEADERS : HALF_BODY);
        }
        for (Socket socket : open) {
            assertThat(hungUpOn(socket)).isTrue();
        }
        assertThat(ready(Duration.ofSeconds(5))).isEqualTo(200);
    }

    private void send(String begun) throws IOException {
        URI address = server.address();
        Socket socket = new Socket(address.getHost(), address.getPort());
        open.add(socket);
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
    }

    private int ready(Duration patience) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/ready"))
                .timeout(patience)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static boolean hungUpOn(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // A reset is an end, too.
            return true;
        }
    }
}
