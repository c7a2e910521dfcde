package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(SmallGroups.class)
@Domain(DomainContext.Global.class)
class MenderProperties {

    private static final int BY_SEARCH = 0;

    @Property
    void aMendIsOneOfTheBest(@ForAll Mends mend, @ForAll long seed) {
        Random random = new Random(seed);
        List<Map<Long, Long>> best = mend.best();
        if (best.isEmpty()) {
            assertThat(mend.isImpossible(random)).isTrue();
        } else {
            assertThat(best).contains(mend.mended(random, Mender.EXACT_UP_TO));
            assertThat(best).contains(mend.mended(random, BY_SEARCH));
        }
    }
}
