package org.sneakyklaus.draw.web;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Changes;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.support.web.Ids;

/** Who leaves and who joins after the draw. */
class AdjustmentForm {

    public Set<@Nullable Long> leave = new HashSet<>();
    public String people = "";
    public Set<@Nullable Long> notWith = new HashSet<>();
    public boolean confirm;
    /** Whether the button that needs the confirmation was pressed. */
    public boolean asked;

    public @Nullable Long version;

    /** @throws org.sneakyklaus.support.RuleViolation on {@code people} when a line cannot be read */
    Changes toChanges() {
        return new Changes(Ids.of(leave), Newcomer.listed(people), Ids.of(notWith));
    }
}
