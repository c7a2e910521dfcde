package org.sneakyklaus.database;

import javax.sql.DataSource;

/**
 * The connection for health checks and metrics. It is separate, so that they get an answer or an error within seconds
 * under any load.
 *
 * @param dataSource a read-only pool of one connection
 */
public record ProbeDataSource(DataSource dataSource) {}
