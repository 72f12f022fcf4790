package dev.lakehouse.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class ProductVersion implements IVersionProvider {
    ProductVersion() {}

    static String text() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return "lakehouse " + (version == null ? "(not packaged)" : version);
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }
}
