package org.sneakyklaus.draw;

import java.util.List;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.participation.ParticipantView;
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

    /**
     * As {@link #of(long)}, for who has just read all of it.
     *
     * @param people everyone who ever took part
     * @param rules all rules of their exchange
     */
    public static Verdict of(List<ParticipantView> people, List<ExclusionView> rules) {
        return Verdict.of(
                Group.of(people.stream().filter(ParticipantView::active).toList(), rules));
    }
}
