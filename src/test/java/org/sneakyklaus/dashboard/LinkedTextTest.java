package org.sneakyklaus.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A book                                      | A book",
                "See https://shop.example/mug?id=1&x=2.      | See [https://shop.example/mug?id=1&x=2].",
                "(http://shop.example/a), HTTPS://B.example! | ([http://shop.example/a]), [HTTPS://B.example]!",
                "https://a.example,https://b.example         | [https://a.example,https://b.example]",
                "“https://a.example/ü”                       | “[https://a.example/ü]”"
            })
    void whatIsAnAddressCanBeFollowed(String typed, String told) {
        assertThat(told(typed)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://a.example",
                "www.a.example",
                "https://",
                "//a.example",
                "jhttp:x"
            })
    void nothingElseCan(String typed) {
        assertThat(told(typed)).isEqualTo(typed);
    }

    private static String told(String typed) {
        return LinkedText.of(typed).parts().stream()
                .map(part -> part.link() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }
}
