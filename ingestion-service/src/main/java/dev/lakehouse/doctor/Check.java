package dev.lakehouse.doctor;

import java.util.List;

/** A look at one thing. It changes nothing, or takes away again what it made. */
public interface Check {
    /** What it looks at, in a word or two. */
    String subject();

    /** What it sees, at least one finding; a failure that it throws becomes a finding too. */
    List<Finding> look();
}
