package org.sneakyklaus.database;

import javax.sql.DataSource;

/**
 * Where queries go that must never queue for the one writer.
 *
 * @param dataSource SQLite's reading pool, or PostgreSQL's one pool
 */
public record ReadDataSource(DataSource dataSource) {}
