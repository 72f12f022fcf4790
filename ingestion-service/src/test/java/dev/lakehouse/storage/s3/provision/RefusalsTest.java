package dev.lakehouse.storage.s3.provision;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What each user of the store may do, and what it is refused, as a real MinIO decides. */
class RefusalsTest {
    @TempDir
    private static Path folder;

    private static MinioServer minio;

    @BeforeAll
    static void start() throws Exception {
        minio = MinioServer.start(folder);
        minio.provision().apply();
        for (String object : Stream.of(
                        "landing/loja/a.csv",
                        "bronze/pedidos/a.parquet",
                        "bronze/pedidos/_delta_log/0.json",
                        "silver/pedidos/a.parquet",
                        "silver/pedidos/_delta_log/0.json",
                        "silver/pedidos_quarantine/a.parquet",
                        "silver/pedidos_quarantine/_delta_log/0.json",
                        "gold/totals/a.parquet",
                        "gold/totals/_delta_log/0.json",
                        "gold/previsoes_m/_delta_log/0.json",
                        "ops/batches/0.json",
                        "ops/lake.json",
                        "ops/models/_delta_log/0.json",
                        "models/price/1/model.pb")
                .toList()) {
            put(minio.asRoot(), object);
        }
    }

    @AfterAll
    static void stop() {
        if (minio != null) {
            minio.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The service reads what landed and keeps the tables; models are none of its business.
        "INGESTION_SERVICE, list,   landing/loja/,                                yes",
        "INGESTION_SERVICE, get,    landing/loja/a.csv,                           yes",
        "INGESTION_SERVICE, put,    landing/loja/b.csv,                           no",
        "INGESTION_SERVICE, delete, landing/loja/a.csv,                           no",
        "INGESTION_SERVICE, put,    bronze/pedidos/b.parquet,                     yes",
        "INGESTION_SERVICE, put,    silver/pedidos/b.parquet,                     yes",
        "INGESTION_SERVICE, put,    gold/totals/b.parquet,                        yes",
        "INGESTION_SERVICE, put,    ops/batches/1.json,                           yes",
        "INGESTION_SERVICE, get,    ops/batches/0.json,                           yes",
        "INGESTION_SERVICE, delete, ops/batches/1.json,                           yes",
        "INGESTION_SERVICE, get,    models/price/1/model.pb,                      no",
        "INGESTION_SERVICE, put,    models/price/1/b.pb,                          no",
        // Trino keeps tables too, and sees neither what landed nor how runs go on.
        "TRINO,             list,   silver/pedidos/,                              yes",
        "TRINO,             get,    bronze/pedidos/a.parquet,                     yes",
        "TRINO,             put,    silver/pedidos/_delta_log/1.json,             yes",
        "TRINO,             delete, gold/totals/b.parquet,                        yes",
        "TRINO,             list,   landing/loja/,                                no",
        "TRINO,             get,    landing/loja/a.csv,                           no",
        "TRINO,             put,    landing/loja/b.csv,                           no",
        "TRINO,             get,    ops/batches/0.json,                           no",
        "TRINO,             put,    ops/batches/1.json,                           no",
        "TRINO,             get,    ops/models/_delta_log/0.json,                 yes",
        "TRINO,             put,    ops/models/_delta_log/1.json,                 no",
        "TRINO,             get,    models/price/1/model.pb,                      no",
        // The metastore sees names and makes folders, and reads neither rows nor logs.
        "METASTORE,         list,   silver/pedidos/,                              yes",
        "METASTORE,         list,   ops/batches/,                                 yes",
        "METASTORE,         put,    silver/folder/,                               yes",
        "METASTORE,         get,    silver/pedidos/a.parquet,                     no",
        "METASTORE,         get,    silver/pedidos/_delta_log/0.json,             no",
        "METASTORE,         get,    ops/batches/0.json,                           no",
        "METASTORE,         put,    silver/pedidos/b.parquet,                     no",
        "METASTORE,         delete, silver/pedidos/a.parquet,                     no",
        "METASTORE,         list,   landing/loja/,                                no",
        "METASTORE,         list,   models/price/,                                no",
        // Notebooks read gold and keep models. What silver refused they ask Trino for.
        "JUPYTER,           list,   gold/totals/,                                 yes",
        "JUPYTER,           get,    gold/totals/a.parquet,                        yes",
        "JUPYTER,           list,   silver/pedidos_quarantine/_delta_log/,        no",
        "JUPYTER,           get,    silver/pedidos_quarantine/a.parquet,          no",
        "JUPYTER,           put,    models/price/2/model.pb,                      yes",
        "JUPYTER,           get,    models/price/1/model.pb,                      yes",
        "JUPYTER,           delete, models/price/2/model.pb,                      yes",
        "JUPYTER,           get,    silver/pedidos/a.parquet,                     no",
        "JUPYTER,           list,   silver/pedidos/,                              no",
        "JUPYTER,           list,   silver/,                                      no",
        "JUPYTER,           get,    bronze/pedidos/a.parquet,                     no",
        "JUPYTER,           get,    landing/loja/a.csv,                           no",
        "JUPYTER,           get,    ops/batches/0.json,                           no",
        "JUPYTER,           put,    gold/totals/b.parquet,                        no",
        "JUPYTER,           put,    silver/pedidos_quarantine/b.parquet,          no",
        "JUPYTER,           put,    landing/loja/b.csv,                           no",
        "JUPYTER,           delete, gold/totals/a.parquet,                        no",
        // Who brings files puts them down, and no more.
        "UPLOADER,          put,    landing/loja/c.csv,                           yes",
        "UPLOADER,          get,    landing/loja/c.csv,                           no",
        "UPLOADER,          list,   landing/loja/,                                no",
        "UPLOADER,          delete, landing/loja/a.csv,                           no",
        "UPLOADER,          put,    bronze/pedidos/b.parquet,                     no",
        "UPLOADER,          put,    ops/batches/1.json,                           no",
        "UPLOADER,          get,    gold/totals/a.parquet,                        no",
        // The trainer learns from gold, and writes models, their table and their predictions.
        "TRAINER,           list,   gold/totals/,                                 yes",
        "TRAINER,           get,    gold/totals/a.parquet,                        yes",
        "TRAINER,           put,    gold/previsoes_m/_delta_log/1.json,           yes",
        "TRAINER,           delete, gold/previsoes_m/_delta_log/1.json,           yes",
        "TRAINER,           put,    models/price/3/model.pb,                      yes",
        "TRAINER,           get,    models/price/3/model.pb,                      yes",
        "TRAINER,           list,   ops/models/_delta_log/,                       yes",
        "TRAINER,           get,    ops/models/_delta_log/0.json,                 yes",
        "TRAINER,           put,    ops/models/_delta_log/2.json,                 yes",
        "TRAINER,           get,    ops/lake.json,                                yes",
        "TRAINER,           delete, ops/lake.json,                                no",
        "TRAINER,           get,    ops/batches/0.json,                           no",
        "TRAINER,           put,    ops/batches/1.json,                           no",
        "TRAINER,           put,    gold/totals/b.parquet,                        no",
        "TRAINER,           put,    gold/totals/_delta_log/1.json,                no",
        "TRAINER,           delete, gold/totals/a.parquet,                        no",
        "TRAINER,           get,    silver/pedidos/a.parquet,                     no",
        "TRAINER,           get,    bronze/pedidos/a.parquet,                     no",
        "TRAINER,           get,    landing/loja/a.csv,                           no",
        "TRAINER,           put,    landing/loja/b.csv,                           no",
    })
    void eachUserHasWhatItNeedsAndNoMore(StoreUser user, String deed, String object, String may) throws Exception {
        assertThat(may(minio.as(user), deed, object)).isEqualTo(may.equals("yes"));
    }

