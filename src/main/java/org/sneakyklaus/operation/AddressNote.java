package org.sneakyklaus.operation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs at startup the port and the public URL. */
@Component
class AddressNote {

    private static final Logger log = LoggerFactory.getLogger(AddressNote.class);

    private final AppProperties app;

    AddressNote(AppProperties app) {
        this.app = app;
    }

    @EventListener
    void tell(WebServerInitializedEvent started) {
        log.info("Listening on port {}, public URL {}", started.getWebServer().getPort(), app.publicUrl());
    }
}
