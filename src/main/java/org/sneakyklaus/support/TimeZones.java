package org.sneakyklaus.support;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The time zones that somebody can choose. */
public final class TimeZones {

    private TimeZones() {}

    /** UTC, and the zones that are named for a place, in alphabetical order; what a list offers. */
    public static List<String> offered() {
        var places = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                .sorted();
        return Stream.concat(Stream.of("UTC"), places).toList();
    }

    /** The zone of an id such as {@code Europe/Berlin}, offered or not; nothing for a mere offset. */
    public static Optional<ZoneId> byId(String id) {
        return ZoneId.getAvailableZoneIds().contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }
}
