package org.sneakyklaus.account.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A browser and the system it runs on, in the words that people know them by; as far as its User-Agent tells, which is
 * what most browsers of today still say and others pretend.
 *
 * @param browser null when it is none of the common ones
 * @param system null likewise
 */
record Device(@Nullable String browser, @Nullable String system) {

    /** Those first that call themselves by the names of others, too. */
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
