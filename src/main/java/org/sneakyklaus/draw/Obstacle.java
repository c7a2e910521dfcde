package org.sneakyklaus.draw;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * Why nobody can be drawn: these givers may only give to these receivers, who are too few; or told from the receivers'
 * side, when that names fewer people.
 *
 * @param givers names
 * @param receivers names, perhaps none
 * @param fromReceivers whether it is told as "only these givers may give to these receivers", who then are too many
 */
public record Obstacle(List<String> givers, List<String> receivers, boolean fromReceivers) {

    private static final int MOST_NAMES = 12;

    public Obstacle {
        givers = List.copyOf(givers);
        receivers = List.copyOf(receivers);
    }

    /** @param names the name of everybody who takes part, by id */
    static Obstacle of(Infeasible infeasible, Map<Long, String> names) {
        return new Obstacle(
                named(infeasible.givers(), names), named(infeasible.receivers(), names), infeasible.isFromReceivers());
    }

    /** The sentence that says so. */
    public MessageSourceResolvable message() {
        if (fromReceivers) {
            return givers.isEmpty()
                    ? text("draw.impossible.noGiver", list(receivers))
                    : text("draw.impossible.fewGivers", list(receivers), list(givers));
        }
        return receivers.isEmpty()
                ? text("draw.impossible.noReceiver", list(givers))
                : text("draw.impossible.fewReceivers", list(givers), list(receivers));
    }

    private static Object list(List<String> names) {
        if (names.size() == 1) {
            return names.get(0);
        }
        if (names.size() > MOST_NAMES) {
            return text("draw.names.more", String.join(", ", names.subList(0, MOST_NAMES)), names.size() - MOST_NAMES);
        }
        int last = names.size() - 1;
        return text("draw.names", String.join(", ", names.subList(0, last)), names.get(last));
    }

    private static MessageSourceResolvable text(String key, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }

    private static List<String> named(Set<Long> ids, Map<Long, String> names) {
        return new TreeSet<>(ids)
                .stream().map(id -> Objects.requireNonNull(names.get(id))).toList();
    }
}
