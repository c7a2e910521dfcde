package org.sneakyklaus.support.web;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the ids that a form sends for its checkboxes. */
public final class Ids {

    private Ids() {}

    /** Returns each id once, in the order sent; Spring makes null of an empty value among several. */
    public static Set<Long> of(Collection<@Nullable Long> sent) {
        var ids = new LinkedHashSet<Long>();
        for (var id : sent) {
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }
}