    /** The metastore asks for a table's folder as an object first, and goes on only where it hears that there is none. */
    @ParameterizedTest
    @CsvSource({"silver, pedidos", "silver, not_there", "ops, batches"})
    void theMetastoreHearsThatAFolderIsNoObject(String bucket, String folder) {
        ErrorResponseException answer = catchThrowableOfType(
                ErrorResponseException.class,
                () -> minio.as(StoreUser.METASTORE)
                        .statObject(StatObjectArgs.builder()
                                .bucket(bucket)
                                .object(folder)
                                .build()));

        assertThat(answer.errorResponse().code()).isEqualTo("NoSuchKey");
    }

    private static boolean may(MinioClient client, String deed, String object) throws Exception {
        try {
            switch (deed) {
                case "put" -> put(client, object);
                case "get" -> get(client, object);
                case "delete" ->
                    client.removeObject(RemoveObjectArgs.builder()
                            .bucket(bucket(object))
                            .object(key(object))
                            .build());
                case "list" -> {
                    for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                            .bucket(bucket(object))
                            .prefix(key(object))
                            .build())) {
                        assertThat(item.get().objectName()).isNotEmpty();
                    }
                }
                default -> throw new AssertionError(deed);
            }
            return true;
        } catch (ErrorResponseException e) {
            assertThat(e.errorResponse().code()).isEqualTo("AccessDenied");
            return false;
        }
    }

    private static void get(MinioClient client, String object) throws Exception {
        try (InputStream content = client.getObject(GetObjectArgs.builder()
                .bucket(bucket(object))
                .object(key(object))
                .build())) {
            assertThat(content.readAllBytes()).isNotNull();
        }
    }

    private static void put(MinioClient client, String object) throws Exception {
        byte[] content = object.getBytes(StandardCharsets.UTF_8);
        int size = object.endsWith("/") ? 0 : content.length;
        client.putObject(PutObjectArgs.builder().bucket(bucket(object)).object(key(object)).stream(
                        new ByteArrayInputStream(content, 0, size), size, -1)
                .build());
    }

    private static String bucket(String object) {
        return object.substring(0, object.indexOf('/'));
    }

    private static String key(String object) {
        return object.substring(object.indexOf('/') + 1);
    }
}
