package org.sneakyklaus.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.PersonMail.Standing;
import org.sneakyklaus.support.web.ChartBar;

class MailChartTest {

    @Test
    void thePartsShareTheWholeBar() {
        var chart = MailChart.of(Map.of(Standing.ARRIVED, 2L, Standing.SENT, 1L, Standing.WAITING, 1L));

        assertThat(chart.parts()).containsExactly(entry(MailChart.Part.SENT, 3L), entry(MailChart.Part.WAITING, 1L));
        assertThat(chart.bars())
                .containsExactly(new ChartBar(0, 0, 220, 12, "sent"), new ChartBar(222, 0, 77, 12, "waiting"));
    }

    @Test
    void oneOfThousandsIsStillSeen() {
        var chart = MailChart.of(Map.of(Standing.SENT, 9_999L, Standing.BOUNCED, 1L));

        assertThat(chart.bars()).last().satisfies(bar -> {
            assertThat(bar.kind()).isEqualTo("back");
            assertThat(bar.width()).isGreaterThanOrEqualTo(6);
        });
    }

    @Test
    void withoutEMailsThereIsNothing() {
        assertThat(MailChart.of(Map.of()).bars()).isEmpty();
    }
}
