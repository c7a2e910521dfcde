package org.sneakyklaus.account.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A browser and its operating system, by their common names; derived from the User-Agent, which most browsers still
 * send and some fake.
 *
 * @param browser null if it is not a common one
 * @param system null if it is not a common one
 */
record Device(@Nullable String browser, @Nullable String system) {

    /** Browsers that also use the names of others come first. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Firefox",
            "Firefox",
            "FxiOS",
            "Firefox",
            "Chrome/",
            "Chrome",
            "CriOS",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "Mac OS X",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    static Device of(@Nullable String userAgent) {
        var text = userAgent == null ? "" : userAgent;
        return new Device(find(BROWSERS, text), find(SYSTEMS, text));
    }

    private static @Nullable String find(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> ordered(String... signsAndNames) {
        var ordered = new LinkedHashMap<String, String>();
        for (int i = 0; i < signsAndNames.length; i += 2) {
            ordered.put(signsAndNames[i], signsAndNames[i + 1]);
        }
        return ordered;
    }
}
