package org.sneakyklaus.exchange;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds an exchange still while something of it changes. */
@Component
public class ExchangeHold {

    private final ExchangeRepository exchanges;

    ExchangeHold(ExchangeRepository exchanges) {
        this.exchanges = exchanges;
    }

    /**
     * The exchange as it is now, kept so until the transaction ends: who else wants to hold it waits.
     *
     * @throws org.sneakyklaus.support.NotFoundException when there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ExchangeView hold(long id) {
        return ExchangeView.of(exchanges.held(id));
    }
}
