package dev.lakehouse.storage.s3.provision;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lakehouse.config.Secret;
import io.minio.DeleteBucketPolicyArgs;
import io.minio.GetBucketPolicyArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.admin.MinioAdminClient;
import io.minio.admin.UserInfo;
import io.minio.errors.ErrorResponseException;

/**
 * The store as its administrator sees and changes it. Each method throws a failure of kind external where the store does not
 * answer, and of kind user where it refuses.
 */
final class ObjectStoreAdmin {
    private static final long TIMEOUT_MILLIS = Duration.ofSeconds(20).toMillis();
    private static final Set<String> NOT_THIS_SECRET = Set.of("SignatureDoesNotMatch", "InvalidAccessKeyId");

    private static final String NO_SUCH_USER = "XMinioAdminNoSuchUser";

    private final URI endpoint;
    private final String region;
    private final MinioClient client;
    private final MinioAdminClient admin;

    ObjectStoreAdmin(URI endpoint, String region, String user, Secret password) {
        this.endpoint = endpoint;
        this.region = region;
        this.client = client(user, password);
        this.admin = MinioAdminClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(user, password.value())
                .build();
        admin.setTimeout(TIMEOUT_MILLIS, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
    }

    Set<String> buckets() {
        return StoreFailures.calling(
                endpoint,
                "to list buckets",
                () -> client.listBuckets().stream().map(bucket -> bucket.name()).collect(Collectors.toSet()));
    }

    void createBucket(String name) {
        StoreFailures.calling(endpoint, "to make the bucket " + name, () -> {
            client.makeBucket(
                    MakeBucketArgs.builder().bucket(name).region(region).build());
            return name;
        });
    }

    /** What a bucket allows to anybody, if it says anything of the kind. */
    Optional<String> bucketPolicy(String bucket) {
        return StoreFailures.calling(
                        endpoint,
                        "to read the policy of the bucket " + bucket,
                        () -> Optional.of(client.getBucketPolicy(
                                GetBucketPolicyArgs.builder().bucket(bucket).build())))
                .filter(policy -> !policy.isBlank());
    }

    void deleteBucketPolicy(String bucket) {
        StoreFailures.calling(endpoint, "to delete the policy of the bucket " + bucket, () -> {
            client.deleteBucketPolicy(
                    DeleteBucketPolicyArgs.builder().bucket(bucket).build());
            return bucket;
        });
    }

    /** The documents of all policies that users can have, by name. */
    Map<String, String> policies() {
        return StoreFailures.calling(endpoint, "to list policies", admin::listCannedPolicies);
    }

    void putPolicy(String name, Policy policy) {
        StoreFailures.calling(endpoint, "to write the policy " + name, () -> {
            admin.addCannedPolicy(name, policy.json());
            return name;
        });
    }

    /** One user, if there is such a one. Listing all would be one request, whose answer takes a second to decipher. */
    Optional<UserInfo> user(String name) {
        return StoreFailures.calling(endpoint, "to look up the user " + name, () -> {
            try {
                return Optional.of(admin.getUserInfo(name));
            } catch (RuntimeException e) {
                if (StoreFailures.code(e).filter(NO_SUCH_USER::equals).isPresent()) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Makes a user, or enables it and gives it this secret. */
    void putUser(String name, Secret secret) {
        StoreFailures.calling(endpoint, "to write the user " + name, () -> {
            admin.addUser(name, UserInfo.Status.ENABLED, secret.value(), null, List.of());
            return name;
        });
    }

    /** Gives a user this policy, and takes all others from it. */
    void attachPolicy(String user, String policy) {
        StoreFailures.calling(endpoint, "to give the user " + user + " its policy", () -> {
            admin.setPolicy(user, false, policy);
            return user;
        });
    }

    /** Whether a user can sign with this secret; the store tells nobody what a secret is. */
    boolean accepts(String user, Secret secret) {
        MinioClient asUser = client(user, secret);
        return StoreFailures.calling(endpoint, "to sign in as " + user, () -> {
            try {
                asUser.listBuckets();
                return true;
            } catch (ErrorResponseException e) {
                return !NOT_THIS_SECRET.contains(e.errorResponse().code());
            }
        });
    }

    private MinioClient client(String user, Secret secret) {
        MinioClient made = MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(user, secret.value())
                .build();
        made.setTimeout(TIMEOUT_MILLIS, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
        return made;
    }
}
