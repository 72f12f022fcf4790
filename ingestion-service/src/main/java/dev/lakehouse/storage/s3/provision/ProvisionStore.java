package dev.lakehouse.storage.s3.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.s3.provision.Change.Kind;
import io.minio.admin.UserInfo;

import static java.util.Objects.requireNonNull;

/**
 * Makes an object store what the stack needs: its buckets, a policy for each user and the users, each with its secret. What is
 * as it should be is left alone, and so is all that the stack does not know.
 */
public final class ProvisionStore {
    private final ProvisionSettings settings;
    private final ObjectStoreAdmin store;

    public ProvisionStore(ProvisionSettings settings) {
        this.settings = requireNonNull(settings, "settings is null");
        this.store = new ObjectStoreAdmin(
                settings.endpoint(), settings.region(), settings.administrator(), settings.password());
    }

    /** Says what is not as it should be, and changes nothing. */
    public ProvisionReport plan() {
        return report(look(), false);
    }

    /**
     * Puts right what is not as it should be, then looks again. {@code PROVISION_UNSETTLED}, of kind conflict, says that
     * something is still wrong, or wrong again.
     */
    public ProvisionReport apply() {
        Sight sight = look();
        sight.steps().forEach(step -> step.action().run());
        List<Step> left = sight.steps().isEmpty() ? List.of() : look().steps();
        if (!left.isEmpty()) {
            throw new LakehouseException(
                    FailureKind.CONFLICT,
                    "PROVISION_UNSETTLED",
                    "The object store is still not as it should be",
                    left.stream()
                            .map(step -> step.change().subject() + ": "
                                    + step.change().why())
                            .collect(Collectors.joining("; ")),
                    "see who else changes it, then provision again");
        }
        return report(sight, true);
    }

    /** A change, and what makes it. */
    private record Step(Change change, Runnable action) {}

    /** What is not as it should be: steps in the order in which they can be made, and what only a person can decide. */
    private record Sight(List<Step> steps, List<String> notices) {}

    private Sight look() {
        Sight sight = new Sight(new ArrayList<>(), new ArrayList<>());
        Set<String> buckets = store.buckets();
        for (Bucket bucket : Bucket.values()) {
            look(bucket, buckets.contains(bucket.label()), sight.steps());
        }
        Map<String, String> policies = store.policies();
        for (StoreUser user : StoreUser.values()) {
            look(user.policy(), user.accessKey(), Optional.ofNullable(policies.get(user.accessKey())), sight.steps());
            Optional<UserInfo> found = store.user(user.accessKey());
            look(user, found, sight.steps());
            found.flatMap(it -> groups(user.accessKey(), it.memberOf())).ifPresent(sight.notices()::add);
        }
        return sight;
    }

    private void look(Bucket bucket, boolean exists, List<Step> steps) {
        String name = bucket.label();
        if (!exists) {
            add(steps, Kind.CREATE, "bucket " + name, "it is not there", () -> store.createBucket(name));
        } else if (store.bucketPolicy(name).isPresent()) {
            add(
                    steps,
                    Kind.REPAIR,
                    "bucket " + name,
                    "a policy of its own opens it to others than the stack's users",
                    () -> store.deleteBucketPolicy(name));
        }
    }

    private void look(Policy wanted, String name, Optional<String> found, List<Step> steps) {
        Runnable write = () -> store.putPolicy(name, wanted);
        if (found.isEmpty()) {
            add(steps, Kind.CREATE, "policy " + name, "it is not there", write);
        } else if (!wanted.sameAs(found.get())) {
            add(steps, Kind.REPAIR, "policy " + name, "it grants something else", write);
        }
    }

    private void look(StoreUser user, Optional<UserInfo> known, List<Step> steps) {
        String name = user.accessKey();
        Runnable write = () -> store.putUser(name, settings.secretOf(user));
        Runnable attach = () -> store.attachPolicy(name, name);
        if (known.isEmpty()) {
            add(steps, Kind.CREATE, "user " + name, "it is not there", () -> {
                write.run();
                attach.run();
            });
            return;
        }
        UserInfo found = known.get();
        if (found.status() != UserInfo.Status.ENABLED) {
            add(steps, Kind.REPAIR, "user " + name, "it is disabled", write);
        } else if (!store.accepts(name, settings.secretOf(user))) {
            add(steps, Kind.REPAIR, "user " + name, "its secret is not the one in " + user.variable(), write);
        }
        if (!name.equals(found.policyName())) {
            String has = found.policyName() == null || found.policyName().isBlank() ? "none" : found.policyName();
            add(steps, Kind.REPAIR, "user " + name, "its policy is not its own, but " + has, attach);
        }
    }

    private static void add(List<Step> steps, Kind kind, String subject, String why, Runnable action) {
        steps.add(new Step(new Change(kind, subject, why), action));
    }

    private ProvisionReport report(Sight sight, boolean applied) {
        return new ProvisionReport(
                settings.endpoint(),
                Bucket.values().length,
                StoreUser.values().length,
                sight.steps().stream().map(Step::change).toList(),
                sight.notices(),
                applied);
    }

    /** A group's rights come on top of a user's own; minio-java cannot take a user out of one. */
    private static Optional<String> groups(String user, List<String> groups) {
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of("The user " + user + " is in the group " + String.join(", ", groups)
                        + ", whose rights come on top of its own. Take it out in the store's console.");
    }
}
