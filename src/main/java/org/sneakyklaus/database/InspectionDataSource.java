package org.sneakyklaus.database;

import javax.sql.DataSource;

/**
 * Where commands look whether a database is well: each connection is opened when it is asked for, none is kept, and on
 * SQLite none can write or make a file.
 *
 * @param dataSource without a pool
 */
public record InspectionDataSource(DataSource dataSource) {}
