package dev.lakehouse.storage.s3;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import dev.lakehouse.storage.HiddenNames;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a lake: those that there are, and small ones as a whole. */
final class S3Objects {
    private static final String SLASH = "/";

    private final S3Client client;
    private final ObjectNames names;
    private final S3Failures failures;

    S3Objects(S3Client client, ObjectNames names, S3Failures failures) {
        this.client = client;
        this.names = names;
        this.failures = failures;
    }

    List<StoredFile> list(StoragePath folder) {
        ObjectName prefix = names.ofFolder(folder);
        return list(prefix, ListObjectsV2Request.builder());
    }

    List<StoredFile> listFrom(StoragePath first) {
        ObjectName prefix = names.ofFolder(first.folder());
        String name = first.fileName();
        // A store starts behind a key, and so behind one that sorts just before the first.
        String before = prefix.key() + name.substring(0, name.length() - 1);
        List<StoredFile> found =
                list(prefix, ListObjectsV2Request.builder().delimiter(SLASH).startAfter(before));
        return found.stream()
                .filter(file -> file.path().fileName().compareTo(name) >= 0)
                .toList();
    }

    List<String> folders(StoragePath folder) {
        ObjectName prefix = names.ofFolder(folder);
        TreeSet<String> found = new TreeSet<>();
        try {
            client.listObjectsV2Paginator(
                            request(prefix, ListObjectsV2Request.builder().delimiter(SLASH)))
                    .commonPrefixes()
                    .forEach(common -> found.add(common.prefix()
                            .substring(prefix.key().length(), common.prefix().length() - 1)));
        } catch (SdkException e) {
            throw failures.of("list", prefix, e);
        }
        found.removeIf(name -> name.isEmpty() || HiddenNames.isHidden(name));
        return List.copyOf(found);
    }

    Optional<StoredFile> find(StoragePath file) {
        ObjectName object = names.of(file);
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(object.bucket()).key(object.key()));
            return Optional.of(new StoredFile(file, head.contentLength(), head.lastModified(), head.eTag()));
        } catch (SdkException e) {
            if (S3Failures.isAbsent(e)) {
                return Optional.empty();
            }
            throw explained(object, e);
        }
    }

    byte[] read(StoragePath file) {
        ObjectName object = names.of(file);
        try {
            return client.getObjectAsBytes(
                            request -> request.bucket(object.bucket()).key(object.key()))
                    .asByteArray();
        } catch (SdkException e) {
            throw failures.of("read", object, e);
        }
    }

    boolean createIfAbsent(StoragePath file, byte[] content) {
        ObjectName object = names.of(file);
        try {
            client.putObject(
                    request -> request.bucket(object.bucket()).key(object.key()).ifNoneMatch("*"),
                    RequestBody.fromBytes(content));
            return true;
        } catch (SdkException e) {
            if (S3Failures.isTaken(e)) {
                // It may be taken by ourselves: an answer was lost, and the request was repeated.
                return Arrays.equals(read(file), content);
            }
            throw failures.ofCreation(object, e);
        }
    }

    /** Whoever else has created it, or an earlier try of ours whose answer was lost, has written the same. */
    boolean createIfAbsent(StoragePath file, Path content) {
        ObjectName object = names.of(file);
        try {
            client.putObject(
                    request -> request.bucket(object.bucket()).key(object.key()).ifNoneMatch("*"),
                    RequestBody.fromFile(content));
            return true;
        } catch (SdkException e) {
            if (S3Failures.isTaken(e)) {
                return false;
            }
            throw failures.ofCreation(object, e);
        }
    }

    void replace(StoragePath file, byte[] content) {
        ObjectName object = names.of(file);
        try {
            client.putObject(
                    request -> request.bucket(object.bucket()).key(object.key()), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw failures.of("write", object, e);
        }
    }

    void delete(StoragePath file) {
        ObjectName object = names.of(file);
        try {
            client.deleteObject(request -> request.bucket(object.bucket()).key(object.key()));
        } catch (SdkException e) {
            if (!S3Failures.isAbsent(e)) {
                throw failures.of("delete", object, e);
            }
        }
    }

    private List<StoredFile> list(ObjectName prefix, ListObjectsV2Request.Builder request) {
        List<StoredFile> files = new ArrayList<>();
        try {
            for (S3Object object :
                    client.listObjectsV2Paginator(request(prefix, request)).contents()) {
                if (isFile(prefix, object.key())) {
                    files.add(new StoredFile(
                            names.path(new ObjectName(prefix.bucket(), object.key())),
                            object.size(),
                            object.lastModified(),
                            object.eTag()));
                }
            }
        } catch (SdkException e) {
            throw failures.of("list", prefix, e);
        }
        files.sort(Comparator.comparing(StoredFile::path));
        return List.copyOf(files);
    }

    /** An object whose key ends with a slash stands for a folder, in the eyes of some programs. */
    private static boolean isFile(ObjectName prefix, String key) {
        return !key.endsWith(SLASH)
                && Arrays.stream(key.substring(prefix.key().length()).split(SLASH))
                        .noneMatch(HiddenNames::isHidden);
    }

    private static ListObjectsV2Request request(ObjectName prefix, ListObjectsV2Request.Builder request) {
        return request.bucket(prefix.bucket()).prefix(prefix.key()).build();
    }

    /** An answer to HEAD has no body to say why it refuses; one to another request has. */
    private RuntimeException explained(ObjectName object, SdkException e) {
        try {
            client.listObjectsV2(request -> request.bucket(object.bucket()).maxKeys(1));
        } catch (SdkException explanation) {
            return failures.of("read", object, explanation);
        }
        return failures.of("read", object, e);
    }
}
