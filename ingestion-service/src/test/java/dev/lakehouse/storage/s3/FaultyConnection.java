package dev.lakehouse.storage.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands before a server and hands bytes on, until a request meets its condition: then the server carries it out, and its answer is
 * dropped together with the connection.
 */
public final class FaultyConnection implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int REQUEST_LINE = 300;

    private final URI server;
    private final Predicate<String> dropAnswer;
    private final ServerSocket socket;
    private final AtomicInteger dropped = new AtomicInteger();

    private final Semaphore turns;

    /** @param dropAnswer is asked with the first line of each request: {@code PUT /bucket/key HTTP/1.1} */
    public FaultyConnection(URI server, Predicate<String> dropAnswer) throws IOException {
        this(server, dropAnswer, Integer.MAX_VALUE);
    }

    private FaultyConnection(URI server, Predicate<String> dropAnswer, int atOnce) throws IOException {
        this.server = server;
        this.dropAnswer = dropAnswer;
        this.turns = new Semaphore(atOnce);
        this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** One without faults, that lets a request pass only when the one before is answered. */
    static FaultyConnection oneAtATime(URI server) throws IOException {
        return new FaultyConnection(server, line -> false, 1);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** How many answers were dropped. */
    public int dropped() {
        return dropped.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket client = socket.accept();
            Socket upstream = new Socket(server.getHost(), server.getPort());
            Exchange exchange = new Exchange(client, upstream);
            start(exchange::requests);
            start(exchange::answers);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has closed the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection, on which requests and answers take turns. */
    private final class Exchange {
        private final Socket client;
        private final Socket upstream;
        private boolean answered = true;
        private boolean faulty;

        Exchange(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() throws IOException {
            Closeable turn = this::end;
            try (client;
                    upstream;
                    turn) {
                InputStream in = client.getInputStream();
                byte[] bytes = new byte[BUFFER];
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    begin(bytes, read);
                    upstream.getOutputStream().write(bytes, 0, read);
                }
            }
        }

        /** The first bytes after an answer begin the next request. */
        private void begin(byte[] bytes, int length) {
            boolean first;
            synchronized (this) {
                first = answered;
            }
            if (first) {
                turns.acquireUninterruptibly();
                begun(bytes, length);
            }
        }

        private synchronized void begun(byte[] bytes, int length) {
            answered = false;
            String text = new String(bytes, 0, Math.min(length, REQUEST_LINE), StandardCharsets.ISO_8859_1);
            faulty = dropAnswer.test(text.lines().findFirst().orElse(""));
        }

        void answers() throws IOException {
            try (client;
                    upstream) {
                InputStream in = upstream.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] bytes = new byte[BUFFER];
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (isFinal(bytes, read) && isFaulty()) {
                        dropped.incrementAndGet();
                        return;
                    }
                    out.write(bytes, 0, read);
                }
            }
        }

        private synchronized boolean isFaulty() {
            end();
            return faulty;
        }

        /** The request is answered, or nobody waits for the answer any more. */
        private synchronized void end() {
            if (!answered) {
                answered = true;
                turns.release();
            }
        }

        /** A server may ask for the body with status 100 first. */
        private boolean isFinal(byte[] bytes, int length) {
            String start = new String(bytes, 0, Math.min(length, 12), StandardCharsets.ISO_8859_1);
            return !start.equals("HTTP/1.1 100");
        }
    }
}
