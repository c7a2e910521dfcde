package org.sneakyklaus.testsupport;

import javax.sql.DataSource;
import org.sneakyklaus.account.SetupCode;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What the application has in tests only. */
@TestConfiguration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    /** As it is, but quick: each test sets up an account and signs in, which would be half of the time of all tests. */
    @Bean
    @Primary
    PasswordEncoder quickPasswordEncoder() {
        return new Argon2PasswordEncoder(16, 32, 1, 64, 1);
    }

    @Bean
    CleanDatabase cleanDatabase(DataSource dataSource) {
        return new CleanDatabase(dataSource);
    }

    @Bean
    CleanMailbox cleanMailbox(AppProperties properties) {
        return new CleanMailbox(properties.data().resolve("mail"));
    }

    @Bean
    Site site(AppProperties properties, OutboxSender delivery, JdbcTemplate jdbc, SetupCode setupCode) {
        return new Site(properties, new Mailbox(delivery, properties.data().resolve("mail")), jdbc, setupCode);
    }

    @Bean
    Stages stages(ExchangeEditing editing, ExchangeLifecycle lifecycle, Registration registration, Draw draw) {
        return new Stages(editing, lifecycle, registration, draw);
    }

    @Bean
    Roster roster(ParticipantQueries participants, AssignmentQueries assignments, JdbcTemplate jdbc) {
        return new Roster(participants, assignments, jdbc);
    }
}
