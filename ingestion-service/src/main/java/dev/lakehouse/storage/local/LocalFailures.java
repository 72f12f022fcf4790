package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;

/** Says what a disk's refusal means for the user. */
final class LocalFailures {
    private LocalFailures() {}

    /** The failure to {@code doing} (as in {@code write}) a file. */
    static LakehouseException of(String doing, Path file, IOException e) {
        String what = "Cannot " + doing + " " + file;
        if (e instanceof NoHardLinksException) {
            return external(
                    "STORAGE_UNSUITABLE",
                    what,
                    "its file system has no hard links, and without them two writers could both believe that they won",
                    "keep the lake on a file system such as ext4, xfs, btrfs, APFS or NTFS",
                    e);
        }
        if (e instanceof NoSuchFileException) {
            return external(
                    Storage.FILE_NOT_FOUND,
                    what,
                    "there is no such file",
                    "put it back, or find out who removed it; files of a lake are removed only by the lake itself",
                    e);
        }
        if (Disk.isReadOnly(file, e)) {
            return external(
                    "STORAGE_READ_ONLY",
                    what,
                    "this user may not, or the disk is mounted read-only (" + reason(e) + ")",
                    "give this user the right to read and write it, or choose another home for the lake",
                    e);
        }
        if (Disk.isFull(file, e)) {
            return external(
                    "STORAGE_FULL",
                    what,
                    "the disk is full (" + reason(e) + ")",
                    "free some space and run the command again; nothing that was committed is lost",
                    e);
        }
        return external("STORAGE_FAILED", what, reason(e), "check the disk and run the command again", e);
    }

    /** A name that this JVM, in this locale, cannot write as text, or text that it cannot write as a name. */
    static LakehouseException unreadableName(String name, Throwable cause) {
        return external(
                "FILE_NAME_UNREADABLE",
                "Cannot read the file name " + name,
                "its bytes are no " + System.getProperty("sun.jnu.encoding", "text"),
                "set LC_ALL=C.UTF-8 and run the command again; if that is set, rename the file",
                cause);
    }

    private static LakehouseException external(String code, String what, String why, String fix, Throwable cause) {
        return new LakehouseException(FailureKind.EXTERNAL, code, what, why, fix, cause);
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
