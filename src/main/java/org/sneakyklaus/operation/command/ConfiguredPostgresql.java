package org.sneakyklaus.operation.command;

import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** The configured PostgreSQL database, for commands that need exclusive access. */
public final class ConfiguredPostgresql {

    private ConfiguredPostgresql() {}

    /** Without a pool, whose connections would count as those of others. */
    public static DataSource in(ApplicationContext parts) {
        return parts.getBean(DataSourceProperties.class)
                .initializeDataSourceBuilder()
                .type(SimpleDriverDataSource.class)
                .build();
    }

    /** @throws CommandException if anyone else is connected to it */
    public static void refuseOthers(DataSource database) {
        var others = JdbcClient.create(database)
                .sql(
                        "SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                .query(Integer.class)
                .single();
        if (others > 0) {
            throw new CommandException(
                    "Others are connected to this database: stop every Sneaky Klaus that uses it, and try again");
        }
    }
}
