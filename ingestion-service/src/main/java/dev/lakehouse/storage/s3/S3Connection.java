package dev.lakehouse.storage.s3;

import java.time.Duration;

import dev.lakehouse.config.Home.ObjectStore;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client. What fails in passing (timeouts, 409, 429, 5xx) is asked again, with a growing pause before it. */
final class S3Connection {
    private static final int CONNECTIONS = 64;

    /** A pause doubles from a tenth of a second: the last answer comes after some 3 seconds. */
    private static final int ATTEMPTS = 6;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How long a store may be silent in the middle of an answer. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private S3Connection() {}

    static S3Client open(ObjectStore home) {
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .retryOnException(S3Failures::isConflictInPassing)
                .build();
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(home.region()))
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries));
        home.endpoint().ifPresent(endpoint -> client.endpointOverride(endpoint).forcePathStyle(true));
        return client.build();
    }
}
