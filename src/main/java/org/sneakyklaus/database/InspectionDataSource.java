package org.sneakyklaus.database;

import javax.sql.DataSource;

/**
 * Connections for commands that check a database. Each is opened on request and none is kept. On SQLite they can
 * neither write nor create a file.
 *
 * @param dataSource without a pool
 */
public record InspectionDataSource(DataSource dataSource) {}
