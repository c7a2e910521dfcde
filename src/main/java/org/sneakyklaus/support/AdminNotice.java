package org.sneakyklaus.support;

import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;

/** Something that every admin page must say, for as long as its cause lasts; implemented where the cause lives. */
@FunctionalInterface
public interface AdminNotice {

    /** The notice to show now, or nothing. Asked for on every admin page, so it must be cheap. */
    Optional<MessageSourceResolvable> current();

    /** What the admin can do about it at once, or nothing. */
    default Optional<Remedy> remedy() {
        return Optional.empty();
    }

    /**
     * A button.
     *
     * @param path where it posts to
     * @param label the key of what it says
     */
    record Remedy(String path, String label) {}
}
