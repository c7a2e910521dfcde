package org.sneakyklaus.support;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The time zones to choose from. */
public final class TimeZones {

    private TimeZones() {}

    /** Returns the ids to offer: UTC and the zones named after a place, in alphabetical order. */
    public static List<String> offered() {
        var places = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                .sorted();
        return Stream.concat(Stream.of("UTC"), places).toList();
    }

    /** Returns the zone of an id such as {@code Europe/Berlin}, offered or not; empty for a mere offset. */
    public static Optional<ZoneId> byId(String id) {
        return ZoneId.getAvailableZoneIds().contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }
}
