package dev.lakehouse.table;

/** What became of a commit that did not fail. */
public sealed interface CommitOutcome {
    /** The version of the table that holds the change. */
    long version();

    /** It was made, as this version. */
    record Applied(long version) implements CommitOutcome {}

    /** The batch was in the table already (seen at this version): the files written for it are in no log and may go. */
    record AlreadyApplied(long version) implements CommitOutcome {}
}
