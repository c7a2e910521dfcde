package org.sneakyklaus.exchange;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Locks an exchange during a change. */
@Component
public class ExchangeHold {

    private final ExchangeRepository exchanges;

    ExchangeHold(ExchangeRepository exchanges) {
        this.exchanges = exchanges;
    }

    /**
     * Returns the current exchange and locks it until the transaction ends; other callers wait.
     *
     * @throws org.sneakyklaus.support.NotFoundException if there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ExchangeView hold(long id) {
        return ExchangeView.of(exchanges.held(id));
    }

    /** Like {@link #hold(long)}; empty if there is none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ExchangeView> holdIfAny(long id) {
        return exchanges.findLockedById(id).map(ExchangeView::of);
    }

    /**
     * Like {@link #hold(long)}; also refuses a request from a page that is out of date.
     *
     * @param shownVersion the version that the page showed, or null if unknown
     * @throws org.sneakyklaus.support.ConflictException if it is an older one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ExchangeView hold(long id, @Nullable Long shownVersion) {
        return ExchangeView.of(exchanges.held(id, shownVersion));
    }

    /** Makes the organiser's pages about an exchange out of date: what those that are open would change is refused. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void outdatePages(long id) {
        exchanges.nextVersion(id);
    }
}
