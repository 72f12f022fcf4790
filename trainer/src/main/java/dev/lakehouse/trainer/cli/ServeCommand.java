package dev.lakehouse.trainer.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import dev.lakehouse.trainer.Main;
import dev.lakehouse.trainer.serve.TrainerServer;
import picocli.CommandLine.Command;

@Command(
        name = "serve",
        description = {
            "Trains and predicts for whoever asks over HTTP and knows the token LAKEHOUSE_TOKEN, one job at a time.",
            "The stack's container does this; LAKEHOUSE_ADDRESS and LAKEHOUSE_PORT say where it listens."
        })
final class ServeCommand implements Callable<Integer> {
    private final Workbench workbench;

    ServeCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() throws InterruptedException {
        TrainerServer server = new TrainerServer(workbench.service(), program(), workbench.err());
        // Training holds nothing that a kill would spoil, so there is no other way to end than this one.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        workbench.out().println("The trainer answers at " + server.address() + " - stop it with Ctrl-C.");
        new CountDownLatch(1).await();
        return 0;
    }

    /**
     * How this process was started itself, but for what has the server end where memory runs out: a command ends by itself, and says so
     * first.
     */
    private static List<String> program() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.remove("-XX:+ExitOnOutOfMemoryError");
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return words;
    }
}
