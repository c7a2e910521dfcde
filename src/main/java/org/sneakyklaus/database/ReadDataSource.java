package org.sneakyklaus.database;

import javax.sql.DataSource;

/**
 * Connections for queries that must never queue for the single writer.
 *
 * @param dataSource SQLite's read pool, or PostgreSQL's only pool
 */
public record ReadDataSource(DataSource dataSource) {}
