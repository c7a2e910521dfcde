package org.sneakyklaus.support;

import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;

/** Provides a notice for every admin page while its cause lasts; implemented by the module of the cause. */
@FunctionalInterface
public interface AdminNotice {

    /** Returns the notice to show now; empty if there is none. Called for every admin page, so it must be cheap. */
    Optional<MessageSourceResolvable> current();

    /** Returns what the admin can do about it at once; empty if nothing. */
    default Optional<Remedy> remedy() {
        return Optional.empty();
    }

    /**
     * A button.
     *
     * @param path the path it posts to
     * @param label message key of its label
     */
    record Remedy(String path, String label) {}
}
