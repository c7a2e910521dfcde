package org.sneakyklaus.draw;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells from rules and numbers alone what a draw would meet; the present pairing is never looked at. */
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
