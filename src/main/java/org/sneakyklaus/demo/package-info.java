/** A demo for strangers: filled with examples, emptied every hour. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "support",
            "database",
            "signin",
            "account",
            "exchange",
            "participation",
            "exclusion",
            "draw",
            "retention",
            "job",
            "job::history",
            "operation"
        })
package org.sneakyklaus.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
