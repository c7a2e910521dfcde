package org.sneakyklaus.testsupport;

import javax.sql.DataSource;
import org.sneakyklaus.exchange.Headcount;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.MailCapture;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
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

    /** Mail is kept, and nothing else was asked for. */
    @Bean
    @Fallback
    MailCapture everythingIsCaptured() {
        return new MailCapture() {

            @Override
            public boolean active() {
                return true;
            }

            @Override
            public boolean wanted() {
                return true;
            }
        };
    }

    /** Nobody takes part. */
    @Bean
    @Fallback
    Headcount nobody() {
        return new Headcount() {

            @Override
            public int taking(long exchangeId) {
                return 0;
            }

            @Override
            public boolean anyEver(long exchangeId) {
                return false;
            }
        };
    }
}
