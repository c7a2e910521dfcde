package org.sneakyklaus.security;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.sneakyklaus.testsupport.CleanDatabase;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.context.ApplicationContext;

/** The same rules hold for a site below a path, and no page of it leads out. */
@Tag("once")
@IntegrationTest(path = "/klaus")
class IsolationBelowAPathIT extends IsolationIT {

    IsolationBelowAPathIT(Site site, Stages stages, ApplicationContext application, CleanDatabase database) {
        super(site, stages, application, database);
    }

    /** Probes ask at the root of the server, which no proxy passes on. */
    @Override
    Map<String, List<String>> table() {
        var table = super.table();
        table.replace("GET /actuator/health", Collections.nCopies(Scene.Caller.values().length, "404"));
        return table;
    }
}
