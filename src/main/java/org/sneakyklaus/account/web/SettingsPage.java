package org.sneakyklaus.account.web;

import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sneakyklaus.account.AdminView;
import org.sneakyklaus.signin.SessionView;
import org.sneakyklaus.support.TimeZones;
import org.sneakyklaus.support.language.Languages;

/** The model of the settings page. */
record SettingsPage(AdminView admin, List<Entry> sessions) {

    /** A session, as its owner recognises it. */
    record Entry(String handle, boolean present, Device device, ZonedDateTime lastUsed) {}

    static SettingsPage of(AdminView admin, List<SessionView> sessions) {
        return new SettingsPage(
                admin,
                sessions.stream()
                        .map(session -> new Entry(
                                session.handle(),
                                session.present(),
                                Device.of(session.userAgent()),
                                session.lastUsed().atZone(admin.zone())))
                        .toList());
    }

    /** Returns whether there are sessions other than the current one. */
    public boolean hasOthers() {
        return sessions.stream().anyMatch(session -> !session.present());
    }

    /** Returns every time zone by its own name, including the admin's current one. */
    public Map<String, String> zones() {
        var zones = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of("UTC", admin.zone().getId()), TimeZones.offered().stream())
                .forEach(zone -> zones.put(zone, zone));
        return zones;
    }

    /** Returns the languages by their own names. */
    public Map<String, String> languages() {
        return Languages.namesWithRegions();
    }
}
