package org.sneakyklaus.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;

@IntegrationTest
class ExchangeLifecycleIT {

    private final ExchangeEditing editing;

    private final ExchangeLifecycle lifecycle;

    private final ExchangeQueries exchanges;

    ExchangeLifecycleIT(ExchangeEditing editing, ExchangeLifecycle lifecycle, ExchangeQueries exchanges) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
    }

    @Test
    void registrationOpensFromADraft() {
        var id = editing.create(new AnExchange().details());

        lifecycle.open(id, null);

        assertThat(exchanges.byId(id).state()).isEqualTo(ExchangeState.REGISTRATION_OPEN);
    }

    @Test
    void everyTestBeginsWithNoExchange() {
        assertThat(exchanges.search("", 0)).isEmpty();
        editing.create(new AnExchange().details());
    }
}
