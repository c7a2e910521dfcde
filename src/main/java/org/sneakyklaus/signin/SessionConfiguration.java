package org.sneakyklaus.signin;

import java.lang.reflect.Proxy;
import java.time.Duration;
import javax.sql.DataSource;
import org.sneakyklaus.database.ReadDataSource;
import org.sneakyklaus.support.SecretToken;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.Session;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Configures sessions in the database, manually so that showing a page needs no write: queries use the read
 * connections, and the last access time is stored to five minutes. The library stamps and expires sessions by the
 * system clock.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    private static final Duration IDLE = Duration.ofDays(7);
    private static final String CREATE_ATTRIBUTE =
            "INSERT INTO %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES) VALUES (?, ?, ?)"
                    + " ON CONFLICT (SESSION_PRIMARY_ID, ATTRIBUTE_NAME)"
                    + " DO UPDATE SET ATTRIBUTE_BYTES = EXCLUDED.ATTRIBUTE_BYTES";

    @Bean
    ThrottledSessions<? extends Session> sessionRepository(
            DataSource dataSource, ReadDataSource reading, PlatformTransactionManager transactions) {
        var jdbc = splitJdbc(new JdbcTemplate(dataSource), new JdbcTemplate(reading.dataSource()));
        // Joins the transaction of a departure or removal: a new one would wait forever for SQLite's only writer.
        var repository = new JdbcIndexedSessionRepository(jdbc, new TransactionTemplate(transactions));
        repository.setDefaultMaxInactiveInterval(IDLE);
        repository.setCleanupCron("-");
        // A random UUID, the library's choice, has six bits less than the 128 considered unguessable.
        repository.setSessionIdGenerator(() -> SecretToken.generate().text());
        // Two concurrent requests of a session may both be the first to store an attribute.
        repository.setCreateSessionAttributeQuery(CREATE_ATTRIBUTE);
        repository.afterPropertiesSet();
        return new ThrottledSessions<>(repository);
    }

    private static JdbcOperations splitJdbc(JdbcOperations writing, JdbcOperations reading) {
        return (JdbcOperations) Proxy.newProxyInstance(
                JdbcOperations.class.getClassLoader(),
                new Class<?>[] {JdbcOperations.class},
                (proxy, method, arguments) -> AopUtils.invokeJoinpointUsingReflection(
                        method.getName().startsWith("query") ? reading : writing, method, arguments));
    }
}
