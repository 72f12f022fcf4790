package dev.lakehouse.trainer.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * What networks are trained on: a GPU where TensorFlow finds one, and else the processor. Bits are the same on one kind alone.
 *
 * @param gpu whether it is a GPU
 * @param name of its maker, as far as the system tells it
 */
public record Device(boolean gpu, String name) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");
    private static final Pattern PROCESSOR = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern GPU = Pattern.compile("(?m)^Model:\\s*(.+)$");

    /** Asked once: it does not change while a process runs. */
    private static final class Found {
        static final Device DEVICE = find();
    }

    /** This machine's; fails as {@link NativeLibrary#require} does. */
    public static Device ofThisMachine() {
        NativeLibrary.require();
        return Found.DEVICE;
    }

    /** {@code GPU (NVIDIA H100 80GB HBM3)}. */
    @Override
    public String toString() {
        return (gpu ? "GPU" : "CPU") + " (" + name + ")";
    }

    private static Device find() {
        return hasGpu() ? new Device(true, gpuName().orElse("of an unknown kind")) : new Device(false, processor());
    }

    /** Java's interface to TensorFlow does not tell; what lies below it lists the devices of a session. */
    private static boolean hasGpu() {
        // As networks are trained: the first session of a process decides how many threads its operations have.
        byte[] config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build()
                .toByteArray();
        try (TF_Status status = TF_Status.newStatus();
                TF_Graph graph = TF_Graph.newGraph();
                TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
                BytePointer bytes = new BytePointer(config)) {
            tensorflow.TF_SetConfig(options, bytes, config.length, status);
            status.throwExceptionIfNotOK();
            try (TF_Session session = TF_Session.newSession(graph, options, status)) {
                status.throwExceptionIfNotOK();
                return hasGpu(session, status);
            }
        }
    }

    private static boolean hasGpu(TF_Session session, TF_Status status) {
        TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
        status.throwExceptionIfNotOK();
        try {
            boolean gpu = false;
            for (int device = 0; device < tensorflow.TF_DeviceListCount(devices); device++) {
                String type =
                        tensorflow.TF_DeviceListType(devices, device, status).getString(ISO_8859_1);
                gpu |= type.equals("GPU");
            }
            return gpu;
        } finally {
            tensorflow.TF_DeleteDeviceList(devices);
        }
    }

    private static String processor() {
        return first(PROCESSORS, PROCESSOR).orElseGet(() -> System.getProperty("os.arch"));
    }

    private static Optional<String> gpuName() {
        try (DirectoryStream<Path> gpus = Files.newDirectoryStream(GPUS)) {
            for (Path gpu : gpus) {
                return first(gpu.resolve("information"), GPU);
            }
        } catch (IOException e) {
            // Another driver's GPU, or a container that does not show its files.
        }
        return Optional.empty();
    }

    private static Optional<String> first(Path file, Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(file, StandardCharsets.UTF_8));
            return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
