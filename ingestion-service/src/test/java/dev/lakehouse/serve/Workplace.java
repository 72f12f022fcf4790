package dev.lakehouse.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.config.Settings;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.serve.run.RunLimits;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;

/**
 * A folder with a lake and pipelines, over which services are started: {@code shop} has orders from landing to gold, {@code
 * slow} a gold table that takes minutes until it is {@linkplain #hurry hurried}, {@code other} tables of its own.
 */
final class Workplace {
    static final String TOKEN = "a-token-of-the-tests-0123456789";
    static final RunLimits LIMITS = new RunLimits(6, 3, 2, Duration.ofSeconds(1));

    private static final String SHOP = """
            pipeline: shop
            sources:
              orders: { path: "shop/orders/**", format: csv }
            silver:
              orders:
                from: orders
                key: [id]
                load: upsert
                columns:
                  id: bigint
                  customer: string
                  total: decimal(12,2)
                  day: date
                  paid: boolean
                rules:
                  - not_null: [total]
            gold:
              customers: { key: [customer], load: by-key, sql: customers.sql }
            """;

    private static final String CUSTOMERS =
            "select customer, count(*) as orders, sum(total) as total from silver.orders group by customer";

    private final Path folder;

    Workplace(Path folder) {
        this.folder = folder;
        write("pipelines/shop/pipeline.yml", SHOP);
        write("pipelines/shop/customers.sql", CUSTOMERS);
        write("pipelines/other/pipeline.yml", """
                pipeline: other
                sources:
                  things: { path: "other/things/**", format: csv }
                silver: {}
                gold: {}
                """.replaceAll("(?m)^(silver|gold): \\{}\\n", ""));
        write("pipelines/slow/pipeline.yml", """
                pipeline: slow
                sources:
                  seeds: { path: "slow/seeds/**", format: csv }
                silver:
                  seeds: { from: seeds, key: [id], load: upsert, columns: { id: bigint } }
                gold:
                  sums: { key: [id], load: replace, sql: sums.sql }
                """);
        write("pipelines/slow/sums.sql", """
                select s.id, count(*) as n from silver.seeds s, range(100000000) a, range(10000) b
                where a.range * b.range % 7 = s.id group by s.id
                """);
        land("slow/seeds/1.csv", "id\n1\n2\n");
    }

    Path home() {
        return folder.resolve("lake");
    }

    Path pipelines() {
        return folder.resolve("pipelines");
    }

    Workplace land(String path, String content) {
        write("lake/landing/" + path, content);
        return this;
    }

    Workplace landOrders() {
        return land("shop/orders/1.csv", """
                id,customer,total,day,paid
                1,Ana,10.00,2024-01-01,true
                2,Bia,20.50,2024-01-02,false
                3,Ana,5.25,2024-01-03,true
                4,Caio,,2024-01-04,true
                5,"O'Neill; drop table x --",99.99,2024-01-05,
                """);
    }

    /** From now on the slow table is computed at once. */
    void hurry() {
        write("pipelines/slow/sums.sql", "select id, 7 as n from silver.seeds");
    }

    void write(String path, String content) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Running start() {
        return start(LIMITS);
    }

    Running start(RunLimits limits) {
        return new Running(folder, settings(), limits);
    }

    /** A service whose lake is kept in that storage, which is {@link #home} in the end. */
    Running start(Storage storage) {
        return new Running(folder, settings(), storage, LIMITS);
    }

    static ServiceSettings settings() {
        return Settings.read(Map.of("port", "0"), Map.of("LAKEHOUSE_TOKEN", TOKEN))
                .service();
    }

    /** A service in this process, with an engine of its own. */
    static final class Running implements AutoCloseable {
        /** The tables of runs that ended, as a catalog hears of them. */
        final List<TableName> told = new CopyOnWriteArrayList<>();

        private final DuckDbEngine engine;
        private final Service service;

        Running(Path folder, ServiceSettings settings, RunLimits limits) {
            this(folder, settings, new LocalStorage(folder.resolve("lake")), limits);
        }

        private Running(Path folder, ServiceSettings settings, Storage storage, RunLimits limits) {
            engine = new DuckDbEngine(DataSize.parse("512MB"), 2, folder.resolve("scratch"));
            service = new Service(new ServiceParts(
                    settings,
                    Lake.open(storage),
                    folder.resolve("pipelines"),
                    () -> engine,
                    Map.of(),
                    told::addAll,
                    Optional.empty(),
                    "test",
                    limits,
                    Clock.systemUTC()));
        }

        Client client() {
            return new Client(service.address(), TOKEN);
        }

        @Override
        public void close() {
            service.close();
            engine.close();
        }
    }
}
