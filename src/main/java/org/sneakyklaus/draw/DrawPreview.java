package org.sneakyklaus.draw;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Determines from rules and numbers alone how a draw would end; never reads the current pairing. */
@Component
public class DrawPreview {

    private final Groups groups;

    DrawPreview(Groups groups) {
        this.groups = groups;
    }

    @Transactional(readOnly = true)
    public Verdict of(long exchangeId) {
        return Verdict.of(groups.of(exchangeId));
    }
}
