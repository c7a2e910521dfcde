package org.sneakyklaus.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private final SecretBox box = new SecretBox(key(1), true);

    @Test
    void whatWasSealedOpensInItsContext() {
        var sealed = box.seal("Ann".getBytes(UTF_8), "exchange 42, giver 7, draw 1");

        assertThat(box.open(sealed, "exchange 42, giver 7, draw 1")).hasValue("Ann".getBytes(UTF_8));
    }

    @Test
    void itOpensInNoOtherContext() {
        var sealed = box.seal("Ann".getBytes(UTF_8), "exchange 42, giver 7, draw 1");

        assertThat(box.open(sealed, "exchange 42, giver 8, draw 1")).isEmpty();
        assertThat(box.open(sealed, "")).isEmpty();
    }

    @Test
    void itOpensUnderNoOtherKey() {
        var sealed = box.seal("Ann".getBytes(UTF_8), "context");

        assertThat(new SecretBox(key(2), true).open(sealed, "context")).isEmpty();
        assertThat(new SecretBox(key(1), true).open(sealed, "context")).isPresent();
    }

    @Test
    void noBitCanBeAltered() {
        var sealed = Base64.getUrlDecoder().decode(box.seal("Ann".getBytes(UTF_8), "context"));

        for (var bit = 0; bit < sealed.length * 8; bit++) {
            var altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(box.open(Base64.getUrlEncoder().encodeToString(altered), "context"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "not base64!",
                "AAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatWasNeverSealedDoesNotOpen(String text) {
        assertThat(box.open(text, "context")).isEmpty();
    }

    @Test
    void theLengthTellsNothingAboutTheValue() {
        var lengths = LongStream.of(0, 1, 1_000_000, Long.MAX_VALUE)
                .mapToObj(value -> ByteBuffer.allocate(8).putLong(value).array())
                .map(value -> box.seal(value, "context").length())
                .collect(Collectors.toSet());

        assertThat(lengths).hasSize(1);
    }

    @Test
    void theSameValueNeverLooksTheSame() {
        var sealed = IntStream.range(0, 100)
                .mapToObj(i -> box.seal("Ann".getBytes(UTF_8), "context"))
                .collect(Collectors.toSet());

        assertThat(sealed).hasSize(100);
    }

    @Test
    void aHashDependsOnKeyPurposeAndValue() {
        var hash = box.hash("limit", "ann@example.org");

        assertThat(hash).hasSize(64).isEqualTo(new SecretBox(key(1), true).hash("limit", "ann@example.org"));
        assertThat(hash)
                .isNotEqualTo(box.hash("pair", "ann@example.org"))
                .isNotEqualTo(box.hash("limit", "bob@example.org"))
                .isNotEqualTo(new SecretBox(key(2), true).hash("limit", "ann@example.org"));
    }

    @Test
    void theFingerprintTellsTwoKeysApart() {
        assertThat(box.fingerprint())
                .isEqualTo(new SecretBox(key(1), false).fingerprint())
                .isNotEqualTo(new SecretBox(key(2), true).fingerprint());
    }

    @Test
    void nothingOfTheKeyIsPrinted() {
        assertThat(box).hasToString("***");
    }

    private static byte[] key(int seed) {
        var key = new byte[32];
        key[0] = (byte) seed;
        return key;
    }
}
