package org.sneakyklaus.database;

import org.springframework.core.env.PropertyResolver;

/** Whether this process runs a command, perhaps beside an application that serves from the same database. */
public final class CommandMode {

    /** The property set in command mode only. */
    public static final String PROPERTY = "klaus.command";

    private CommandMode() {}

    /** Whether {@link #PROPERTY} is set. */
    public static boolean isOn(PropertyResolver environment) {
        return environment.containsProperty(PROPERTY);
    }
}
