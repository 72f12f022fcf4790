package dev.lakehouse.storage.s3.provision;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Turns what minio-java throws into sentences. */
final class StoreFailures {
    /** The admin client throws the answer as text: {@code Request failed with response: {"Code":"..."}}. */
    private static final Pattern CODE = Pattern.compile("\"?(?:<)?Code(?:>|\"\\s*:\\s*\")([A-Za-z]+)");

    private static final Pattern MESSAGE = Pattern.compile("(?:<Message>|\"Message\"\\s*:\\s*\")([^\"<]+)");

    private StoreFailures() {}

    /** A call to the store. */
    interface Call<T> {
        T make() throws MinioException, GeneralSecurityException, IOException, InvalidCipherTextException;
    }

    /** The code of the store's refusal: {@code AccessDenied}; empty where it did not answer, or answered otherwise. */
    static Optional<String> code(Throwable e) {
        if (e instanceof ErrorResponseException refused) {
            return Optional.ofNullable(refused.errorResponse().code());
        }
        Matcher code = CODE.matcher(String.valueOf(e.getMessage()));
        return code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }

    static <T> T calling(URI endpoint, String doing, Call<T> call) {
        try {
            return call.make();
        } catch (LakehouseException e) {
            throw e;
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "OBJECT_STORE_UNREACHABLE",
                    "The object store at " + endpoint + " does not answer",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "see that it runs and that LAKEHOUSE_S3_ENDPOINT is its address, then try again",
                    e);
        } catch (MinioException | GeneralSecurityException | InvalidCipherTextException | RuntimeException e) {
            throw refused(endpoint, doing, e);
        }
    }

    private static LakehouseException refused(URI endpoint, String doing, Exception e) {
        String code = code(e).orElse("");
        if (code.equals("SignatureDoesNotMatch") || code.equals("InvalidAccessKeyId") || code.equals("AccessDenied")) {
            return new LakehouseException(
                    FailureKind.USER,
                    "OBJECT_STORE_REFUSES",
                    "The object store at " + endpoint + " refuses " + doing,
                    code.equals("AccessDenied")
                            ? "this user may not do it"
                            : "it knows the user by another password, or not at all (" + code + ")",
                    "see that the user and its secret are those that the store knows: the administrator's are"
                            + " MINIO_ROOT_USER and MINIO_ROOT_PASSWORD, the others 'lakehouse provision' sets",
                    e);
        }
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "OBJECT_STORE_FAILED",
                "The object store at " + endpoint + " failed at " + doing,
                reason(code, e),
                "look into the store's log, then try again: what was done stays done",
                e);
    }

    private static String reason(String code, Exception e) {
        Matcher message = MESSAGE.matcher(String.valueOf(e.getMessage()));
        String text = message.find() ? message.group(1) : String.valueOf(e.getMessage());
        return code.isEmpty() ? e.getClass().getSimpleName() + ": " + text : code + ": " + text;
    }
}
