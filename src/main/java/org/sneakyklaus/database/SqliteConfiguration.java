package org.sneakyklaus.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DataFolder;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.SecretBox;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * SQLite allows one writer at a time. So there is one write connection, with a queue, and a pool of readers that
 * never wait for it. Read-only transactions automatically use the readers.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnSqlite.class)
class SqliteConfiguration {

    private static final int READERS = 8;
    private static final Duration MOST_WAIT_TO_WRITE = Duration.ofSeconds(10);

    // A command runs beside the serving application.
    @Bean
    @ConditionalOnProperty(name = CommandMode.PROPERTY, havingValue = "none", matchIfMissing = true)
    DataFolderLock dataFolderLock(AppProperties properties) throws IOException {
        return new DataFolderLock(properties.data());
    }

    // The key must be looked up before the database file exists: only then does a missing key mean a first start.
    @Bean
    OpenFile openFile(AppProperties properties, @Nullable DataFolderLock lock, SecretBox secretBox, DemoMode mode)
            throws IOException {
        DataFolder.createFile(file(properties));
        if (mode.demo() && Files.size(file(properties)) == 0) {
            DemoMarker.put(file(properties));
        }
        return new OpenFile(file(properties));
    }

    @Bean(defaultCandidate = false)
    HikariDataSource writer(AppProperties properties, OpenFile openFile, DemoMode mode) {
        var file = file(properties);
        var connections = mode.demo() ? SqliteConnections.writingLittle(file) : SqliteConnections.writing(file);
        var config = pool("writer", 1, new InPlace(connections, openFile));
        config.setConnectionTimeout(MOST_WAIT_TO_WRITE.toMillis());
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    SqliteWriteQueue writeQueue(
            @Qualifier("writer") HikariDataSource writer,
            OpenFile openFile,
            @Value("${server.tomcat.threads.max:200}") int threads,
            MeterRegistry registry) {
        return new SqliteWriteQueue(new InPlace(writer, openFile), MOST_WAIT_TO_WRITE, threads / 2, registry);
    }

    // Open transactions continue; no new connection opens another file in its place.
    @Bean(defaultCandidate = false)
    @DependsOn("writer")
    HikariDataSource reader(AppProperties properties, OpenFile openFile) {
        var config = pool("reader", READERS, new InPlace(SqliteConnections.reading(file(properties)), openFile));
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    @DependsOn("writer")
    HikariDataSource probe(AppProperties properties) {
        var config = pool("probe", 1, SqliteConnections.probing(file(properties)));
        config.setReadOnly(true);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }

    @Bean
    @Primary
    DataSource dataSource(
            @Qualifier("writeQueue") SqliteWriteQueue writeQueue, @Qualifier("reader") HikariDataSource reader) {
        var dataSource = new LazyConnectionDataSourceProxy();
        dataSource.setTargetDataSource(writeQueue);
        dataSource.setReadOnlyDataSource(reader);
        dataSource.setDefaultAutoCommit(true);
        dataSource.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        return dataSource;
    }

    @Bean
    ReadDataSource reading(@Qualifier("reader") HikariDataSource reader) {
        return new ReadDataSource(reader);
    }

    @Bean
    DeletedRemains deletedRemains(AppProperties properties, @Qualifier("writeQueue") SqliteWriteQueue writeQueue) {
        var rewrite = new SqliteRewrite(writeQueue);
        return new DeletedRemains(properties.data(), true, rewrite::vacuum, rewrite::emptyLog);
    }

    @Bean
    InspectionDataSource inspecting(AppProperties properties) {
        return new InspectionDataSource(SqliteConnections.reading(file(properties)));
    }

    @Bean
    ProbeDataSource probing(@Qualifier("probe") HikariDataSource probe, OpenFile openFile) {
        return new ProbeDataSource(new InPlace(probe, openFile));
    }

    /** Hands out connections only while their database file is in its place. */
    private static final class InPlace extends DelegatingDataSource {

        private final OpenFile file;

        InPlace(DataSource connections, OpenFile file) {
            super(connections);
            this.file = file;
        }

        @Override
        public Connection getConnection() throws SQLException {
            file.require();
            return super.getConnection();
        }
    }

    static HikariConfig pool(String name, int size, DataSource connections) {
        // A closed connection must be noticed before it is handed out again, even within a millisecond.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "-1");
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setDataSource(connections);
        return config;
    }

    private static Path file(AppProperties properties) {
        return properties.data().resolve("klaus.db");
    }
}
