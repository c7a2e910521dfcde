package org.sneakyklaus.database;

import javax.sql.DataSource;
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
}
