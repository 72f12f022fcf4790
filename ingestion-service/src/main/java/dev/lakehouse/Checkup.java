package dev.lakehouse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Home;
import dev.lakehouse.config.Settings;
import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.IfWanted;
import dev.lakehouse.doctor.machine.DiskCheck;
import dev.lakehouse.doctor.machine.FolderCheck;
import dev.lakehouse.doctor.machine.JavaCheck;
import dev.lakehouse.doctor.machine.LakeCheck;
import dev.lakehouse.doctor.machine.MemoryCheck;
import dev.lakehouse.doctor.machine.ProcessorCheck;
import dev.lakehouse.doctor.reach.CertificateCheck;
import dev.lakehouse.doctor.reach.StoreAccess;
import dev.lakehouse.doctor.reach.StoreCheck;
import dev.lakehouse.doctor.reach.TrinoAccess;
import dev.lakehouse.doctor.reach.TrinoCheck;
import dev.lakehouse.doctor.stack.DockerCheck;
import dev.lakehouse.doctor.stack.EnvFile;
import dev.lakehouse.doctor.stack.EnvFileCheck;
import dev.lakehouse.doctor.stack.ImageCheck;
import dev.lakehouse.doctor.stack.PortCheck;
import dev.lakehouse.doctor.stack.ServiceCheck;
import dev.lakehouse.storage.Storage;

/** What {@code lakehouse doctor} looks at, in the order in which one thing rests on another. */
final class Checkup {
    private static final DataSize FIRST_DATA = DataSize.parse("4GB");

    private Checkup() {}

    static List<Check> of(Settings settings, Map<String, String> environment, Supplier<Storage> storage) {
        Path folder = Optional.ofNullable(System.getProperty("lakehouse.root"))
                .map(Path::of)
                .orElse(Path.of(""))
                .toAbsolutePath();
        EnvFile env = EnvFile.of(folder, environment);
        List<Check> checks = new ArrayList<>(machine(settings, storage));
        if (Files.exists(folder.resolve("docker-compose.yml"))) {
            checks.addAll(stack(folder, env));
        }
        StoreAccess.of(environment, env).map(StoreCheck::new).ifPresent(checks::add);
        TrinoAccess.of(environment, folder, env).map(TrinoCheck::new).ifPresent(checks::add);
        return checks;
    }

    private static List<Check> machine(Settings settings, Supplier<Storage> storage) {
        Path disk = disk(settings.home());
        return List.of(
                new JavaCheck(),
                new ProcessorCheck(),
                new MemoryCheck(settings.memory()),
                new DiskCheck("disk", disk, FIRST_DATA, "a lake and what runs put aside"),
                new FolderCheck("folder", disk),
                new LakeCheck(settings.home().toString(), storage));
    }

    /** The folder that the lake is in, or that an object store's files pass through. */
    private static Path disk(Home home) {
        return home instanceof Home.Folder folder ? folder.path() : ((Home.ObjectStore) home).scratch();
    }

    private static List<Check> stack(Path folder, EnvFile env) {
        List<Check> before = List.of(new DockerCheck(folder), new EnvFileCheck(env), new PortCheck(folder, env));
        if (!env.exists()) {
            return before.stream().<Check>map(IfWanted::new).toList();
        }
        List<Check> all = new ArrayList<>(before);
        all.addAll(List.of(new CertificateCheck(folder, env), new ImageCheck(folder), new ServiceCheck(folder)));
        return all;
    }
}
