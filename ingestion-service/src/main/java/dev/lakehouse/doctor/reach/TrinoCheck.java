package dev.lakehouse.doctor.reach;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.catalog.CatalogProbe;
import dev.lakehouse.catalog.CatalogProbe.Sight;
import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.failure.LakehouseException;

/** Whether Trino, the metastore and the object store agree: a table that is registered can be read. */
public final class TrinoCheck implements Check {
    private static final int TABLES = 20;

    private final TrinoAccess trino;

    public TrinoCheck(TrinoAccess trino) {
        this.trino = trino;
    }

    @Override
    public String subject() {
        return "catalog";
    }

    @Override
    public List<Finding> look() {
        Sight sight;
        try {
            sight = new CatalogProbe(trino.settings()).look(TABLES);
        } catch (LakehouseException e) {
            if (!trino.expected() && e.code().equals("CATALOG_UNREACHABLE")) {
                return List.of(Finding.note(
                        subject(),
                        "Trino does not answer at " + trino.settings().url(),
                        "the stack is not started, or not yet: " + e.why()));
            }
            return List.of(Finding.of(subject(), e));
        }
        return findings(sight);
    }

    private List<Finding> findings(Sight sight) {
        List<Finding> findings = new ArrayList<>();
        for (String sentence : sight.unreadable()) {
            findings.add(Finding.failed(
                    subject(),
                    "Trino cannot read " + sentence,
                    "the metastore knows the table, but Trino and the object store do not agree on it",
                    "type 'lakehouse catalog sync'; if that does not help, 'lakehouse provision' and restart Trino"));
        }
        if (sight.tables() == 0) {
            findings.add(Finding.note(
                    subject(),
                    "Trino and the metastore answer, and no table is registered",
                    "a run registers its tables, 'lakehouse catalog sync' all of them"));
        } else if (sight.read() > 0) {
            findings.add(Finding.ok(
                    subject(),
                    "Trino read " + sight.read() + " of " + sight.tables() + " registered tables, a row each"));
        }
        return findings;
    }
}
