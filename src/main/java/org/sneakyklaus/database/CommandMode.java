package org.sneakyklaus.database;

import org.springframework.core.env.PropertyResolver;

/** Whether this process carries out a command, perhaps beside an application that serves from the same database. */
public final class CommandMode {

    /** The property that is set in it, and never else. */
    public static final String PROPERTY = "klaus.command";

    private CommandMode() {}

    /** Reads {@link #PROPERTY}. */
    public static boolean isOn(PropertyResolver environment) {
        return environment.containsProperty(PROPERTY);
    }
}
