package org.sneakyklaus.draw;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Names as a part of a sentence: "Ann, Ben and Cy". */
public final class NameList {

    private static final int MOST_NAMES = 12;

    private NameList() {}

    /** @param names at least one; those after the twelfth are only counted */
    public static MessageSourceResolvable of(List<String> names) {
        if (names.size() == 1) {
            return new DefaultMessageSourceResolvable(new String[] {"draw.names.one"}, names.toArray());
        }
        if (names.size() > MOST_NAMES) {
            return list("draw.names.more", names.subList(0, MOST_NAMES), names.size() - MOST_NAMES);
        }
        int last = names.size() - 1;
        return list("draw.names", names.subList(0, last), names.get(last));
    }

    private static MessageSourceResolvable list(String key, List<String> names, Object last) {
        return new DefaultMessageSourceResolvable(new String[] {key}, new Object[] {String.join(", ", names), last});
    }
}
