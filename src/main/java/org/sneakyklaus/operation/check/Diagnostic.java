package org.sneakyklaus.operation.check;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Checks one aspect of an installation. Changes nothing in the database, and creates nothing lasting. */
interface Diagnostic {

    /** Returns the findings, at least one that says that all is OK. */
    List<Finding> findings() throws IOException, SQLException;
}
