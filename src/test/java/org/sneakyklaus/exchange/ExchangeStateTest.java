package org.sneakyklaus.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeStateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DRAFT               | REGISTRATION_OPEN
            REGISTRATION_OPEN   | REGISTRATION_CLOSED CANCELLED
            REGISTRATION_CLOSED | REGISTRATION_OPEN MATCHED CANCELLED
            MATCHED             | REGISTRATION_CLOSED MATCHED COMPLETED CANCELLED
            COMPLETED           | MATCHED
            CANCELLED           |
            """)
    void onlyTheseStatesFollow(ExchangeState state, @Nullable String followers) {
        assertThat(where(state::mayBecome)).isEqualTo(states(followers));
    }

    @Test
    void eachStateAllowsWhatTheProductSays() {
        assertThat(where(ExchangeState::allowsNewName)).isEqualTo(states("REGISTRATION_OPEN REGISTRATION_CLOSED"));
        assertThat(where(ExchangeState::allowsGiftIdeas))
                .isEqualTo(states("REGISTRATION_OPEN REGISTRATION_CLOSED MATCHED"));
        assertThat(where(ExchangeState::allowsWithdrawal)).isEqualTo(states("REGISTRATION_OPEN"));
        assertThat(where(ExchangeState::allowsLeaveRequest)).isEqualTo(states("REGISTRATION_CLOSED MATCHED"));
        assertThat(where(ExchangeState::allowsExclusions))
                .isEqualTo(states("DRAFT REGISTRATION_OPEN REGISTRATION_CLOSED"));
        assertThat(where(ExchangeState::isEditable))
                .isEqualTo(states("DRAFT REGISTRATION_OPEN REGISTRATION_CLOSED MATCHED"));
        assertThat(where(ExchangeState::hasPairing)).isEqualTo(states("MATCHED COMPLETED"));
        assertThat(where(ExchangeState::isOver)).isEqualTo(states("COMPLETED CANCELLED"));
        assertThat(where(ExchangeState::isDeletable)).isEqualTo(states("DRAFT COMPLETED CANCELLED"));
    }

    private static Set<ExchangeState> where(Predicate<ExchangeState> holds) {
        var states = EnumSet.allOf(ExchangeState.class);
        states.removeIf(holds.negate());
        return states;
    }

    private static Set<ExchangeState> states(@Nullable String names) {
        var states = EnumSet.noneOf(ExchangeState.class);
        if (names != null) {
            for (var name : names.split(" ", -1)) {
                states.add(ExchangeState.valueOf(name));
            }
        }
        return states;
    }
}
