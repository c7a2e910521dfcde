package org.sneakyklaus.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/** A request whose body was read already. The server reads the fields of a form from the connection only. */
final class ReadBody extends HttpServletRequestWrapper {

    /** As many as the server takes. */
    private static final int MOST_FIELDS = 1000;

    private final byte[] body;
    private @Nullable Map<String, String[]> parameters;

    ReadBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Input(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        if (parameters == null) {
            var all = new LinkedHashMap<>(super.getParameterMap());
            if (isForm()) {
                addFields(all);
            }
            parameters = Collections.unmodifiableMap(all);
        }
        return parameters;
    }

    private boolean isForm() {
        var type = getContentType();
        return "POST".equals(getMethod())
                && type != null
                && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    /** @throws InvalidParameterException as the server does, when it is not encoded as a form is, or too long */
    private void addFields(Map<String, String[]> all) {
        var fields = StringUtils.tokenizeToStringArray(new String(body, StandardCharsets.US_ASCII), "&");
        if (fields.length > MOST_FIELDS) {
            throw new InvalidParameterException("Too many fields");
        }
        for (var field : fields) {
            var nameAndValue = field.split("=", 2);
            var value = nameAndValue.length == 2 ? decoded(nameAndValue[1]) : "";
            all.merge(decoded(nameAndValue[0]), new String[] {value}, StringUtils::concatenateStringArrays);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("Not encoded as a form is", e);
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    private static final class Input extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Input(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("It is all there");
        }
    }
}
