package org.sneakyklaus.testsupport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * What an application wrote in the course of a story, by the place where it did. What differs from one telling of the
 * story to the next for reasons of its own is taken out: the random parts, and the numbers of rows that are written in
 * random order. The parts of one place are sorted, as far as their order is random.
 */
public final class Written {

    /** Ids of all rows but people's begin with this. */
    public static final String ROWS = "88";

    private static final Pattern ROW = Pattern.compile("(?<!\\d)" + ROWS + "\\d{11}(?!\\d)");
    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern PASSWORD = Pattern.compile("\\$argon2id\\S+");
    /** The code of an e-mail, which stands alone in its line or element. */
    private static final Pattern CODE = Pattern.compile("[\\n>]\\d{6}[\\r\\n<]");

    private static final int CODE_LENGTH = 6;
    private static final int SHORTEST_ROW = 13;
    private static final int SHORTEST_RANDOM = 40;

    private static final Pattern TIME = Pattern.compile("(?<!\\d)1[78]\\d{11}(?!\\d)|#\\w{3} \\w{3} \\d\\d .*");
    /** What a mend means for the owner of a page alone depends on their pairing, as it must. */
    private static final Pattern OWN_NEWS = Pattern.compile(
            "The draw was adjusted(\\. You still have the same person as before\\.| and you now have someone new\\."
                    + " Check who you drew\\.)");
    /** Lists of e-mails, which are queued in random order. */
    private static final List<String> LISTS = List.of("/admin/outbox", "/admin/mail");
    /**
     * What is met again behind every other page, shows what its receiver alone may see, or says when browsers were last
     * used, how long the machine has run and what room it has.
     */
    private static final Pattern NOT_FOLLOWED = Pattern.compile(
            "/admin/mail/.*|/admin/settings|/admin/server|/admin/status|.*\\?.*(state|q)=.*|.*[?&]page=0");

    private final Map<String, List<String>> parts = new TreeMap<>();
    private final String slug;

    public Written(String slug) {
        this.slug = slug;
    }

    /** What only one of the two has, by its place. */
    public Map<String, List<String>> differencesFrom(Written other) {
        var places = new TreeSet<>(parts.keySet());
        places.addAll(other.parts.keySet());
        var differences = new TreeMap<String, List<String>>();
        for (var place : places) {
            var here = parts.getOrDefault(place, List.of());
            var there = other.parts.getOrDefault(place, List.of());
            if (!here.equals(there)) {
                differences.put(place, unequal(here, there));
            }
        }
        return differences;
    }

    private static List<String> unequal(List<String> here, List<String> there) {
        var onlyHere = new ArrayList<>(here);
        there.forEach(onlyHere::remove);
        var onlyThere = new ArrayList<>(there);
        here.forEach(onlyThere::remove);
        return Stream.concat(onlyHere.stream(), onlyThere.stream()).toList();
    }

    /** Whatever has no order of its own. */
    public void add(String place, Stream<String> texts) {
        parts.put(place, texts.map(this::withoutChance).sorted().toList());
    }

    /** An answer with its headers; those that name the time, the length of what is random, the end of a connection, or the request aside. */
    public void add(String step, Page page) {
        var headers = new TreeMap<>(page.headers());
        headers.keySet().removeAll(List.of("date", "content-length", "etag", "connection", "x-request-id"));
        var place = step + ": " + page.path();
        var texts = parts.computeIfAbsent(withoutChance(place), unread -> new ArrayList<>());
        texts.add(withoutChance(page.status() + " " + headers));
        if (LISTS.contains(page.path())) {
            Jsoup.parse(page.source()).select("tbody tr").stream()
                    .map(Element::outerHtml)
                    .map(this::withoutChance)
                    .forEach(texts::add);
            Collections.sort(texts);
        } else {
            var source = page.path().endsWith("/me")
                    ? OWN_NEWS.matcher(page.source()).replaceAll("NEWS")
                    : page.source();
            texts.add(withoutChance(source));
        }
    }

    /** Every page of the site that the links of this one lead to, and those behind them, and so on. */
    public void addAllFrom(String step, Browser browser, String start) {
        var known = new ArrayList<>(List.of(start));
        for (var next = 0; next < known.size(); next++) {
            var page = browser.open(known.get(next));
            add(step, page);
            Jsoup.parse(page.source()).select("a[href^=/]").eachAttr("href").stream()
                    .map(link -> link.replaceFirst("#.*", ""))
                    .filter(link -> !known.contains(link))
                    .filter(link -> !NOT_FOLLOWED.matcher(link).matches())
                    .distinct()
                    .forEach(known::add);
        }
    }

    /** Takes out what the machine's clock says. */
    public static String withoutTime(String text) {
        return TIME.matcher(text).replaceAll("TIME");
    }

    /** Looks at words alone: expressions that try each letter of a page took a good part of a story's time. */
    public String withoutChance(String text) {
        // Between two lines' ends, so that each word has a neighbour on either side.
        var told = '\n' + text.replace(slug, "SLUG") + '\n';
        if (told.contains("$argon2id")) {
            told = PASSWORD.matcher(told).replaceAll("RANDOM");
        }
        var letters = told.toCharArray();
        var rest = new StringBuilder(letters.length);
        var start = 0;
        for (var end = 0; end < letters.length; end++) {
            if (isOfWord(letters[end])) {
                continue;
            }
            var length = end - start;
            if (length == CODE_LENGTH || length >= SHORTEST_ROW) {
                rest.append(withoutChance(told, start, end));
            } else {
                rest.append(letters, start, length);
            }
            rest.append(letters[end]);
            start = end + 1;
        }
        return rest.substring(1, rest.length() - 1);
    }

    private static String withoutChance(String text, int start, int end) {
        var word = text.substring(start, end);
        if (word.length() == CODE_LENGTH) {
            return CODE.matcher(text.substring(start - 1, end + 1)).matches() ? "CODE" : word;
        }
        var rest = UUID.matcher(word).replaceAll("UUID");
        return rest.length() >= SHORTEST_RANDOM ? "RANDOM" : ROW.matcher(rest).replaceAll("ROW");
    }

    private static boolean isOfWord(char letter) {
        return letter == '-' || letter == '_' || (letter < 128 && Character.isLetterOrDigit(letter));
    }
}
