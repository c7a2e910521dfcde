package org.sneakyklaus.support.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/**
 * A link as a QR code, to show or print.
 *
 * @param size of each side in modules, with the white edge that readers need
 * @param path of the dark modules in an SVG, one unit for each module
 */
public record QrCode(int size, String path) {

    /** Draws a link. */
    public static QrCode of(String link) {
        try {
            return drawn(new QRCodeWriter().encode(link, BarcodeFormat.QR_CODE, 0, 0));
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code: " + link.length() + " characters", e);
        }
    }

    private static QrCode drawn(BitMatrix code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new QrCode(code.getWidth(), path.toString());
    }

    /** Returns an SVG file. */
    public String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                <rect width="100%%" height="100%%" fill="#fff"/><path d="%s"/></svg>
                """.formatted(size, size, path);
    }

    @Override
    public String toString() {
        return "***";
    }
}
