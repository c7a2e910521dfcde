package org.sneakyklaus.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** The code of the application without its tests, and without what a build generates for the start. */
public final class WrittenByHand implements ImportOption {

    private static final ImportOption NO_TESTS = new ImportOption.DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return NO_TESTS.includes(location) && !location.contains("__") && !location.contains("$$");
    }
}
