package org.sneakyklaus.database;

import javax.sql.DataSource;
import org.sneakyklaus.support.AppProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** PostgreSQL copes with many writers, so its one ordinary pool serves everything. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnPostgresql.class)
class PostgresqlConfiguration {

    @Bean
    Reading reading(DataSource dataSource) {
        return new Reading(dataSource);
    }

    @Bean
    WriteTurns writeTurns() {
        return () -> {
            // Writers wait for each other only when they want the same rows.
        };
    }

    @Bean
    DeletedRemains deletedRemains(AppProperties properties) {
        return new DeletedRemains(properties.data(), () -> {
            // Its vacuum runs by itself.
        });
    }
}
