package dev.lakehouse.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.lakehouse.catalog.CatalogChange.Kind;
import dev.lakehouse.catalog.LakeTables.Found;
import dev.lakehouse.catalog.TrinoCatalog.Place;

/** What a lake holds beside what its catalog says, and what follows from it. */
final class Comparison {
    /** How many places a sentence names at most. */
    private static final int NAMED = 5;

    private final LakeTables lake;
    private final Found found;
    private final List<CatalogChange> changes = new ArrayList<>();
    private final List<String> drift = new ArrayList<>();

    /** Locations that are in the catalog, by whatever name. */
    private final Map<String, CatalogTable> registered = new HashMap<>();

    private Comparison(LakeTables lake, Found found) {
        this.lake = lake;
        this.found = found;
    }

    static Comparison of(LakeTables lake, TrinoCatalog catalog) {
        Comparison comparison = new Comparison(lake, lake.find());
        comparison.schemas(catalog.schemas());
        Set<CatalogTable> known = catalog.tables(LakeTables.SCHEMAS);
        Map<CatalogTable, Place> withoutPlace = new TreeMap<>();
        for (CatalogTable table : known) {
            Place place = catalog.place(table);
            if (place.location().isPresent()) {
                comparison.known(table, place.location().get());
            } else {
                withoutPlace.put(table, place);
            }
        }
        comparison.withoutPlace(withoutPlace);
        comparison.unknown(known);
        return comparison;
    }

    /** How many tables the lake has that a catalog can have. */
    int tables() {
        return found.tables().size();
    }

    List<CatalogChange> changes() {
        return List.copyOf(changes);
    }

    List<String> drift() {
        return List.copyOf(drift);
    }

    private void schemas(Set<String> existing) {
        for (String schema : LakeTables.SCHEMAS) {
            if (!existing.contains(schema)) {
                add(Kind.CREATE_SCHEMA, schema, lake.schemaLocation(schema));
            }
        }
    }

    /** A table of the catalog: it is ours and where we have it, or gone, or another's. */
    private void known(CatalogTable table, String location) {
        Optional<String> ours = Optional.ofNullable(found.tables().get(table));
        registered.put(LakeTables.comparable(location), table);
        if (ours.isPresent() && ours.get().equals(LakeTables.comparable(location))) {
            return;
        }
        if (lake.owns(location) && lake.isGone(location)) {
            add(Kind.UNREGISTER, table.toString(), location);
            ours.ifPresent(there -> add(Kind.REGISTER, table.toString(), there));
        } else if (lake.owns(location) && lake.isDamaged(location)) {
            drift.add(table + " is registered at " + location + ", where its log has lost its commits.");
        } else if (ours.isPresent()) {
            drift.add(table + " is registered at " + location + ", but the lake has it at " + ours.get()
                    + ". Unregister the one that is not meant, then sync again.");
        } else if (!lake.owns(location)) {
            drift.add(table + " is in the catalog, but not of this lake: it lies at " + location + ".");
        }
    }

    /**
     * Tables of which Trino cannot say where they lie: the log is gone, or it cannot be read for now. One that may only be broken
     * stays, for nobody could find out later where it was.
     */
    private void withoutPlace(Map<CatalogTable, Place> tables) {
        tables.keySet()
                .forEach(table -> Optional.ofNullable(found.tables().get(table))
                        .ifPresent(there -> registered.put(there, table)));
        boolean mayBeGone = tables.entrySet().stream().anyMatch(entry -> mayBeGone(entry.getKey(), entry.getValue()));
        Set<String> nobodys = mayBeGone ? lake.logs() : new TreeSet<>();
        nobodys.removeAll(registered.keySet());
        tables.forEach((table, place) -> {
            if (mayBeGone(table, place) && nobodys.isEmpty()) {
                add(Kind.UNREGISTER, table.toString(), "");
            } else {
                drift.add(table + " is in the catalog, but Trino cannot read it: " + place.reason()
                        + (mayBeGone(table, place) ? ". It may be what lies at " + some(nobodys) : ""));
            }
        });
    }

    /** Only of such a table is it for the lake to say whether it can be anywhere, for which all of it is looked through. */
    private boolean mayBeGone(CatalogTable table, Place place) {
        return place.empty() && !found.tables().containsKey(table);
    }

    private static String some(Set<String> places) {
        String first = places.stream().limit(NAMED).collect(Collectors.joining(", "));
        return places.size() <= NAMED ? first : first + " or " + (places.size() - NAMED) + " other places";
    }

    /** Tables that the catalog does not have, unless it has them by another name. */
    private void unknown(Set<CatalogTable> known) {
        found.tables().forEach((table, location) -> {
            CatalogTable as = registered.get(location);
            if (as != null && !as.equals(table)) {
                drift.add("The table at " + location + " is in the catalog as " + as + ", not as " + table + ".");
            } else if (!known.contains(table)) {
                add(Kind.REGISTER, table.toString(), location);
            }
        });
        found.others().stream()
                .filter(location -> !registered.containsKey(location))
                .forEach(location -> drift.add("The table at " + location
                        + " is in no catalog: its name is no table's name (small letters, digits and _)."));
    }

    private void add(Kind kind, String subject, String location) {
        changes.add(new CatalogChange(kind, subject, location));
    }
}
