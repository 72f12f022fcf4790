package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases that work at once, each at a piece of its own. Another lends them its memory until they are done, and rests
 * meanwhile, so that its threads are parted among them. With one thread each they write in order without parting and joining what
 * was read, which is the quicker way (docs/adr/0013).
 */
final class Crew implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    /** For each thread. Rows of any width do with less; below this it gives memory back to the system only to ask again. */
    private static final long LEAST_MEMORY = 192L << 20;

    /** More wins no time. */
    private static final long MOST_MEMORY = 256L << 20;

    private final Database lender;
    private final long loan;
    private final List<Database> members = new ArrayList<>();

    private Crew(Database lender, long loan) {
        this.lender = lender;
        this.loan = loan;
    }

    /** A crew for so many pieces of work; none where one database does them as well, or lacks the memory. */
    static Optional<Crew> of(Database lender, int works) throws SQLException {
        int size = Math.min(lender.threads(), works);
        return size < 2 ? Optional.empty() : of(lender, size, lender.threads());
    }

    /** One member with one thread; none where the memory lacks. */
    static Optional<Crew> ofOne(Database lender) throws SQLException {
        return of(lender, 1, 1);
    }

    private static Optional<Crew> of(Database lender, int size, int threads) throws SQLException {
        long loan = lender.lend(threads * LEAST_MEMORY, threads * MOST_MEMORY);
        if (loan == 0) {
            return Optional.empty();
        }
        Crew crew = new Crew(lender, loan);
        try {
            for (int member = 0; member < size; member++) {
                crew.join(loan / size, threads / size + (member < threads % size ? 1 : 0));
            }
            return Optional.of(crew);
        } catch (SQLException e) {
            crew.close();
            throw e;
        }
    }

    List<Database> members() {
        return List.copyOf(members);
    }

    private void join(long memory, int threads) throws SQLException {
        Path scratch = lender.scratch().resolve(UUID.randomUUID().toString());
        members.add(new Database(memory, threads, scratch));
    }

    /** What they are at has to have ended. */
    @Override
    public void close() throws SQLException {
        try {
            for (Database member : members) {
                member.close();
                delete(member.scratch());
            }
        } finally {
            lender.takeBack(loan);
        }
    }

    private static void delete(Path scratch) {
        try {
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            LOG.debug("{} stays until all scratch files go", scratch, e);
        }
    }
}
