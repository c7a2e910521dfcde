package org.sneakyklaus.draw;

import org.sneakyklaus.exchange.Announcements;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.job.JobTrigger;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.OrganiserParticipation;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.participation.Profiles;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a {@link Game} plays with: the operations behind the organiser's and the participants' pages. */
record World(Exchanges exchanges, People people, Draws draws, Surroundings around) {

    /** An exchange and its life. */
    record Exchanges(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries queries,
            ExchangeHistory history,
            Announcements announcements,
            Exclusions exclusions) {}

    /** Those who take part, and how they are reached. */
    record People(
            Registration registration,
            Membership membership,
            Departures departures,
            Guardianship guardianship,
            PersonalLinks links,
            Profiles profiles,
            NextTime nextTime,
            OrganiserParticipation organiser,
            ParticipantQueries queries) {}

    /** Names drawn, and looked at. */
    record Draws(
            Draw draw,
            ClosingDraw closing,
            DrawAdjuster adjuster,
            Reveals reveals,
            AssignmentQueries queries,
            Groups groups,
            SeriesMemory memory) {}

    /** What is no part of an exchange. */
    record Surroundings(Stages stages, MagicTokens tokens, JobTrigger jobs, JdbcTemplate jdbc, TestClock clock) {}

    static World of(AutowireCapableBeanFactory beans) {
        return new World(
                beans.createBean(Exchanges.class),
                beans.createBean(People.class),
                beans.createBean(Draws.class),
                beans.createBean(Surroundings.class));
    }
}
