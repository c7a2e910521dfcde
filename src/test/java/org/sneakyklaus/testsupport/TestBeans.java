package org.sneakyklaus.testsupport;

import javax.sql.DataSource;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the application has in tests only. */
@TestConfiguration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    CleanDatabase cleanDatabase(DataSource dataSource) {
        return new CleanDatabase(dataSource);
    }

    @Bean
    CleanMailbox cleanMailbox(AppProperties properties) {
        return new CleanMailbox(properties.data().resolve("mail"));
    }
}
