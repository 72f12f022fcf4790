package dev.lakehouse.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A secret that callers have to show. It never prints itself. */
public final class Token {
    /** As HTTP lets it stand behind {@code Bearer}; short ones can be guessed. */
    static final Pattern LEGAL = Pattern.compile("[\\x21-\\x7e]{16,512}");

    private final byte[] secret;

    Token(String secret) {
        if (!LEGAL.matcher(secret).matches()) {
            throw new IllegalArgumentException("a token is 16 to 512 characters of ASCII without blanks");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is this one, in a time that does not tell how much of it is. */
    public boolean matches(String shown) {
        return MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && MessageDigest.isEqual(secret, token.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "***";
    }
}
