package org.sneakyklaus.draw;

import java.util.List;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * Why there is no pairing: these givers may give to these receivers only, who are too few. Stated from the receivers'
 * side if that needs fewer names.
 *
 * @param givers names
 * @param receivers names, may be empty
 * @param fromReceivers whether it means "only these givers may give to these receivers", who then are too many
 */
public record Obstacle(List<String> givers, List<String> receivers, boolean fromReceivers) {

    public Obstacle {
        givers = List.copyOf(givers);
        receivers = List.copyOf(receivers);
    }

    static Obstacle of(Infeasible infeasible, Group group) {
        return new Obstacle(
                group.named(infeasible.givers()), group.named(infeasible.receivers()), infeasible.isFromReceivers());
    }

    /** Returns the sentence that explains it. */
    public MessageSourceResolvable message() {
        if (fromReceivers) {
            return givers.isEmpty()
                    ? text("draw.impossible.noGiver", receivers)
                    : text("draw.impossible.fewGivers", receivers, givers);
        }
        return receivers.isEmpty()
                ? text("draw.impossible.noReceiver", givers)
                : text("draw.impossible.fewReceivers", givers, receivers);
    }

    @SafeVarargs
    private static MessageSourceResolvable text(String key, List<String>... people) {
        var lists = new Object[people.length];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = NameList.of(people[i]);
        }
        return new DefaultMessageSourceResolvable(new String[] {key}, lists);
    }
}
