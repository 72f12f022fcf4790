package dev.lakehouse.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT as a wish to stop, so that a process that stops as it was asked to ends with 0. Java has no other way to
 * hear of signals than {@code sun.misc.Signal}; it is called by reflection, for the compiler does not let anybody name it
 * without a warning. Where it is missing, the signals end the process as they always do.
 */
final class StopSignals {
    private static final String[] NAMES = {"TERM", "INT"};

    private final CountDownLatch stop = new CountDownLatch(1);

    /** Listens from now on. */
    StopSignals() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        stop.countDown();
                        return null;
                    });
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
            }
        } catch (ReflectiveOperationException e) {
            // Then the process ends at once, which runs survive too.
        }
    }

    /** Waits until one comes. */
    void await() throws InterruptedException {
        stop.await();
    }
}
