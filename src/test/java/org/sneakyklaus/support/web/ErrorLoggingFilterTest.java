package org.sneakyklaus.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.coyote.CloseNowException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@ExtendWith(OutputCaptureExtension.class)
class ErrorLoggingFilterTest {

    static Stream<Exception> ofTheMoment() {
        return Stream.of(
                sqlite(SQLiteErrorCode.SQLITE_BUSY),
                sqlite(SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT),
                sqlite(SQLiteErrorCode.SQLITE_LOCKED),
                sqlite(SQLiteErrorCode.SQLITE_FULL),
                sqlite(SQLiteErrorCode.SQLITE_IOERR_WRITE),
                sqlite(SQLiteErrorCode.SQLITE_CANTOPEN),
                new UncategorizedSQLException("change", null, new SQLException("the disk is full", "53100")),
                new SQLTransientConnectionException("none is free"),
                new CannotGetJdbcConnectionException("away", new SQLException()),
                new CannotCreateTransactionException("away"));
    }

    static Stream<Exception> broken() {
        return Stream.of(sqlite(SQLiteErrorCode.SQLITE_CORRUPT), new SQLException(), new IllegalStateException());
    }

    private static Exception sqlite(SQLiteErrorCode code) {
        return new UncategorizedSQLException("change", null, new SQLiteException("in use", code));
    }

    @ParameterizedTest
    @MethodSource
    void ofTheMoment(Exception failure, CapturedOutput output) throws ServletException, IOException {
        var answer = answerTo(failure);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("10");
        assertThat(output.getAll()
                        .lines()
                        .filter(line -> line.contains("Request refused, database unavailable: "
                                + NestedExceptionUtils.getMostSpecificCause(failure)
                                        .getMessage())))
                .hasSize(1);
        assertThat(output.getAll()).doesNotContain("ERROR", "\tat ");
    }

    @ParameterizedTest
    @MethodSource("ofTheMoment")
    void aPageThatIsCutOffEndsWithItsConnection(Exception failure, CapturedOutput output) throws IOException {
        var answer = new MockHttpServletResponse();
        answer.flushBuffer();

        assertThatIOException()
                .isThrownBy(() -> answerTo(failure, answer))
                .as("which the server does not log")
                .isInstanceOf(CloseNowException.class);

        assertThat(output.getAll().lines().filter(line -> line.contains("Response aborted, database unavailable")))
                .hasSize(1);
        assertThat(output.getAll()).doesNotContain("ERROR", "\tat ");
    }

    @ParameterizedTest
    @MethodSource
    void broken(Exception failure) throws ServletException, IOException {
        var answer = answerTo(failure);

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getHeader("Retry-After")).isNull();
    }

    private static MockHttpServletResponse answerTo(Exception failure) throws ServletException, IOException {
        return answerTo(failure, new MockHttpServletResponse());
    }

    private static MockHttpServletResponse answerTo(Exception failure, MockHttpServletResponse answer)
            throws ServletException, IOException {
        new ErrorLoggingFilter().doFilter(new MockHttpServletRequest(), answer, (request, response) -> {
            throw new ServletException(failure);
        });
        return answer;
    }
}
