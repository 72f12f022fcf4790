package dev.lakehouse.cli;

import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = {
            "Answers over HTTP: starts runs, follows and cancels them, shows tables and rows.",
            "It goes on until it is stopped with SIGTERM or Ctrl-C. Who calls has to know the token LAKEHOUSE_TOKEN."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  export LAKEHOUSE_TOKEN=$(openssl rand -hex 32)",
            "  lakehouse serve                          at http://127.0.0.1:8090",
            "  lakehouse serve --port 9000 --home /data/lake",
            "  curl -H \"Authorization: Bearer $LAKEHOUSE_TOKEN\" http://127.0.0.1:8090/api/v1/runs"
        })
final class ServeCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--address",
            paramLabel = "HOST",
            description = "Where to listen. Else LAKEHOUSE_ADDRESS, the config file, 127.0.0.1; 0.0.0.0 is everywhere.")
    private String address;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Else LAKEHOUSE_PORT, the config file, 8090; 0 for one that is free.")
    private String port;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    ServeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        context.setting("address", address);
        context.setting("port", port);
        Tools tools = context.tools();
        StopSignals signals = new StopSignals();
        try (Serving service = tools.serve()) {
            if (context.json()) {
                JsonDocument.print(Map.of("address", service.address().toString()), context.out());
            } else {
                context.out().line("The service answers at " + service.address() + " - stop it with Ctrl-C.");
            }
            context.out().flush();
            signals.await();
        }
        return 0;
    }
}
