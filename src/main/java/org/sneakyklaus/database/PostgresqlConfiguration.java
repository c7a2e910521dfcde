package org.sneakyklaus.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.sneakyklaus.support.AppProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** PostgreSQL handles many writers, so one ordinary pool serves everything except probes. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnPostgresql.class)
class PostgresqlConfiguration {

    // The migration is the first to access the database.
    @Bean
    FlywayConfigurationCustomizer firstConnection(DataSourceProperties properties) {
        return flyway -> FirstConnection.check(properties);
    }

    @Bean
    ReadDataSource reading(DataSource dataSource) {
        return new ReadDataSource(dataSource);
    }

    @Bean
    DeletedRemains deletedRemains(AppProperties properties) {
        Runnable byItself = () -> {
            // PostgreSQL vacuums automatically.
        };
        return new DeletedRemains(properties.data(), false, byItself, () -> true);
    }

    @Bean(defaultCandidate = false)
    HikariDataSource probe(DataSourceProperties properties) {
        var pool = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        pool.setPoolName("probe");
        pool.setMaximumPoolSize(1);
        pool.setReadOnly(true);
        pool.setConnectionTimeout(1_000);
        pool.setValidationTimeout(500);
        // In seconds; without them, an unresponsive server would block the probe.
        pool.addDataSourceProperty("connectTimeout", "1");
        pool.addDataSourceProperty("socketTimeout", "2");
        return pool;
    }

    @Bean
    InspectionDataSource inspecting(DataSourceProperties properties) {
        return new InspectionDataSource(properties
                .initializeDataSourceBuilder()
                .type(SimpleDriverDataSource.class)
                .build());
    }

    @Bean
    ProbeDataSource probing(@Qualifier("probe") HikariDataSource probe) {
        return new ProbeDataSource(probe);
    }
}
