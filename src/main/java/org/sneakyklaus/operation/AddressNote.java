package org.sneakyklaus.operation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells in the log of a start where it listens, and under which address it is to be reached. */
@Component
class AddressNote {

    private static final Logger log = LoggerFactory.getLogger(AddressNote.class);

    private final AppProperties app;

    AddressNote(AppProperties app) {
        this.app = app;
    }

    @EventListener
    void tell(WebServerInitializedEvent started) {
        log.info(
                "Listens on port {}; browsers reach it at {}",
                started.getWebServer().getPort(),
                app.publicUrl());
    }
}
