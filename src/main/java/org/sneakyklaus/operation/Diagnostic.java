package org.sneakyklaus.operation;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Looks at one side of an installation. Changes nothing in the database, and makes nothing that stays. */
interface Diagnostic {

    /** What there is to say, at least that all is well. */
    List<Finding> findings() throws IOException, SQLException;
}
