package org.sneakyklaus.support.settings;

import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Addresses and ranges such as {@code 10.0.0.0/8} that an operator lists. */
public final class AddressRanges {

    private final List<IpAddressMatcher> ranges;

    /** @throws WrongSettings about the variable if one is neither an address nor a range */
    public AddressRanges(Variable variable, List<String> texts) {
        ranges = texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> range(variable, text))
                .toList();
    }

    /** @param address in digits, never a name */
    public boolean include(String address) {
        return ranges.stream().anyMatch(range -> range.matches(address));
    }

    private static IpAddressMatcher range(Variable variable, String text) {
        try {
            return new IpAddressMatcher(text);
        } catch (IllegalArgumentException e) {
            throw new WrongSettings(variable);
        }
    }
}
