package dev.lakehouse.storage.s3.provision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyTest {
    private static final Policy POLICY = new Policy.Builder().read(Bucket.GOLD).build();

    @ParameterizedTest
    @EnumSource(StoreUser.class)
    void neverGrantsAllActionsOrAllBuckets(StoreUser user) {
        assertThat(user.policy().json()).doesNotContain("s3:*", "admin:", "arn:aws:s3:::*", "NotAction", "NotResource");
    }

    @Test
    void isTheSameInAnotherOrderAndForm() {
        assertThat(POLICY.sameAs("""
                {"Statement": [
                  {"Sid": "", "Effect": "Allow", "Resource": "arn:aws:s3:::gold/*", "Action": "s3:GetObject"},
                  {"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetBucketLocation"],
                   "Resource": ["arn:aws:s3:::gold"]}],
                 "Version": "2012-10-17"}""")).isTrue();
    }

    @Test
    void isAnotherOnceAnythingIsMoreOrLess() {
        String json = POLICY.json();

        assertThat(POLICY.sameAs(json)).isTrue();
        assertThat(POLICY.sameAs(json.replace("gold/*", "*"))).isFalse();
        assertThat(POLICY.sameAs(json.replace("s3:GetObject", "s3:*"))).isFalse();
        assertThat(POLICY.sameAs(json.replace("Allow", "Deny"))).isFalse();
        assertThat(POLICY.sameAs(json.replace("\"Effect\"", "\"Condition\":{\"Bool\":{}},\"Effect\"")))
                .isFalse();
        assertThat(POLICY.sameAs("{}")).isFalse();
        assertThat(POLICY.sameAs("no json")).isFalse();
    }
}
