package org.sneakyklaus.database;

import javax.sql.DataSource;

/**
 * Where health and metrics look: a connection of their own, so that they get an answer, or an error, within seconds
 * however busy everything else is.
 *
 * @param dataSource a pool of one connection, for reading only
 */
public record ProbeDataSource(DataSource dataSource) {}
